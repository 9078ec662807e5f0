import type { Context, Principal } from '../contract/caller.js'
import type { Warning } from '../contract/envelope.js'
import type { Awaitable } from '../contract/json.js'
import type { SessionOutcome, SessionProgram, SessionWrite } from '../contract/session.js'
import type { Host } from './host.js'
import type { Invocation } from './invocation.js'
import type { Performed } from './performed.js'

/** The attempt that a session is begun for. */
export interface SessionAttempt {
  readonly received: Invocation<'received'>
  readonly principal: Principal
  readonly ctx: Context
  readonly warnings: Warning[]
}

/** The caller's session as one attempt to run an action sees and changes it. */
export interface ActionSession {
  /** Whether anything is to be kept; what belongs to nobody ends with the call. */
  readonly hasWrites: boolean
  /** The session as this attempt left or found it. */
  read(): Promise<object>
  /** Does what `session.write` was given; what does not fit ends the call with `capability_contract_error`. */
  write(input: unknown): Promise<void>
  /** Resets what an action that came to its end was to reset, as part of its unit of work. */
  settle(outcome: SessionOutcome, output: unknown): Promise<void>
  /** Runs an action within another, and does to the session what the end of it asks for. */
  settleInner<Output>(outcome: SessionOutcome, act: () => Awaitable<Output>): Promise<Output>
  /** What was done so far, to come back to. */
  mark(): SessionMark
  /** Undoes what was done since; null undoes everything. */
  restore(mark: SessionMark | null): void
  /** What the app's store is to commit; null where there is nothing, or another place keeps sessions. */
  toCommit(): SessionWrite | null
  /**
   * Does the same to the session as it is stored now. False where that would not be the same: the action has read what
   * has changed since, or its changes do not fit any more.
   */
  rebase(): Promise<boolean>
  /** Does what is left to do once it is known how the action ended; `meta.warnings` tells what failed. */
  finish(outcome: SessionOutcome | undefined, performed: Performed): Promise<Performed>
}

/** How far a session has come in one attempt. */
export type SessionMark = object

/** What a program with a session brings along: the kernel's own part, which apps without one do not carry. */
export interface SessionKernel {
  begin(host: Host, program: SessionProgram, attempt: SessionAttempt): ActionSession
}
