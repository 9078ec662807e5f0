import type { Context, Principal } from '../contract/caller.js'
import type { SessionProgram, StoredSession } from '../contract/session.js'
import { callFailed } from '../semantics/call-failed.js'
import { openSession, type SessionState } from '../semantics/session-state.js'
import type { Host } from './host.js'

/** Whose session a call sees. */
export interface SessionOwner {
  readonly principal: Pick<Principal, 'subject'>
  readonly sessionId: string | null
}

/**
 * The key under which a caller's session is kept: the subject's, else the one that the host names. Null for neither: then
 * the session is the defaults, and what is written lasts as long as the call. No subject can be taken for a session id.
 */
export function sessionKeyOf({ principal, sessionId }: SessionOwner): string | null {
  if (principal.subject !== null) return `user:${principal.subject}`
  return sessionId === null ? null : `tab:${sessionId}`
}

const nothing: StoredSession = { value: {}, version: 0 }

/** What is stored under a key; nothing without one. A store that fails ends the call, and the log knows why. */
export async function loadSession(host: Host, key: string | null, ctx: Context): Promise<StoredSession> {
  if (key === null || host.sessions === null) return nothing
  try {
    return await host.sessions.load(key)
  } catch (thrown) {
    host.logger.error('the session store failed', { invocationId: ctx.id, traceId: ctx.traceId, thrown })
    throw callFailed('capability_invocation_error', { port: 'session.read' })
  }
}

/** What is seen of what was found; the log is told of fields that do not fit any more. */
export function openStored(
  { logger }: Host,
  program: SessionProgram,
  { found, ctx }: { readonly found: StoredSession; readonly ctx: Context },
): SessionState {
  const { state, dropped } = openSession(program, found.value)
  if (dropped.length > 0) {
    const { id: invocationId, traceId } = ctx
    logger.warn('what is stored in a session does not fit any more', { fields: dropped, invocationId, traceId })
  }
  return state
}
