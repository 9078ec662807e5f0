import type { GuardModel } from '../../artifact/guard-model.js'

/** Whether a block of rules has to be waited for, because a judge decides some of them. */
export function isJudged(guards: GuardModel | null): boolean {
  return guards !== null && guards.semantic.length > 0
}
