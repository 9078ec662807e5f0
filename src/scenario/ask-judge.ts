import type { Context, Principal } from '../contract/caller.js'
import type { ActivatedProvider, UntypedInstance } from '../contract/provider.js'
import { callFailed } from '../semantics/call-failed.js'
import type { Judge, Question } from '../semantics/guard/judge-rules.js'
import { isPlainObject } from '../semantics/read-values.js'

/** The port that decides rules in plain words. */
export const judgePort = 'guards.semantic.evaluate'

/** On whose behalf a judge is asked. */
export interface JudgeCaller {
  readonly principal: Principal
  readonly ctx: Context
}

/** The judge that an activated module is. What it does not answer, nobody has judged. */
export function judgeOf(instance: ActivatedProvider, caller: JudgeCaller): Judge {
  return async (question) => {
    const answer = await ask(instance, question, caller).catch(() => null)
    if (isPlainObject(answer) && typeof answer.pass === 'boolean') return answer.pass
    throw callFailed('capability_contract_error', { port: judgePort, problem: 'pass must be true or false' })
  }
}

async function ask(instance: ActivatedProvider, question: Question, { principal, ctx }: JudgeCaller): Promise<unknown> {
  const stepKey = `${ctx.id}/${question.guardId}/${question.invocationIndex}`
  const serve = instance[judgePort]
  if (typeof serve === 'function') return serve(question, { principal, ctx, stepKey, signal: { aborted: false } })
  const { subject, roles } = principal
  const call = { portId: judgePort, portVersion: '1.0.0', input: question, principal: { subject, roles }, ctx, stepKey }
  const result = await (instance as unknown as UntypedInstance).invoke(call)
  return result.ok ? result.output : null
}
