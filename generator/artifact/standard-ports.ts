import type { EffectKind } from '../../src/contract/effect.js'
import type { ObjectShape, ShapeField, ValueType } from './value-type.js'

/** The contract of a port that exists in every app without being declared. */
export interface StandardPort {
  readonly id: string
  readonly version: string
  readonly effects: readonly EffectKind[]
  readonly input: ObjectShape
  readonly output: ObjectShape
}

const text: ValueType = { kind: 'scalar', scalar: 'text', nullable: false }
const id: ValueType = { kind: 'scalar', scalar: 'id', nullable: false }
const maybeText: ValueType = { kind: 'scalar', scalar: 'text', nullable: true }
const maybeInt: ValueType = { kind: 'scalar', scalar: 'int', nullable: true }
const operations: ValueType = { kind: 'enum', values: ['upsert', 'update', 'delete'], nullable: false }

function shape(name: string, ...fields: readonly (readonly [string, boolean, ValueType])[]): ObjectShape {
  return { name, fields: fields.map(([field, required, type]): ShapeField => ({ name: field, required, type })) }
}

/** Reads one record. What the record holds depends on the collection; `unknown` stands for any of them, or none. */
export const collectionsRead: StandardPort = {
  id: 'collections.read',
  version: '1.0.0',
  effects: ['read'],
  input: shape('CollectionsReadInput', ['collection', true, text], ['id', true, id]),
  output: { ...shape('CollectionsReadOutput', ['record', false, { kind: 'unknown' }]), complete: true },
}

const writtenShape = shape(
  'CollectionsWriteOutputWritten',
  ['collection', true, text],
  ['id', true, id],
  ['op', true, operations],
)

/** Writes records. Its input is one `patch` or several `patches`, which a closed shape cannot say: phase 3 knows them. */
export const collectionsWrite: StandardPort = {
  id: 'collections.write',
  version: '1.0.0',
  effects: ['write'],
  input: shape(
    'CollectionsWriteInput',
    ['atomicity', false, { kind: 'unknown' }],
    ['patch', false, { kind: 'unknown' }],
    ['patches', false, { kind: 'unknown' }],
  ),
  output: shape('CollectionsWriteOutput', [
    'written',
    true,
    { kind: 'array', item: { kind: 'object', shape: writtenShape, nullable: false }, nullable: false },
  ]),
}

/** Makes ids that are new everywhere; `count` of them, one where it is absent. */
export const idsGenerate: StandardPort = {
  id: 'ids.generate',
  version: '1.0.0',
  effects: ['compute'],
  input: shape('IdsGenerateInput', ['count', false, maybeInt], ['prefix', false, maybeText]),
  output: shape('IdsGenerateOutput', ['ids', true, { kind: 'array', item: text, nullable: false }]),
}

/** The standard ports that a step may call, by id. */
export const standardPorts: ReadonlyMap<string, StandardPort> = new Map(
  [collectionsRead, collectionsWrite, idsGenerate].map((port) => [port.id, port]),
)

/** Standard ports that the language has and this version does not compile. */
export const uncompiledPorts: readonly string[] = ['session.read', 'session.write']

/** The ports of history: the store serves them, and the runtime alone calls them. */
export const historyPorts: readonly { readonly id: string; readonly version: string }[] = [
  'history.append',
  'history.persist',
  'history.rebuild',
  'history.scan',
  'history.scan_as_of',
].map((id) => ({ id, version: '1.0.0' }))

/** Standard ports that the runtime alone may call. */
export const runtimePorts: readonly string[] = [
  'guards.semantic.evaluate',
  'history.append',
  'history.persist',
  'history.rebuild',
  'history.scan',
  'history.scan_as_of',
]
