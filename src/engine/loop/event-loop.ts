// One turn of a runtime, always in this order: the control lane, the timers that are due by (time, id), one call, the
// immediates. Whoever runs a job drains the guest's promise jobs after it, so that they run between any two.

import type { Loop } from '../../contract/owned-runtime.js'
import { EngineError } from '../engine-error.js'
import { afterHostTurn } from './host-turn.js'
import { Lane, type Place } from './lane.js'
import type { LoopClock } from './loop-clock.js'
import { type ArmedTimer, TimerQueue } from './timer-queue.js'

/** Where the loop gets the calls from. */
export interface CallSource {
  readonly ready: boolean
  runNext(): void
}

/** Whose turns the loop runs. */
export interface LoopHost {
  /** Runs what a timer or a turn calls, drains after it, and sees to what it throws. */
  run(fire: () => void, source: 'setTimeout' | 'setInterval' | 'setImmediate'): void
  /** True where promise jobs of the guest were left over by the last drain. */
  readonly hasLeftovers: boolean
  drainLeftovers(): void
  /** Something that somebody may be waiting for the end of has ended. */
  changed(): void
}

/** What runs the turns of one runtime. */
export interface EventLoop extends Loop {
  readonly state: 'running' | 'stopped' | 'terminated'
  /** Something is to be done in the next turn. */
  readonly busy: boolean
  /** Before everything else: what settles promises of the guest. A job must see to what it throws itself. */
  control(job: () => void): void
  /** Sees to it that a turn comes. */
  wake(): void
  start(): void
  /** Ends with the job that runs now, and keeps what is armed and queued for the next start. Gives how much that is. */
  stop(): number
  /** Stops, forgets everything, and refuses timers until the next start. */
  terminate(): void
  /** Calls off every timer and immediate. */
  clearAll(): void
}

// So many turns follow each other before the host has one: its timers and sockets must not starve behind a busy guest.
const turnsInARow = 64

interface Immediate {
  readonly fire: () => void
}

export class RuntimeLoop implements EventLoop {
  #state: 'running' | 'stopped' | 'terminated' = 'running'
  readonly #clock: LoopClock
  readonly #host: LoopHost
  readonly #calls: CallSource
  readonly #madeAt: number
  readonly #control = new Lane<() => void>()
  readonly #timers = new TimerQueue()
  readonly #immediates = new Lane<Immediate>()
  readonly #immediatePlaces = new Map<number, Place<Immediate>>()
  #detach: (() => void) | undefined
  #lastId = 0
  #inTurn = false
  #awake = false
  #turns = 0
  #disarmClock: (() => void) | undefined
  #armedFor: { readonly at: number; readonly foreground: boolean } | undefined

  constructor(clock: LoopClock, host: LoopHost, calls: CallSource) {
    this.#clock = clock
    this.#host = host
    this.#calls = calls
    this.#madeAt = clock.now()
    this.#attach()
  }

  get state(): 'running' | 'stopped' | 'terminated' {
    return this.#state
  }

  get pending(): number {
    return this.#timers.referenced + this.#immediates.size
  }

  get busy(): boolean {
    if (this.#state !== 'running') return false
    return this.#control.size > 0 || this.#immediates.size > 0 || this.#calls.ready || this.#host.hasLeftovers
  }

  now(): number {
    return this.#clock.now() - this.#madeAt
  }

  setTimeout(fire: () => void, ms: number, options: { readonly unref?: boolean } = {}): number {
    return this.#arm({ fire, ms: Math.max(0, wholeMs(ms)), everyMs: undefined, unref: options.unref === true })
  }

  setInterval(fire: () => void, ms: number, options: { readonly unref?: boolean } = {}): number {
    const everyMs = Math.max(1, wholeMs(ms))
    return this.#arm({ fire, ms: everyMs, everyMs, unref: options.unref === true })
  }

  setImmediate(fire: () => void): number {
    const id = this.#nextId()
    this.#immediatePlaces.set(
      id,
      this.#immediates.add({
        fire: () => {
          this.#immediatePlaces.delete(id)
          fire()
        },
      }),
    )
    this.wake()
    return id
  }

  clear(timer: number): void {
    const place = this.#immediatePlaces.get(timer)
    if (place !== undefined) this.#immediates.remove(place)
    this.#immediatePlaces.delete(timer)
    this.#timers.disarm(timer)
    this.#armClock()
    this.#host.changed()
  }

  control(job: () => void): void {
    if (this.#state === 'terminated') return
    this.#control.add(job)
    this.wake()
  }

  wake(): void {
    if (this.#awake || this.#inTurn || !this.busy) return
    this.#awake = true
    this.#turns += 1
    if (this.#turns % turnsInARow === 0) afterHostTurn(() => this.#turn())
    else void Promise.resolve().then(() => this.#turn())
  }

  start(): void {
    this.#state = 'running'
    this.#attach()
    this.#armClock()
    this.wake()
  }

  stop(): number {
    if (this.#state === 'running') this.#state = 'stopped'
    this.#armClock()
    return this.#timers.size + this.#immediates.size + this.#control.size
  }

  terminate(): void {
    this.#state = 'terminated'
    while (this.#control.take() !== undefined);
    this.clearAll()
    this.#detach?.()
    this.#detach = undefined
  }

  clearAll(): void {
    this.#timers.clear()
    while (this.#immediates.take() !== undefined);
    this.#immediatePlaces.clear()
    this.#armClock()
    this.#host.changed()
  }

  #attach(): void {
    this.#detach ??= this.#clock.attach?.(() => this.busy)
  }

  #nextId(): number {
    if (this.#state === 'terminated')
      throw new EngineError('ERR_RUNTIME_CLOSING', 'The loop has ended: it takes no more timers.')
    this.#lastId += 1
    return this.#lastId
  }

  #arm({ fire, ms, everyMs, unref }: Omit<ArmedTimer, 'id' | 'at'> & { readonly ms: number }): number {
    const id = this.#nextId()
    this.#timers.arm({ id, at: this.now() + ms, everyMs, unref, fire })
    this.#armClock()
    return id
  }

  #turn(): void {
    this.#awake = false
    if (this.#state !== 'running' || this.#inTurn) return
    this.#inTurn = true
    try {
      this.#runControl()
      this.#runTimers()
      if (this.#isRunning() && this.#calls.ready) this.#calls.runNext()
      this.#runImmediates()
      if (this.#isRunning() && this.#host.hasLeftovers) this.#host.drainLeftovers()
    } finally {
      this.#inTurn = false
      this.#armClock()
      this.wake()
      this.#host.changed()
    }
  }

  // A method, because the state changes while jobs run.
  #isRunning(): boolean {
    return this.#state === 'running'
  }

  #runControl(): void {
    for (let left = this.#control.size; left > 0 && this.#isRunning(); left -= 1) {
      const job = this.#control.take()
      job?.()
    }
  }

  #runTimers(): void {
    const now = this.now()
    for (const timer of this.#timers.due(now)) {
      if (!this.#isRunning()) return
      if (this.#timers.isArmed(timer)) this.#fire(timer, now)
    }
  }

  #fire(timer: ArmedTimer, now: number): void {
    this.#timers.disarm(timer.id)
    const { everyMs } = timer
    // From when it was due, so that it keeps its beat; from now, where it is late by more than one.
    if (everyMs !== undefined) this.#timers.arm({ ...timer, at: Math.max(timer.at + everyMs, now) })
    this.#host.run(timer.fire, everyMs === undefined ? 'setTimeout' : 'setInterval')
  }

  #runImmediates(): void {
    for (let left = this.#immediates.size; left > 0 && this.#isRunning(); left -= 1) {
      const immediate = this.#immediates.take()
      if (immediate !== undefined) this.#host.run(immediate.fire, 'setImmediate')
    }
  }

  #armClock(): void {
    const first = this.#state === 'running' ? this.#timers.first : undefined
    const foreground = this.#timers.referenced > 0
    if (first?.at === this.#armedFor?.at && foreground === this.#armedFor?.foreground) return
    this.#disarmClock?.()
    this.#disarmClock = undefined
    this.#armedFor = first === undefined ? undefined : { at: first.at, foreground }
    if (first === undefined || this.#inTurn) {
      this.#armedFor = undefined
      return
    }
    const ms = Math.max(0, first.at - this.now())
    this.#disarmClock = this.#clock.after(ms, () => this.#wakeForTimer(), foreground ? 'foreground' : undefined)
  }

  #wakeForTimer(): void {
    this.#disarmClock = undefined
    this.#armedFor = undefined
    this.#turns = 0
    this.#turn()
  }
}

function wholeMs(ms: number): number {
  return Number.isNaN(ms) ? 0 : Math.trunc(ms)
}
