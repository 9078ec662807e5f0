import type { GuardProgram, GuardRule, GuardTier } from '../../contract/guard.js'
import { CallFailed } from '../call-failed.js'

/** A rule that counts as violated. `unanswered`: not because it is, but because there was nobody to judge it. */
export interface BrokenRule {
  readonly rule: GuardRule
  readonly tier: GuardTier
  readonly cause: 'violated' | 'unanswered'
}

/** The structural rules that do not hold, in authored order; one that cannot be evaluated does not. */
export function findBroken<Scope extends object>(guards: GuardProgram<Scope>, scope: Scope): readonly BrokenRule[] {
  const broken: BrokenRule[] = []
  for (const rule of guards.structural)
    if (!holds(() => rule.holds(scope))) broken.push({ rule, tier: 'structural', cause: 'violated' })
  return broken
}

function holds(test: () => boolean): boolean {
  try {
    return test()
  } catch (thrown) {
    if (thrown instanceof CallFailed) return false
    throw thrown
  }
}
