import type { Timer } from '../contract/host.js'
import { type CallFailed, callFailed } from '../semantics/call-failed.js'

// How long an attempt to call a port may take where nobody says anything.
const usualTimeoutMs = 30_000

/** Whose time it is, and how much of it there is. */
export interface TimeLimit {
  readonly timer: Timer
  readonly ms: number
  /** The port or the action, for the message. */
  readonly target: string
  /** The time of the step around this one. */
  readonly outer: Deadline | null
}

/**
 * The time of one attempt. Everything that the attempt waits for is waited for through it, one thing after the other, so
 * that an attempt whose time is up ends where it waits and does nothing more; what settles later is let go. The timer
 * starts with the first wait: an attempt that never waits has none.
 */
export class Deadline {
  /** Why the attempt has to end; null while there is time. */
  over: CallFailed | null = null
  readonly #limit: TimeLimit
  #stop: (() => void) | null = null
  #interrupt: (reason: CallFailed) => void = ignore

  constructor(limit: TimeLimit) {
    this.#limit = limit
  }

  /** Whether this time, or that of a step around it, is up. */
  get isOver(): boolean {
    return this.over !== null || this.#limit.outer?.isOver === true
  }

  /** Lets nothing begin for which there is no time. */
  check(): void {
    if (this.over !== null) throw this.over
    this.#limit.outer?.check()
  }

  wait<Value>(answer: Promise<Value>): Promise<Value> {
    const { timer, ms, outer } = this.#limit
    this.#stop ??= timer.after(ms, () => this.#expire())
    const bounded = outer === null ? answer : outer.wait(answer)
    return new Promise((resolve, reject) => {
      this.#interrupt = reject
      bounded.then(resolve, reject)
      if (this.over !== null) reject(this.over)
    })
  }

  /** Lets the timer go. */
  end(): void {
    this.#stop?.()
    this.#interrupt = ignore
  }

  #expire(): void {
    const { target, ms } = this.#limit
    this.over = callFailed('action_step_timeout_error', { target, ms: String(ms) })
    this.#interrupt(this.over)
  }
}

/** Where time comes from, and how much of it the deployment gives each port. */
export interface TimeSource {
  readonly timer: Timer
  readonly timeouts: ReadonlyMap<string, number>
}

/** The time of one attempt to call a port: the least of what its step and the deployment give it. */
export function deadlineOf(
  { timer, timeouts }: TimeSource,
  port: string,
  { timeoutMs = usualTimeoutMs, outer }: { readonly timeoutMs: number | undefined; readonly outer: Deadline | null },
): Deadline {
  return new Deadline({ timer, ms: Math.min(timeoutMs, timeouts.get(port) ?? timeoutMs), target: port, outer })
}

function ignore(): void {}
