import type { ObjectShape, ValueType } from '../../artifact/value-type.js'
import type { Diagnostic } from '../../diagnostic/diagnostic.js'
import type { Declarations, DeclaredProjection } from '../declaration/declarations.js'
import { type Context, scopeOf, typeOfShape } from '../expression/scope.js'
import { checkGuards } from '../guard/check-guards.js'
import { textType, unknownType, withNull } from '../type/nullable.js'
import { checkAggregate } from './check-aggregate.js'
import type { Place } from './check-fields.js'
import { checkRecords } from './check-records.js'
import { findRepeatedArguments } from './find-repeated-arguments.js'
import type { KnownParts, KnownProjection } from './known-projection.js'
import { checkTimeline } from './timeline/check-timeline.js'

/** Checks one projection: every field leads somewhere, and every name means one thing. */
export function checkProjection(
  declared: DeclaredProjection,
  declarations: Declarations,
  found: Diagnostic[],
): KnownProjection {
  const { id, at, path, syntax } = declared
  const { parts, row, aliases } = checkParts(declared, declarations, { path, found })
  found.push(...findRepeatedArguments(declared))
  const guarded = { kind: 'projection', primitive: id, phase: null } as const
  const guards = checkGuards(syntax.guards, guardContext(parts.row, { path: `${path}.guards`, found }), guarded)
  return { checked: { id, at, ...parts, guards }, row, aliases }
}

function checkParts(declared: DeclaredProjection, declarations: Declarations, place: Place): KnownParts {
  const { id, at, syntax } = declared
  switch (syntax.strategy) {
    case 'from_collection':
    case 'join':
      return checkRecords({ id, at, syntax }, declarations.collections, place)
    case 'aggregate':
      return checkAggregate({ id, at, syntax }, declarations.collections, place)
    case 'timeline':
      return checkTimeline({ id, at, syntax }, declarations, place)
  }
}

/** Rules see the row as it is answered, whatever the filters see. */
function guardContext(row: ObjectShape, place: Place): Context {
  const roots: readonly (readonly [string, ValueType])[] = [
    ['row', typeOfShape(row)],
    ['args', unknownType],
    ['as_of', withNull(textType)],
  ]
  return { scope: scopeOf('a guard of a projection', roots), ...place }
}
