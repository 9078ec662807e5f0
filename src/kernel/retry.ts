// Takes a policy and one attempt; gives what the first attempt gives that counts, or why none did.
// Promises the number of attempts and the pauses of the policy, and that only what may pass is tried again.
// Does not bound an attempt's time: who makes the attempt does.

import type { CallPolicy, Continued } from '../contract/call-policy.js'
import type { ErrorCode } from '../contract/codes.js'
import type { Failure } from '../contract/envelope.js'
import type { Awaitable, Json } from '../contract/json.js'
import { CallFailed } from '../semantics/call-failed.js'
import { failure } from '../semantics/wording.js'
import type { Deadline } from './deadline.js'
import type { Pauses } from './pauses.js'

/** What attempts are made within. */
export interface Retrying {
  readonly pauses: Pauses
  /** The time of the step around them. */
  readonly deadline: Deadline | null
}

// An hour of waiting would outlive every caller.
const longestPauseMs = 30_000

/** Tries until an attempt succeeds, fails for good, or was the last; `target` is what is called. */
export async function retry<Value>(
  { pauses, deadline }: Retrying,
  { attempts = 1, backoffMs = 0 }: CallPolicy,
  target: string,
  once: () => Awaitable<Value>,
): Promise<Value> {
  for (let count = 1; ; count++) {
    try {
      return await once()
    } catch (thrown) {
      if (deadline?.isOver || !isTransient(thrown) || attempts === 1) throw thrown
      if (count === attempts) throw exhausted(target, count, thrown.failure)
      const isOpen = await pause(pauses, deadline, Math.min(backoffMs * 2 ** (count - 1), longestPauseMs))
      if (!isOpen) throw exhausted(target, count, thrown.failure)
    }
  }
}

async function pause(pauses: Pauses, deadline: Deadline | null, ms: number): Promise<boolean> {
  if (ms === 0) return true
  const { over, end } = pauses.begin(ms)
  try {
    return await (deadline === null ? over : deadline.wait(over))
  } finally {
    end()
  }
}

/** Whether another attempt may end otherwise: time was short, a provider threw, or said that a retry may help. */
function isTransient(thrown: unknown): thrown is CallFailed {
  if (!(thrown instanceof CallFailed)) return false
  const { code, retryable } = thrown.failure
  return retryable || code === 'capability_invocation_error' || code === 'action_step_retry_exhausted_error'
}

function exhausted(target: string, attempts: number, last: Failure): CallFailed {
  const details = { last: { ...last } as Readonly<Record<string, Json>> }
  const words = { target, attempts: String(attempts) }
  return new CallFailed({
    ...failure('action_step_retry_exhausted_error', words, details),
    retryable: last.retryable,
  })
}

// What broke the promise of a port's or an action's effects, or wants for a judge, is never passed over.
const alwaysStops: ReadonlySet<string> = new Set<ErrorCode>([
  'effect_violation_error',
  'semantic_guard_unavailable_error',
])

/** Whether an action goes on behind a step that failed so; `on` says which failures, absent: all of them. */
export function isContinued(thrown: unknown, on: Continued | undefined): thrown is CallFailed {
  if (!(thrown instanceof CallFailed) || alwaysStops.has(thrown.failure.code)) return false
  return on === undefined || (on === 'timeout') === isForWantOfTime(thrown.failure)
}

function isForWantOfTime({ code, details }: Failure): boolean {
  if (code === 'action_step_timeout_error') return true
  const last = code === 'action_step_retry_exhausted_error' ? details?.last : null
  return typeof last === 'object' && last !== null && isForWantOfTime(last as unknown as Failure)
}
