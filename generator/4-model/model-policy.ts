import type { CallPolicyModel, GoesOn } from '../artifact/call-model.js'
import type { CallPolicySyntax } from '../artifact/call-syntax.js'
import type { CheckedTarget } from '../artifact/checked-app.js'

/** What holds for each attempt of a call that says nothing else. */
const usualTimeoutMs = 30_000

/** What of a policy has to be printed. A local capability is computed at once and the same each time: nothing of it. */
export function modelPolicy(policy: CallPolicySyntax, { kind }: CheckedTarget): CallPolicyModel {
  if (kind === 'capability') return null
  // An action without a time of its own has that of its steps.
  const isUsual = policy.timeoutMs === null || (policy.timeoutMs === usualTimeoutMs && kind !== 'action')
  const timeout = isUsual || policy.timeoutMs === null ? {} : { timeoutMs: policy.timeoutMs }
  const attempts = policy.attempts === 1 ? {} : { attempts: policy.attempts }
  const backoff = policy.attempts === 1 || policy.backoffMs === 0 ? {} : { backoffMs: policy.backoffMs }
  const printed = { ...timeout, ...attempts, ...backoff }
  return Object.keys(printed).length === 0 ? null : printed
}

/** Behind which failures of a call the action goes on. */
export function goesOnBehind({ continuesOnTimeout, continuesOnError }: CallPolicySyntax): GoesOn {
  if (continuesOnTimeout && continuesOnError) return 'always'
  return continuesOnTimeout ? 'timeout' : continuesOnError ? 'error' : null
}
