// Takes what one attempt of an action does to the session of its caller; gives what is to be committed of it.
// Promises that the attempt reads its own writes, and that a session which changed meanwhile is never overwritten unseen.
// Does not commit: an action's session commits with its writes.

import type { Context } from '../contract/caller.js'
import type { SessionClear, SessionPatch, SessionProgram, SessionWrite, StoredSession } from '../contract/session.js'
import { callFailed } from '../semantics/call-failed.js'
import { describeIssues } from '../semantics/issue-list.js'
import { changeSession, clearSession, type SessionState } from '../semantics/session-state.js'
import type { Host } from './host.js'
import { loadSession, openStored, type SessionOwner, sessionKeyOf } from './load-session.js'

/** Whose work it is, and in which call. */
export interface SessionCall extends SessionOwner {
  readonly ctx: Context
}

/** A step that changed the session, so that it can be done again on another state of it. */
type Change = { readonly patches: readonly SessionPatch[] } | { readonly clear: SessionClear }

interface Opened {
  readonly found: StoredSession
  state: SessionState
}

/** The session as one attempt sees and changes it; it is loaded when it is first asked for. */
export class SessionWork {
  private readonly host: Host
  private readonly program: SessionProgram
  private readonly call: SessionCall
  private readonly key: string | null
  private opened: Opened | null = null
  private changes: Change[] = []
  private isRead = false

  constructor(host: Host, program: SessionProgram, call: SessionCall) {
    this.host = host
    this.program = program
    this.call = call
    this.key = sessionKeyOf(call)
  }

  get hasWrites(): boolean {
    return this.changes.length > 0 && this.key !== null
  }

  /** The same session, as it is before anything was done to it. */
  afresh(): SessionWork {
    return new SessionWork(this.host, this.program, this.call)
  }

  async read(): Promise<object> {
    const { state } = await this.open('session.read')
    this.isRead = true
    return state.session
  }

  async write(patches: readonly SessionPatch[]): Promise<void> {
    const opened = await this.open('session.write')
    const change = changeSession(this.program, opened.state, patches)
    if (!change.ok) {
      const { issues } = change
      const details = { issues: issues.map(({ path, problem }) => ({ path, problem })) }
      throw callFailed('capability_contract_error', { port: 'session.write', problem: describeIssues(issues) }, details)
    }
    opened.state = change.state
    this.changes.push({ patches })
  }

  /** Resets paths to their defaults; false where the session would not fit then. */
  async clear(clear: SessionClear): Promise<boolean> {
    const opened = await this.open('session.write')
    const state = clearSession(this.program, opened.state, clear)
    if (state === null) return false
    opened.state = state
    this.changes.push({ clear })
    return true
  }

  toCommit(): SessionWrite | null {
    return this.host.sessions?.save === null ? this.written() : null
  }

  /** What a host's own place is to save after the commit. */
  toSave(): SessionWrite | null {
    return this.host.sessions?.save === null ? null : this.written()
  }

  async rebase(): Promise<boolean> {
    const { changes } = this
    if (this.isRead) return false
    this.opened = null
    this.changes = []
    try {
      for (const change of changes) {
        if ('patches' in change) await this.write(change.patches)
        else if (!(await this.clear(change.clear))) return false
      }
      return true
    } catch {
      return false
    }
  }

  /** What has been done so far, to come back to. */
  mark(): { readonly changes: number; readonly state: SessionState | null } {
    return { changes: this.changes.length, state: this.opened?.state ?? null }
  }

  restore({ changes, state }: ReturnType<SessionWork['mark']>): void {
    this.changes.length = changes
    if (this.opened === null) return
    if (state === null) this.opened = null
    else this.opened.state = state
  }

  private written(): SessionWrite | null {
    const { key, opened } = this
    if (!this.hasWrites || key === null || opened === null) return null
    const { stored } = opened.state
    const isEmpty = Object.keys(stored).length === 0
    return { key, value: isEmpty ? null : stored, version: opened.found.version }
  }

  private async open(port: 'session.read' | 'session.write'): Promise<Opened> {
    if (this.opened !== null) return this.opened
    const { host, program, key, call } = this
    if (host.sessions === null && key !== null) throw callFailed('capability_unreachable_error', { port })
    const found = await loadSession(host, key, call.ctx)
    this.opened ??= { found, state: openStored(host, program, { found, ctx: call.ctx }) }
    return this.opened
  }
}
