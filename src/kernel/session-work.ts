// Takes what one attempt of an action does to the session of its caller; gives what is to be committed of it.
// Promises that the attempt reads its own writes, and that a session which changed meanwhile is never overwritten unseen.
// Does not commit: an action's session commits with its writes.

import type { Context } from '../contract/caller.js'
import type { JsonObject } from '../contract/json.js'
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
  readonly program: SessionProgram
  readonly found: StoredSession
  state: SessionState
}

/** The session as one attempt sees and changes it; it is loaded when it is first asked for. */
export class SessionWork {
  readonly key: string | null
  private readonly host: Host
  private readonly ctx: Context
  private opened: Opened | null = null
  private changes: Change[] = []
  private isRead = false

  constructor(host: Host, call: SessionCall) {
    this.host = host
    this.ctx = call.ctx
    this.key = sessionKeyOf(call)
  }

  /** Whether anything is to be kept; what belongs to nobody ends with the call. */
  get hasWrites(): boolean {
    return this.changes.length > 0 && this.key !== null
  }

  /** The session as this attempt left or found it. */
  async read(program: SessionProgram): Promise<object> {
    const { state } = await this.open(program, 'session.read')
    this.isRead = true
    return state.session
  }

  /** Changes the session from now on; patches that do not fit end the call with `capability_contract_error`. */
  async write(program: SessionProgram, patches: readonly SessionPatch[]): Promise<void> {
    const opened = await this.open(program, 'session.write')
    const change = changeSession(program, opened.state, patches)
    if (!change.ok) {
      const { issues } = change
      const details = { issues: issues.map(({ path, problem }) => ({ path, problem })) }
      throw callFailed('capability_contract_error', { port: 'session.write', problem: describeIssues(issues) }, details)
    }
    opened.state = change.state
    this.changes.push({ patches })
  }

  /** Resets paths to their defaults; false where the session would not fit then. */
  async clear(program: SessionProgram, clear: SessionClear): Promise<boolean> {
    const opened = await this.open(program, 'session.write')
    const state = clearSession(program, opened.state, clear)
    if (state === null) return false
    opened.state = state
    this.changes.push({ clear })
    return true
  }

  /** What the app's store is to commit; null where there is nothing, or another place keeps sessions. */
  toCommit(): SessionWrite | null {
    return this.host.sessions?.save === null ? this.written() : null
  }

  /** What a host's own place is to save after the commit. */
  toSave(): SessionWrite | null {
    return this.host.sessions?.save === null ? null : this.written()
  }

  /**
   * Does the same to the session as it is stored now. False where that would not be the same: the action has read what
   * has changed since, or its changes do not fit any more.
   */
  async rebase(): Promise<boolean> {
    const { opened, changes } = this
    if (opened === null || this.isRead) return false
    this.opened = null
    this.changes = []
    try {
      for (const change of changes) {
        if ('patches' in change) await this.write(opened.program, change.patches)
        else if (!(await this.clear(opened.program, change.clear))) return false
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
    return { key, value: isEmpty(stored) ? null : stored, version: opened.found.version }
  }

  private async open(program: SessionProgram, port: 'session.read' | 'session.write'): Promise<Opened> {
    if (this.opened !== null) return this.opened
    const { host, key, ctx } = this
    if (host.sessions === null && key !== null) throw callFailed('capability_unreachable_error', { port })
    const found = await loadSession(host, key, ctx)
    this.opened ??= { program, found, state: openStored(host, program, { found, ctx }) }
    return this.opened
  }
}

function isEmpty(stored: JsonObject): boolean {
  return Object.keys(stored).length === 0
}
