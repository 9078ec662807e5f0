import type { OwnedWork } from '../../contract/owned-runtime.js'
import { type Cancellation, createCancellation } from '../context/cancellation.js'
import type { LinkedContext } from '../context/linked-context.js'
import type { Lane, Place } from '../loop/lane.js'

export type CallOutcome =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: unknown }

/** What is asked of an owner. */
export interface CallRequest {
  readonly kind: 'call' | 'post'
  readonly operation: string
  /** A call waits its turn in the queue; what is urgent goes before all calls, and is not counted against its limit. */
  readonly lane: 'calls' | 'urgent'
  readonly exclusive: boolean
  readonly timeoutMs: number | undefined
  /** The context it was made with. */
  readonly context: LinkedContext
  readonly work: OwnedWork<unknown>
  /** Told once. */
  readonly settled: (outcome: CallOutcome) => void
}

/** The outcome of a call as a promise. `ask` gives why the call is refused; undefined where it was taken. */
export function promiseOf<T>(ask: (settled: CallRequest['settled']) => Error | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const refused = ask((outcome) => {
      if (outcome.ok) resolve(outcome.value as T)
      else reject(outcome.error)
    })
    if (refused !== undefined) reject(refused)
  })
}

/** A call or a post from its making to its end, which comes exactly once. */
export class OwnedCall {
  state: 'queued' | 'running' | 'awaiting' | 'settled' = 'queued'
  /** Where it waits. */
  place: { readonly lane: Lane<OwnedCall>; readonly at: Place<OwnedCall> } | undefined
  readonly request: CallRequest
  readonly cancellation: Cancellation = createCancellation()
  readonly context: LinkedContext
  /** By the loop's clock, in milliseconds. */
  readonly queuedAt: number
  readonly deadline: number
  /** What the call is to end with, once it has unwound: it was aborted while its code was on the VM. */
  doomed: Error | undefined
  readonly #hooks: (() => void)[] = []

  constructor(request: CallRequest, now: number) {
    this.request = request
    this.context = request.context.enter(request.operation, this.cancellation)
    this.queuedAt = now
    this.deadline = request.timeoutMs === undefined ? Number.POSITIVE_INFINITY : now + request.timeoutMs
  }

  get operation(): string {
    return this.request.operation
  }

  wait(lane: Lane<OwnedCall>): void {
    this.place = { lane, at: lane.add(this) }
  }

  /** Undone when the call ends. */
  hook(unhook: () => void): void {
    if (this.state === 'settled') unhook()
    else this.#hooks.push(unhook)
  }

  /** False where it has ended before. */
  settle(outcome: CallOutcome): boolean {
    if (this.state === 'settled') return false
    this.state = 'settled'
    this.place?.lane.remove(this.place.at)
    for (const unhook of this.#hooks) unhook()
    this.request.settled(outcome)
    return true
  }
}
