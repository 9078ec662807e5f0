import type { CheckedCollection } from '../../artifact/checked-app.js'
import type { CheckedInvariants } from '../../artifact/guard-model.js'
import type { Diagnostic } from '../../diagnostic/diagnostic.js'
import type { DeclaredCollection } from '../declaration/declarations.js'
import { callRoots, scopeOf, typeOfShape, withBareMembers } from '../expression/scope.js'
import { checkGuards } from '../guard/check-guards.js'
import { withNull } from '../type/nullable.js'

/** Checks one collection: the rules that its records keep. */
export function checkCollection(declared: DeclaredCollection, found: Diagnostic[]): CheckedCollection {
  const { id, at, record } = declared
  return { id, at, record, invariants: checkInvariants(declared, found) }
}

function checkInvariants(
  { id, path, record, syntax }: DeclaredCollection,
  found: Diagnostic[],
): CheckedInvariants | null {
  if (syntax.invariants === null) return null
  const { appliesTo } = syntax.invariants
  const type = typeOfShape(record)
  const roots = scopeOf('an invariant', [
    ['record', type],
    ['before', withNull(type)],
    ['op', { kind: 'enum', values: appliesTo, nullable: false }],
    ...callRoots,
  ])
  const context = { scope: withBareMembers(roots, 'record'), path: `${path}.invariants`, found }
  const guards = checkGuards(syntax.invariants, context, { kind: 'collection', primitive: id, phase: null })
  return guards === null ? null : { ...guards, appliesTo }
}
