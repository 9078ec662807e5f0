import type { CheckedProjection } from '../../artifact/checked-app.js'
import type { ProjectionParts } from '../../artifact/projection-model.js'
import type { ValueType } from '../../artifact/value-type.js'
import { callRoots, type Scope, scopeOf, withNames } from '../expression/scope.js'

/** A projection, and what row filters see of its rows beside `row`. */
export interface KnownProjection extends RowFilterRoots {
  readonly checked: CheckedProjection
}

/** What a projection's own strategy makes of it. */
export interface KnownParts<Parts extends ProjectionParts = ProjectionParts> extends RowFilterRoots {
  readonly parts: Parts
}

export interface RowFilterRoots {
  /** What `row` is to a query's filter: the stored record of one collection, the output row elsewhere. */
  readonly row: ValueType
  readonly aliases: readonly (readonly [string, ValueType])[]
}

/** What the row filter of a projection or of a query sees. */
export function scopeOfFilter(
  place: string,
  { row, aliases, input }: RowFilterRoots & { readonly input: ValueType },
): Scope {
  const roots = [['row', row] as const, ['input', input] as const, ...callRoots]
  return withNames(scopeOf(place, roots), aliases)
}
