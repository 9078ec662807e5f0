// Takes how an action ended and what its spec says of the session then; resets what is to be reset.
// Promises that a failed action leaves nothing in the session but what it was to reset, and that no outcome changes by it.
// Does not commit what commits with the writes of an action that went well.

import type { Principal } from '../contract/caller.js'
import type { Warning } from '../contract/envelope.js'
import type { Awaitable } from '../contract/json.js'
import type { ActionProgram } from '../contract/program.js'
import type { SessionClear, SessionOutcome, SessionProgram } from '../contract/session.js'
import { CallRefused } from '../semantics/call-refused.js'
import { warning } from '../semantics/wording.js'
import { commitSession } from './commit-session.js'
import { envelope, isSoftRejection, withWarning } from './envelope.js'
import type { Host } from './host.js'
import type { Invocation } from './invocation.js'
import { effectBits } from './observed-effects.js'
import type { Performed } from './performed.js'
import { type SessionCall, SessionWork } from './session-work.js'

/** What a failed action was to reset; it is done although nothing else of the action is. */
export interface FailureClear {
  readonly session: SessionProgram
  readonly clear: SessionClear
}

/** What an attempt to run an action keeps for its end. */
export interface SettledAttempt {
  readonly session: SessionWork
  readonly warnings: Warning[]
  readonly failureClears: FailureClear[]
}

/** Resets what an action that came to its end was to reset, as part of its unit of work. */
export async function settleSuccess(attempt: SettledAttempt, outcome: SessionOutcome, output: unknown): Promise<void> {
  const clear = isSoftRejection(output) ? outcome.rejection : outcome.success
  if (clear !== undefined) await clearNow(attempt, outcome.session, clear)
}

/** Runs an action within another, and does to the session what the end of it asks for. */
export async function settleInner<Output>(
  attempt: SettledAttempt,
  outcome: SessionOutcome,
  act: () => Awaitable<Output>,
): Promise<Output> {
  let output: Output
  try {
    output = await act()
  } catch (thrown) {
    const clear = thrown instanceof CallRefused ? outcome.rejection : outcome.error
    if (clear !== undefined) {
      attempt.failureClears.push({ session: outcome.session, clear })
      // The action around it may go on.
      await clearNow(attempt, outcome.session, clear)
    }
    throw thrown
  }
  await settleSuccess(attempt, outcome, output)
  return output
}

async function clearNow(attempt: SettledAttempt, session: SessionProgram, clear: SessionClear): Promise<void> {
  try {
    if (await attempt.session.clear(session, clear)) return
  } catch {
    // The log knows what the store threw.
  }
  attempt.warnings.push(warning('session_outcome_error', {}))
}

interface Ended {
  readonly invocation: {
    readonly received: Invocation<'received'>
    readonly entrypoint: Pick<ActionProgram, 'sessionOutcome'>
    readonly principal: Principal
  }
  readonly attempt: SettledAttempt
}

/** Does what is left to do for the session once it is known how the action ended; `meta.warnings` tells what failed. */
export async function settleSession(host: Host, at: Ended, performed: Performed): Promise<Performed> {
  if (performed.ending.status === 'ok') return saveSession(host, at, performed)
  const clears = listFailureClears(at, performed)
  if (clears.length === 0) return performed
  const { received, principal } = at.invocation
  const { ctx, sessionId } = received
  const done = await clearStored(host, { principal, sessionId, ctx }, clears)
  if (done === 'failed')
    return { ...performed, envelope: withWarning(performed.envelope, warning('session_outcome_error', {})) }
  if (done === 'nothing') return performed
  const ending = { ...performed.ending, effects: performed.ending.effects | effectBits.session }
  return { ...performed, ending, envelope: envelope(host, received, ending) }
}

function listFailureClears({ invocation, attempt }: Ended, { ending, replay }: Performed): readonly FailureClear[] {
  const { sessionOutcome } = invocation.entrypoint
  // A call that lost its key to another neither failed nor was refused by a rule: the other one decides.
  if (ending.status === 'rejected' && replay === 'kept') return []
  const clear = ending.status === 'error' ? sessionOutcome?.error : sessionOutcome?.rejection
  if (sessionOutcome === undefined || clear === undefined) return attempt.failureClears
  return [...attempt.failureClears, { session: sessionOutcome.session, clear }]
}

type Done = 'done' | 'nothing' | 'failed'

const mostAttempts = 3

/** A commit of the session alone, on the session as it was before the action. */
async function clearStored(host: Host, call: SessionCall, clears: readonly FailureClear[]): Promise<Done> {
  try {
    for (let count = 1; count <= mostAttempts; count++) {
      const work = new SessionWork(host, call)
      for (const { session, clear } of clears) if (!(await work.clear(session, clear))) return 'failed'
      const write = work.toCommit()
      const saved = work.toSave()
      if (write === null && saved === null) return 'nothing'
      if (saved !== null) await host.sessions?.save?.(saved.key, saved.value)
      if (write === null || (await commitSession(host, write))) return 'done'
    }
  } catch (thrown) {
    const { id: invocationId, traceId } = call.ctx
    host.logger.error('a session could not be reset', { invocationId, traceId, thrown })
  }
  return 'failed'
}

/** A host's own place for sessions takes no part in the commit. */
async function saveSession(host: Host, { invocation, attempt }: Ended, performed: Performed): Promise<Performed> {
  const write = attempt.session.toSave()
  if (write === null) return performed
  try {
    await host.sessions?.save?.(write.key, write.value)
    return performed
  } catch (thrown) {
    const { id: invocationId, traceId } = invocation.received.ctx
    host.logger.error('a session could not be saved', { invocationId, traceId, thrown })
    return { ...performed, envelope: withWarning(performed.envelope, warning('session_store_error', {})) }
  }
}
