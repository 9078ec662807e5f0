import type { Context, Principal } from '../contract/caller.js'
import type { Judge } from '../semantics/guard/judge-rules.js'
import { callPort } from './call-port.js'
import type { Host } from './host.js'
import { effectBits } from './observed-effects.js'

/** The port that decides rules in plain words. An app runs without it: then nobody decides them. */
export const judgePort = 'guards.semantic.evaluate'

/** The judge of an app, asked on behalf of one call; null where no module serves its port. */
export function findJudge(
  host: Host,
  { ctx, origin, principal }: { readonly ctx: Context; readonly origin: string; readonly principal: Principal },
): Judge | null {
  const bound = host.ports.get(judgePort)
  if (bound === undefined) return null
  // The runtime asks, and not the action: what the judge does is no effect of the action's.
  const caller = { ctx, origin, principal, permitted: effectBits.network, observe: () => {} }
  return async (question) => {
    const step = `${question.guardId}/${question.invocationIndex}`
    const answer = (await callPort(host, bound, { input: question, step, caller })) as { readonly pass: boolean }
    return answer.pass
  }
}
