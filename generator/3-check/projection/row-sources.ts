import type { ColumnModel, PathModel } from '../../artifact/app-model.js'
import { columnTypeOf } from '../../artifact/column-type.js'
import { localIdentifier } from '../../artifact/identifier.js'
import { resolvePath } from '../expression/resolve-path.js'
import type { Root } from '../expression/scope.js'

/** The records that rows are made of, by alias; for one collection there is one, and paths do not name it. */
export interface RowSources {
  readonly strategy: 'from_collection' | 'join'
  readonly aliases: ReadonlyMap<string, Root>
}

/** Where one field comes from: its path from the aliases (or from the record), and the value found there. */
export interface FieldSource {
  readonly segments: readonly string[]
  readonly value: PathModel
}

/** Names for fields, beside their paths; null for a name that means two things, undefined for one whose path was wrong. */
export type FieldNames = ReadonlyMap<string, readonly string[] | null | undefined>

export type FoundField = { readonly ok: true; readonly source: FieldSource } | Unfound

/** `problem` is null where it follows from one that has been told. */
export interface Unfound {
  readonly ok: false
  readonly problem: string | null
  readonly word: string
  readonly names: readonly string[]
}

/** Follows a reference: a path from an alias or of the record, or a name. */
export function findField(segments: readonly string[], sources: RowSources, names: FieldNames): FoundField {
  const [head = '', ...rest] = segments
  const named = names.get(head)
  const isJoin = sources.strategy === 'join'
  const isPath = isJoin ? sources.aliases.has(head) && rest.length > 0 : hasField(sources, head)
  // Of a record that does not exist nobody knows whether it has the field.
  const isSure = isJoin || fieldsOf(sources).includes(head)
  // A path of a join has a dot in it, so it is never taken for a name; a field of one record may be.
  const isOther = named !== undefined && (named === null || (isPath && isSure && named.join('.') !== head))
  if (isOther && !(isPath && isJoin)) return refuse(`"${head}" means two fields here; give one of them another name`)
  if (isPath) return follow(segments, sources)
  if (named) return follow([...named, ...rest], sources)
  if (isJoin && sources.aliases.has(head)) {
    return refuse(`"${head}" is a whole record; name one of its fields`)
  }
  // A field that was wrong would have this name if it were right.
  if ([...names.values()].includes(undefined)) return refuse(null)
  const known = isJoin ? [...sources.aliases.keys()] : fieldsOf(sources)
  return { ...refuse(`there is no field "${head}"`), word: head, names: [...known, ...names.keys()] }
}

function refuse(problem: string | null): Unfound {
  return { ok: false, problem, word: '', names: [] }
}

function follow(segments: readonly string[], sources: RowSources): FoundField {
  const isJoin = sources.strategy === 'join'
  const root = isJoin ? sources.aliases.get(segments[0] ?? '') : recordOf(sources)
  if (root === undefined) return refuse(`there is no field "${segments.join('.')}"`)
  const resolved = resolvePath(root, isJoin ? segments.slice(1) : segments)
  return resolved.ok ? { ok: true, source: { segments, value: resolved.path } } : resolved
}

function recordOf({ aliases }: RowSources): Root | undefined {
  return [...aliases.values()][0]
}

function fieldsOf(sources: RowSources): readonly string[] {
  const type = recordOf(sources)?.type
  return type?.kind === 'object' ? type.shape.fields.map(({ name }) => name) : []
}

function hasField(sources: RowSources, name: string): boolean {
  const type = recordOf(sources)?.type
  if (type?.kind === 'object' && type.shape.open === true) return true
  return type?.kind === 'unknown' || fieldsOf(sources).includes(name)
}

/** The stored column that holds exactly this value; null where none does. */
export function columnOf({ segments, value }: FieldSource, sources: RowSources): ColumnModel | null {
  const [step, ...more] = value.steps
  if (step?.kind !== 'member' || more.length > 0 || value.dynamic.length > 0) return null
  const type = columnTypeOf(value.type)
  const [primary = ''] = sources.aliases.keys()
  const alias = sources.strategy === 'join' ? localIdentifier(segments[0] ?? '') : primary
  return type === 'json' ? null : { alias, field: step.name, type }
}
