import type { Awaitable } from '../contract/json.js'
import type { SessionOutcome, SessionProgram, SessionWrite } from '../contract/session.js'
import type { ActionSession, SessionAttempt, SessionKernel, SessionMark } from './action-session.js'
import type { Host } from './host.js'
import type { Performed } from './performed.js'
import { readSessionPatches } from './read-session-patches.js'
import { SessionWork } from './session-work.js'
import { type FailureClears, finishSession, settleInner, settleSuccess } from './settle-session.js'

/** What apps with a session need of the kernel; emitted programs bring it along. */
export const sessionKernel: SessionKernel = {
  begin: (host, program, attempt) => new CallerSession(host, program, attempt),
}

class CallerSession implements ActionSession {
  private readonly host: Host
  private readonly attempt: SessionAttempt
  private readonly work: SessionWork
  /** What actions within the action were to reset when they failed. */
  private readonly failureClears: FailureClears = []

  constructor(host: Host, program: SessionProgram, attempt: SessionAttempt) {
    const { principal, ctx, received } = attempt
    this.host = host
    this.attempt = attempt
    this.work = new SessionWork(host, program, { principal, sessionId: received.sessionId, ctx })
  }

  get hasWrites(): boolean {
    return this.work.hasWrites
  }

  read(): Promise<object> {
    return this.work.read()
  }

  write(input: unknown): Promise<void> {
    return this.work.write(readSessionPatches(input))
  }

  settle(outcome: SessionOutcome, output: unknown): Promise<void> {
    return settleSuccess(this.settled, outcome, output)
  }

  settleInner<Output>(outcome: SessionOutcome, act: () => Awaitable<Output>): Promise<Output> {
    return settleInner(this.settled, outcome, act)
  }

  mark(): SessionMark {
    return this.work.mark()
  }

  restore(mark: SessionMark | null): void {
    // A session that was begun since the mark was taken has changed nothing before it.
    this.work.restore(mark === null ? { changes: 0, state: null } : (mark as ReturnType<SessionWork['mark']>))
  }

  toCommit(): SessionWrite | null {
    return this.work.toCommit()
  }

  rebase(): Promise<boolean> {
    return this.work.rebase()
  }

  finish(outcome: SessionOutcome | undefined, performed: Performed): Promise<Performed> {
    const { host, attempt } = this
    return finishSession(host, { ...this.settled, outcome, received: attempt.received }, performed)
  }

  private get settled() {
    return { work: this.work, warnings: this.attempt.warnings, failureClears: this.failureClears }
  }
}
