import type { Warning } from '../../contract/envelope.js'
import type { GuardProgram, RunEnvironment, SemanticRule } from '../../contract/guard.js'
import type { Awaitable } from '../../contract/json.js'
import { type BrokenRule, findBroken } from './find-broken.js'
import { type Judgement, judgeRule, type Verdict } from './judge-rules.js'
import { unansweredWarning, warningOf } from './say-broken.js'

/** What became of a block of rules. `broken`: what its policy is for. `warnings`: what is to be known and no more. */
export interface GuardFindings {
  readonly broken: readonly BrokenRule[]
  readonly warnings: readonly Warning[]
}

const allHold: GuardFindings = { broken: [], warnings: [] }

/** Holds a block of rules against what they see. Those in plain words are judged only where every other holds. */
export function evaluateGuards<Scope extends object>(
  guards: GuardProgram<Scope>,
  scope: Scope,
  judgement: () => Judgement,
): Awaitable<GuardFindings> {
  const broken = findBroken(guards, scope)
  if (broken.length > 0) return { broken, warnings: [] }
  return guards.semantic.length === 0 ? allHold : judgeAll(guards as GuardProgram, scope, judgement())
}

async function judgeAll(guards: GuardProgram, scope: object, judgement: Judgement): Promise<GuardFindings> {
  const broken: BrokenRule[] = []
  const warnings: Warning[] = []
  for (const rule of guards.semantic) {
    const verdict = await judgeRule(rule, scope, judgement)
    if (verdict === null || verdict === 'holds') continue
    const found: BrokenRule = { rule, tier: 'semantic', cause: verdict }
    if (blocks(rule, verdict, judgement.environment)) broken.push(found)
    else warnings.push(verdict === 'violated' ? warningOf(guards, found) : unansweredWarning(guards, found))
  }
  return { broken, warnings }
}

/** Whether a rule that does not hold, or that nobody judged, stops anything. */
function blocks({ confidence }: SemanticRule, verdict: Verdict, environment: RunEnvironment): boolean {
  if (environment !== 'ci') return verdict === 'violated'
  return confidence !== 'low'
}
