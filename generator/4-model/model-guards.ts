import type { ModelOptions } from '../artifact/app-model.js'
import type { CheckedGuards, CheckedInvariants, GuardModel, InvariantModel } from '../artifact/guard-model.js'
import { guardIdentifier } from '../artifact/identifier.js'
import type { Located } from '../artifact/span.js'
import { rootsOf } from './find-roots.js'

/** A block of rules as a constant; null where there is none. */
export function modelGuards(guards: CheckedGuards | null, locate: ModelOptions['locate']): GuardModel | null {
  return guards === null ? null : modelBlock(guards, locate)
}

/** The rules of a collection; null where there are none. */
export function modelInvariants(
  invariants: CheckedInvariants | null,
  locate: ModelOptions['locate'],
): InvariantModel | null {
  return invariants === null ? null : { ...modelBlock(invariants, locate), appliesTo: invariants.appliesTo }
}

function modelBlock(guards: CheckedGuards, locate: ModelOptions['locate']): GuardModel {
  const { kind, primitive, phase, policy, scope, structural, semantic } = guards
  const placed = <Rule extends Located>({ at, ...rule }: Rule) => ({ ...rule, origin: locate(at) })
  return {
    kind,
    primitive,
    phase,
    policy,
    scope: scope.filter(({ name }) => name !== 'session' || seesSession(guards)),
    origin: locate(guards.at),
    identifier: guardIdentifier({ kind, primitive, phase }),
    structural: structural.map(placed),
    semantic: semantic.map(placed),
  }
}

// The session is loaded for those who look at it; a judge may look at everything.
function seesSession({ structural, semantic }: CheckedGuards): boolean {
  return semantic.length > 0 || structural.some(({ rule }) => rootsOf(rule).has('session'))
}
