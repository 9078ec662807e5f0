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

/** Reads the caller's session. What it holds depends on the app; `unknown` stands for any. */
export const sessionRead: StandardPort = {
  id: 'session.read',
  version: '1.0.0',
  effects: ['read'],
  input: shape('SessionReadInput'),
  output: { ...shape('SessionReadOutput', ['session', true, { kind: 'unknown' }]), complete: true },
}

/** Writes the caller's session. Its input is one `patch` or several `patches`: phase 3 knows them. */
export const sessionWrite: StandardPort = {
  id: 'session.write',
  version: '1.0.0',
  effects: ['session'],
  input: shape('SessionWriteInput', ['patch', false, { kind: 'unknown' }], ['patches', false, { kind: 'unknown' }]),
  output: shape('SessionWriteOutput'),
}

/** Whether the store of an app serves a port, and no function of a module does. */
export function isServedByStore(port: string): boolean {
  return storePorts.some(({ id }) => id === port)
}

const storePorts = [collectionsRead, collectionsWrite, sessionRead, sessionWrite]

/** The standard ports that a step may call, by id. */
export const standardPorts: ReadonlyMap<string, StandardPort> = new Map(
  [...storePorts, idsGenerate].map((port) => [port.id, port]),
)

const count: ValueType = { kind: 'scalar', scalar: 'int', nullable: false }
const flag: ValueType = { kind: 'scalar', scalar: 'bool', nullable: false }
const confidences: ValueType = { kind: 'enum', values: ['high', 'medium', 'low'], nullable: false }

/** Judges one rule in plain words. The runtime alone calls it, and does without where no module provides it. */
export const semanticJudge: StandardPort = {
  id: 'guards.semantic.evaluate',
  version: '1.0.0',
  effects: ['network'],
  input: shape(
    'GuardsSemanticEvaluateInput',
    ['confidence', true, confidences],
    ['context', true, { kind: 'unknown' }],
    ['guardId', true, text],
    ['invocationCount', true, count],
    ['invocationIndex', true, count],
    ['rule', true, text],
  ),
  output: shape('GuardsSemanticEvaluateOutput', ['pass', true, flag], ['rationale', false, maybeText]),
}

/** Standard ports that the runtime alone may call. */
export const runtimePorts: readonly string[] = [
  semanticJudge.id,
  'history.append',
  'history.persist',
  'history.rebuild',
  'history.scan',
  'history.scan_as_of',
]
