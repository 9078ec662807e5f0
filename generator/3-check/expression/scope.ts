import { localIdentifier } from '../../artifact/identifier.js'
import type { ObjectShape, ValueType } from '../../artifact/value-type.js'
import type { Diagnostic } from '../../diagnostic/diagnostic.js'
import { textType, unknownType, withNull } from '../type/nullable.js'

/** What paths may begin with at one place of the spec. */
export interface Scope {
  /** The place in the words of a message: `an action`. */
  readonly place: string
  readonly roots: ReadonlyMap<string, Root>
  /** The code of a path that cannot be read; absent: that of most places. */
  readonly code?: 'view_expression_reference_error'
}

export interface Root {
  /** What the emitted code calls it. */
  readonly identifier: string
  readonly type: ValueType
  /** The member of it that the name stands for: a field that may be written without the record before it. */
  readonly member?: string
  /** How many ids it holds, where that is known: the result of a step that asks for some. */
  readonly ids?: number
}

/** Where a rule looks names up, where in the document it is, and where it reports. */
export interface Context {
  readonly scope: Scope
  readonly path: string
  readonly found: Diagnostic[]
}

/** The context of what stands under a key or an index. */
export function within({ scope, path, found }: Context, key: string | number): Context {
  return { scope, path: `${path}.${key}`, found }
}

function objectOf(shape: ObjectShape): ValueType {
  return { kind: 'object', shape, nullable: false }
}

const texts: ValueType = { kind: 'array', item: textType, nullable: false }

const principalType = objectOf({
  name: 'Principal',
  complete: true,
  fields: [
    { name: 'claims', required: false, type: unknownType },
    { name: 'roles', required: true, type: texts },
    { name: 'subject', required: false, type: withNull(textType) },
    { name: 'tags', required: true, type: texts },
  ],
})

const contextType = objectOf({
  name: 'Context',
  complete: true,
  fields: ['id', 'now', 'traceId'].map((name) => ({ name, required: true, type: textType })),
})

/** Who calls, and what the call is: seen wherever a call is going on. */
export const callRoots: readonly (readonly [string, ValueType])[] = [
  ['principal', principalType],
  ['ctx', contextType],
]

/** A scope of roots that are called in the emitted code what they are called in the spec. */
export function scopeOf(place: string, roots: Iterable<readonly [string, ValueType]>): Scope {
  const named = [...roots].map(([name, type]) => [name, { identifier: name, type }] as const)
  return { place, roots: new Map(named) }
}

/** The scope with names of the author's beside its roots: step results, aliases. */
export function withNames(scope: Scope, names: Iterable<readonly [string, ValueType]>): Scope {
  const roots = new Map(scope.roots)
  for (const [name, type] of names) roots.set(name, { identifier: localIdentifier(name), type })
  return { ...scope, roots }
}

/** The scope in which the members of one root may be written bare, too. A root wins over a member of its name. */
export function withBareMembers(scope: Scope, name: string): Scope {
  const root = scope.roots.get(name)
  if (root?.type.kind !== 'object') return scope
  const names = root.type.shape.fields.map((field) => field.name).filter((field) => !scope.roots.has(field))
  const bare = names.map((member): [string, Root] => [member, { ...root, member }])
  return { ...scope, roots: new Map([...scope.roots, ...bare]) }
}

/** The type of a value of a shape. */
export const typeOfShape = objectOf
