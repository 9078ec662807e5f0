// Takes a block of rules, what they see, and the action that they are held for; gives nothing where it may go on.
// Promises that every rule is looked at before the policy is applied, once: it refuses, warns, or leaves signals.
// Does not take back what was done: who is refused does.

import type { Context, Principal } from '../contract/caller.js'
import type { Warning } from '../contract/envelope.js'
import type { GuardProgram } from '../contract/guard.js'
import type { Awaitable } from '../contract/json.js'
import { bug } from '../semantics/bug.js'
import { callFailed } from '../semantics/call-failed.js'
import { CallRefused } from '../semantics/call-refused.js'
import { evaluateGuards, type GuardFindings } from '../semantics/guard/evaluate-guards.js'
import type { BrokenRule } from '../semantics/guard/find-broken.js'
import { guardViolated } from '../semantics/guard/guard-violated.js'
import { violationOf, warningOf } from '../semantics/guard/say-broken.js'
import { isPromise } from '../semantics/is-promise.js'
import type { EmittedSignals } from './emitted-signals.js'
import type { Host } from './host.js'
import { findJudge } from './judge.js'

/** The action on whose behalf rules are held, and where it keeps what they leave. */
export interface GuardedAction {
  readonly ctx: Context
  /** The id of the call, or the step of a flow run: what tells violations of one from those of another. */
  readonly origin: string
  readonly principal: Principal
  readonly warnings: Warning[]
  readonly emitted: EmittedSignals
}

/** Holds a block of rules; answers at once unless a judge decides some of them. */
export function holdGuards<Scope extends object>(
  host: Host,
  action: GuardedAction,
  { guards, scope }: { readonly guards: GuardProgram<Scope>; readonly scope: Scope },
): Awaitable<void> {
  const settle = (findings: GuardFindings) =>
    applyPolicy(host, action, { guards: guards as GuardProgram, scope, findings })
  const findings = evaluateGuards(guards, scope, () => ({
    environment: host.environment,
    seed: action.origin,
    judge: findJudge(host, action),
    digest: (text) => host.digest(text),
  }))
  return isPromise(findings) ? findings.then(settle) : settle(findings)
}

interface Held {
  readonly guards: GuardProgram
  readonly scope: object
  readonly findings: GuardFindings
}

function applyPolicy(host: Host, action: GuardedAction, { guards, scope, findings }: Held): void {
  const { broken, warnings } = findings
  action.warnings.push(...warnings)
  if (broken.length === 0) return
  switch (guards.policy) {
    case 'abort':
    case 'fail_action':
      throw refusal(guards, broken)
    case 'log_and_continue':
      action.warnings.push(...broken.map((one) => warningOf(guards, one)))
      return
    case 'emit_violation':
      for (const one of broken) {
        const { ctx, origin, emitted } = action
        const place = {
          ctx: { ...ctx, id: origin },
          ordinal: emitted.violationCount,
          digest: (text: string) => host.digest(text),
        }
        emitted.addViolation(guardViolated(guards, { ...one, scope }, place))
      }
  }
}

/** A rule that is broken refuses the call; where rules only wanted for a judge, it is the platform that fails. */
function refusal(guards: GuardProgram, broken: readonly BrokenRule[]): Error {
  const [first] = broken
  if (first !== undefined && broken.every(({ cause }) => cause === 'unanswered'))
    return callFailed(
      'semantic_guard_unavailable_error',
      { description: first.rule.description },
      { guardIds: broken.map(({ rule }) => rule.id) },
    )
  return new CallRefused(broken.map((one) => violationOf(refusing(guards), one)))
}

function refusing({ kind, primitive, policy }: GuardProgram): Parameters<typeof violationOf>[0] {
  if (kind === 'projection' || kind === 'scenario') throw bug(`the guards of a ${kind} were held in an action`)
  return { kind, primitive, policy }
}
