// Takes how an action ended and what its spec says of the session then; resets what is to be reset.
// Promises that a failed action leaves nothing in the session but what it was to reset, and that no outcome changes by it.
// Does not commit what commits with the writes of an action that went well.

import type { Warning } from '../contract/envelope.js'
import type { Awaitable } from '../contract/json.js'
import type { SessionClear, SessionOutcome } from '../contract/session.js'
import { CallRefused } from '../semantics/call-refused.js'
import { warning } from '../semantics/wording.js'
import { commitSession } from './commit-session.js'
import { envelope, isSoftRejection, withWarning } from './envelope.js'
import type { Host } from './host.js'
import type { Invocation } from './invocation.js'
import { effectBits } from './observed-effects.js'
import type { Performed } from './performed.js'
import type { SessionWork } from './session-work.js'

/** What failed actions were to reset; it is done although nothing else of them is. */
export type FailureClears = SessionClear[]

/** The session of an attempt, and what it keeps for its end. */
export interface SettledSession {
  readonly work: SessionWork
  readonly warnings: Warning[]
  readonly failureClears: FailureClears
}

/** Resets what an action that came to its end was to reset, as part of its unit of work. */
export async function settleSuccess(session: SettledSession, outcome: SessionOutcome, output: unknown): Promise<void> {
  const clear = isSoftRejection(output) ? outcome.rejection : outcome.success
  if (clear !== undefined) await clearNow(session, clear)
}

/** Runs an action within another, and does to the session what the end of it asks for. */
export async function settleInner<Output>(
  session: SettledSession,
  outcome: SessionOutcome,
  act: () => Awaitable<Output>,
): Promise<Output> {
  let output: Output
  try {
    output = await act()
  } catch (thrown) {
    const clear = thrown instanceof CallRefused ? outcome.rejection : outcome.error
    if (clear !== undefined) {
      session.failureClears.push(clear)
      // The action around it may go on.
      await clearNow(session, clear)
    }
    throw thrown
  }
  await settleSuccess(session, outcome, output)
  return output
}

async function clearNow({ work, warnings }: SettledSession, clear: SessionClear): Promise<void> {
  try {
    if (await work.clear(clear)) return
  } catch {
    // The log knows what the store threw.
  }
  warnings.push(warning('session_outcome_error', {}))
}

interface EndedSession extends SettledSession {
  readonly outcome: SessionOutcome | undefined
  readonly received: Invocation<'received'>
}

/** Does what is left to do for the session once it is known how the action ended; `meta.warnings` tells what failed. */
export async function finishSession(host: Host, session: EndedSession, performed: Performed): Promise<Performed> {
  if (performed.ending.status === 'ok') return save(host, session, performed)
  const clears = listFailureClears(session, performed)
  if (clears.length === 0) return performed
  const done = await clearStored(host, session, clears)
  if (done === 'failed')
    return { ...performed, envelope: withWarning(performed.envelope, warning('session_outcome_error', {})) }
  if (done === 'nothing') return performed
  const ending = { ...performed.ending, effects: performed.ending.effects | effectBits.session }
  return { ...performed, ending, envelope: envelope(host, session.received, ending) }
}

function listFailureClears({ outcome, failureClears }: EndedSession, { ending, replay }: Performed): FailureClears {
  // What lost its key or its run to another neither failed nor was refused by a rule: the other one decides.
  if (replay === 'lost') return []
  if (ending.status === 'rejected' && replay === 'kept') return []
  const clear = ending.status === 'error' ? outcome?.error : outcome?.rejection
  return clear === undefined ? failureClears : [...failureClears, clear]
}

type Done = 'done' | 'nothing' | 'failed'

const mostAttempts = 3

/** A commit of the session alone, on the session as it was before the action. */
async function clearStored(host: Host, { work, received }: EndedSession, clears: FailureClears): Promise<Done> {
  try {
    for (let count = 1; count <= mostAttempts; count++) {
      const fresh = work.afresh()
      for (const clear of clears) if (!(await fresh.clear(clear))) return 'failed'
      const write = fresh.toCommit()
      const saved = fresh.toSave()
      if (write === null && saved === null) return 'nothing'
      if (saved !== null) await host.sessions?.save?.(saved.key, saved.value)
      if (write === null || (await commitSession(host, write))) return 'done'
    }
  } catch (thrown) {
    const { id: invocationId, traceId } = received.ctx
    host.logger.error('a session could not be reset', { invocationId, traceId, thrown })
  }
  return 'failed'
}

/** A host's own place for sessions takes no part in the commit. */
async function save(host: Host, { work, received }: EndedSession, performed: Performed): Promise<Performed> {
  const write = work.toSave()
  if (write === null) return performed
  try {
    await host.sessions?.save?.(write.key, write.value)
    return performed
  } catch (thrown) {
    const { id: invocationId, traceId } = received.ctx
    host.logger.error('a session could not be saved', { invocationId, traceId, thrown })
    return { ...performed, envelope: withWarning(performed.envelope, warning('session_store_error', {})) }
  }
}
