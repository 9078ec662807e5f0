import type { RunEnvironment, SemanticRule } from '../../contract/guard.js'
import { CallFailed } from '../call-failed.js'

/** What a judge is asked about one rule; one of `invocationCount` times, counted from 0. */
export interface Question {
  readonly guardId: string
  readonly rule: string
  readonly confidence: SemanticRule['confidence']
  readonly invocationIndex: number
  readonly invocationCount: number
  /** Everything that the rule is about. */
  readonly context: object
}

/** Who decides rules in plain words: whether one holds. Rejects with `CallFailed` where there is no answer. */
export type Judge = (question: Question) => Promise<boolean>

/** What rules in plain words are judged by. */
export interface Judgement {
  readonly environment: RunEnvironment
  /** The id of the call, or what stands for it: which rules are judged follows from it. */
  readonly seed: string
  /** Null where no module serves `guards.semantic.evaluate`. */
  readonly judge: Judge | null
  /** SHA-256 in lower-case hex over the text's UTF-8 bytes. */
  digest(text: string): string
}

export type Verdict = 'holds' | 'violated' | 'unanswered'

/** Asks for one rule; null where it is not in the sample. */
export async function judgeRule(rule: SemanticRule, context: object, judgement: Judgement): Promise<Verdict | null> {
  if (!isSampled(rule, judgement)) return null
  const { judge, environment } = judgement
  if (judge === null) return 'unanswered'
  const count = rule.confidence === 'high' && environment === 'ci' ? 3 : 1
  const answers: (boolean | null)[] = []
  for (let index = 0; index < count; index++) answers.push(await ask(judge, rule, { context, index, count }))
  return decide(answers)
}

/** Whether a rule is judged in this call: the same rule in the same call always is, or never. */
export function isSampled(
  { id, sampling }: Pick<SemanticRule, 'id' | 'sampling'>,
  { seed, environment, digest }: Pick<Judgement, 'seed' | 'environment' | 'digest'>,
): boolean {
  const hash = digest(`${seed}:${id}:${environment}`)
  return Number.parseInt(hash.slice(0, 8), 16) / 0xffffffff < sampling[environment]
}

interface Vote {
  readonly context: object
  readonly index: number
  readonly count: number
}

async function ask(judge: Judge, rule: SemanticRule, { context, index, count }: Vote): Promise<boolean | null> {
  try {
    const { id: guardId, confidence } = rule
    return await judge({
      guardId,
      rule: rule.rule,
      confidence,
      invocationIndex: index,
      invocationCount: count,
      context,
    })
  } catch (thrown) {
    if (thrown instanceof CallFailed) return null
    throw thrown
  }
}

function decide(answers: readonly (boolean | null)[]): Verdict {
  const isMost = (wanted: boolean) => answers.filter((answer) => answer === wanted).length > answers.length / 2
  if (isMost(true)) return 'holds'
  return isMost(false) ? 'violated' : 'unanswered'
}
