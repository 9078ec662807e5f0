import type { Clock } from '../../contract/provider.js'
import { afterHostTurn } from './host-turn.js'
import type { LoopClock } from './loop-clock.js'

interface Wake {
  readonly at: number
  readonly id: number
  readonly fire: () => void
}

// A guest that never runs out of promise jobs would hold time still for ever.
const mostTurns = 1000

/** A clock for tests: time passes only in `advance`, and every timer fires in the order of time, then of its making. */
export class VirtualClock implements LoopClock, Clock {
  readonly #startMs: number
  #now = 0
  #lastId = 0
  readonly #wakes = new Map<number, Wake>()
  readonly #busy = new Set<() => boolean>()

  /** The instant of time zero: RFC 3339, in UTC. */
  constructor(startIso = '2000-01-01T00:00:00.000Z') {
    this.#startMs = Date.parse(startIso)
  }

  nowIso(): string {
    return new Date(this.#startMs + this.#now).toISOString()
  }

  now(): number {
    return this.#now
  }

  after(ms: number, wake: () => void): () => void {
    this.#lastId += 1
    const id = this.#lastId
    this.#wakes.set(id, { at: this.#now + Math.max(0, ms), id, fire: wake })
    return () => this.#wakes.delete(id)
  }

  attach(isBusy: () => boolean): () => void {
    this.#busy.add(isBusy)
    return () => this.#busy.delete(isBusy)
  }

  /** Lets that much time pass, one timer after another; what each sets off has run before the next fires. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms
    await this.#quiet()
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#wakes.delete(next.id)
      this.#now = Math.max(this.#now, next.at)
      next.fire()
      await this.#quiet()
    }
    this.#now = end
  }

  #next(end: number): Wake | undefined {
    let first: Wake | undefined
    for (const wake of this.#wakes.values())
      if (wake.at <= end && (first === undefined || wake.at < first.at)) first = wake
    return first
  }

  async #quiet(): Promise<void> {
    for (let turn = 0; turn < mostTurns; turn += 1) {
      await new Promise<void>((resolve) => afterHostTurn(resolve))
      if (![...this.#busy].some((isBusy) => isBusy())) return
    }
  }
}
