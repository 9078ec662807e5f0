import type { WarningCode } from '../../contract/codes.js'
import type { Violation, Warning } from '../../contract/envelope.js'
import type { GuardedKind, GuardProgram } from '../../contract/guard.js'
import type { Json } from '../../contract/json.js'
import { violation, warning } from '../wording.js'
import type { BrokenRule } from './find-broken.js'

type Guarded = Pick<GuardProgram, 'kind' | 'primitive' | 'policy'>

/** The code with which a block of rules stops what it guards. */
export const guardCodes = {
  collection: 'collection_invariant_error',
  action: 'action_guard_error',
  signal: 'signal_guard_error',
  flow: 'flow_guard_error',
  projection: 'projection_guard_error',
  scenario: 'scenario_guard_error',
} as const satisfies Record<GuardedKind, WarningCode>

/** What is told of a broken rule, whatever follows from it. */
export function detailsOf({ policy }: Guarded, { rule, tier }: BrokenRule): Readonly<Record<string, Json>> {
  return { guardId: rule.id, tier, description: rule.description, policy }
}

/** Why a call is refused, for the kinds of things whose rules refuse calls. */
export function violationOf(guarded: Guarded & { readonly kind: RefusingKind }, broken: BrokenRule): Violation {
  const words = { primitive: guarded.primitive, description: broken.rule.description }
  return violation(guardCodes[guarded.kind], words, { details: detailsOf(guarded, broken) })
}

export type RefusingKind = 'collection' | 'action' | 'signal' | 'flow'

/** What is told of a broken rule where the call goes on. */
export function warningOf(guarded: Guarded, broken: BrokenRule): Warning {
  if (broken.cause === 'unanswered') return unansweredWarning(guarded, broken)
  const words = { primitive: guarded.primitive, description: broken.rule.description }
  return warning(guardCodes[guarded.kind], words, detailsOf(guarded, broken))
}

/** What is told of a rule that nobody judged. */
export function unansweredWarning(guarded: Guarded, broken: BrokenRule): Warning {
  const { description } = broken.rule
  return warning('semantic_guard_unavailable_error', { description }, detailsOf(guarded, broken))
}
