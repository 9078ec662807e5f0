// Takes patches for the session of a caller, outside of any action; gives the session as it is then.
// Promises to write only what changes something, and never over a state that it has not seen.
// Does not decide what a failure to keep it means.

import type { Issue } from '../contract/issues.js'
import type { SessionPatch, SessionProgram, StoredSession } from '../contract/session.js'
import { equal } from '../semantics/expression-logic.js'
import { changeSession, type SessionState } from '../semantics/session-state.js'
import { valueAt } from '../semantics/session-tree.js'
import { commitSession } from './commit-session.js'
import type { Host } from './host.js'
import { loadSession, openStored, sessionKeyOf } from './load-session.js'
import type { SessionCall } from './session-work.js'

/**
 * `kept`: it was written. `same`: there was nothing to write. `nowhere`: it belongs to nobody, or there is no place for
 * it. `failed`: the store failed, or others were faster each time.
 */
export interface PatchedSession {
  readonly ok: true
  readonly session: object
  readonly isKept: 'kept' | 'same' | 'nowhere' | 'failed'
}

export type Patched = PatchedSession | { readonly ok: false; readonly issues: readonly Issue[] }

const mostAttempts = 3

/** Changes the caller's session. A store that cannot be read ends the call. */
export async function patchSession(
  host: Host,
  call: SessionCall,
  { program, patches }: { readonly program: SessionProgram; readonly patches: readonly SessionPatch[] },
): Promise<Patched> {
  const key = sessionKeyOf(call)
  for (let count = 1; ; count++) {
    const found = await loadSession(host, key, call.ctx)
    const before = openStored(host, program, { found, ctx: call.ctx })
    const whole = changeSession(program, before, patches)
    if (!whole.ok) return whole
    const changing = patches.filter((patch) => !isSame(before, whole.state, patch))
    if (changing.length === 0) return patched(before, 'same')
    const change = changeSession(program, before, changing)
    if (!change.ok) return change
    const { state } = change
    if (key === null || host.sessions === null) return patched(state, 'nowhere')
    const kept = await keep(host, { key, found, state, call })
    if (kept !== 'conflict') return patched(state, kept)
    if (count === mostAttempts) return patched(state, 'failed')
  }
}

function patched({ session }: SessionState, isKept: PatchedSession['isKept']): PatchedSession {
  return { ok: true, session, isKept }
}

function isSame(before: SessionState, after: SessionState, { path }: SessionPatch): boolean {
  const steps = path.split('.')
  return equal(valueAt(before.session, steps), valueAt(after.session, steps))
}

interface Kept {
  readonly key: string
  readonly found: StoredSession
  readonly state: SessionState
  readonly call: SessionCall
}

async function keep(host: Host, { key, found, state, call }: Kept): Promise<'kept' | 'conflict' | 'failed'> {
  const value = Object.keys(state.stored).length === 0 ? null : state.stored
  try {
    const save = host.sessions?.save ?? null
    if (save === null) return (await commitSession(host, { key, value, version: found.version })) ? 'kept' : 'conflict'
    await save(key, value)
    return 'kept'
  } catch (thrown) {
    const { id: invocationId, traceId } = call.ctx
    host.logger.error('a session could not be saved', { invocationId, traceId, thrown })
    return 'failed'
  }
}
