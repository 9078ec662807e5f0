import type { FlowJob } from '../contract/flow.js'
import type { ClaimedJob, FlowHold } from '../contract/flow-store.js'
import type { Emission, FlowDispatch } from '../contract/flow-work.js'
import type { Timer } from '../contract/host.js'
import type { Awaitable } from '../contract/json.js'
import { isPromise } from '../semantics/is-promise.js'
import type { FlowHost } from './flow-host.js'
import { keepLease } from './keep-lease.js'
import { type Listeners, listenersOf, makeJobs } from './make-jobs.js'
import { runFlow } from './run-flow.js'

/** What a runner is made from. Times are in milliseconds. */
export interface RunnerParts extends Omit<FlowHost, 'isClosing' | 'perform'> {
  readonly timer: Timer
  readonly leaseMs: number
  /** How often a durable store is asked for jobs that were added or left elsewhere. */
  readonly pollMs: number
  newId(): string
  /** Unique over all processes that share the store. */
  newToken(): string
}

type Perform = FlowHost['perform']

// Runs of different keys may wait for the world at the same time; more of them would only crowd it.
const mostAtOnce = 16

// Runs that wait for nothing follow each other without a turn of the event loop, and calls from outside need theirs.
const mostPerTurn = 32

interface Waiter {
  drained(): void
  failed(reason: unknown): void
}

/** Runs what follows signals: claims one job after the other, a few at a time, until none is left or the app closes. */
export class FlowRunner implements FlowDispatch {
  readonly isTransactional: boolean
  private readonly parts: RunnerParts
  private readonly listeners: Listeners
  private readonly flows: readonly string[]
  private host: FlowHost | null = null
  private isClosing = false
  private isClaiming = false
  private isAsked = false
  private running = 0
  private claimed = 0
  /** Whether the store said last that nothing is pending, and else when there may be something to do. */
  private isDrained = false
  private waitMs = Number.POSITIVE_INFINITY
  private stopWaiting: () => void = () => {}
  private stopWaking: (() => void) | null = null
  private waiters: readonly Waiter[] = []

  constructor(parts: RunnerParts) {
    this.parts = parts
    this.isTransactional = parts.isTransactional
    this.listeners = listenersOf(parts.flows)
    this.flows = [...parts.flows.keys()]
  }

  /** Begins, with what an earlier process may have left. */
  start(perform: Perform): void {
    this.host = { ...this.parts, now: () => this.parts.now(), isClosing: () => this.isClosing, perform }
    this.claim()
  }

  jobsOf(emission: Emission): readonly FlowJob[] {
    return makeJobs(this.listeners, emission, this.parts.newId)
  }

  enqueue(jobs: readonly FlowJob[]): Awaitable<void> {
    return this.parts.store.enqueue(jobs)
  }

  wake(): void {
    const begin = (): void => {
      this.stopWaking = null
      this.claim()
    }
    if (!this.isClosing) this.stopWaking ??= this.parts.timer.after(0, begin, 'foreground')
  }

  /** Fulfilled when no job is pending and none is running, anywhere; rejected where the store fails or the app closes. */
  drain(): Promise<void> {
    return new Promise((drained, failed) => {
      this.waiters = [...this.waiters, { drained, failed }]
      this.claim()
    })
  }

  /**
   * Lets running runs end. What is pending is left to the next process where the store outlives this one, and else is run
   * as well, but for what waits to be tried again.
   */
  async close(): Promise<void> {
    this.isClosing = true
    this.stopWaiting()
    this.stopWaking?.()
    await this.drain().catch(() => {})
  }

  // One claim at a time, so that jobs begin in their order.
  private claim(): void {
    this.isAsked = true
    if (this.isClaiming || this.host === null) return
    this.isClaiming = true
    void this.claimWhileAsked(this.host)
  }

  private async claimWhileAsked(host: FlowHost): Promise<void> {
    while (this.isAsked) {
      this.isAsked = false
      try {
        await this.claimAll(host)
      } catch (thrown) {
        this.report(thrown)
      }
    }
    this.isClaiming = false
    this.settle()
  }

  private async claimAll(host: FlowHost): Promise<void> {
    const { store, leaseMs } = this.parts
    while (this.running < mostAtOnce && !(this.isClosing && store.isDurable)) {
      if (++this.claimed % mostPerTurn === 0) await this.turn()
      const now = host.now()
      const token = this.parts.newToken()
      // Nobody else works on the jobs of a store that ends with this process.
      const leaseUntil = store.isDurable ? now + leaseMs : Number.POSITIVE_INFINITY
      const asked = store.claim({ flows: this.flows, token, now, leaseUntil })
      const claim = isPromise(asked) ? await asked : asked
      this.isDrained = claim.kind === 'none' && claim.nextAt === null
      if (claim.kind === 'none') {
        this.waitMs = claim.nextAt === null ? Number.POSITIVE_INFINITY : Math.max(claim.nextAt - now, 0)
        return
      }
      this.running++
      void this.run(host, claim, { id: claim.job.id, token })
    }
  }

  private turn(): Promise<void> {
    return new Promise((resolve) => this.parts.timer.after(0, resolve, 'foreground'))
  }

  private async run(host: FlowHost, claimed: ClaimedJob, hold: FlowHold): Promise<void> {
    const stop = host.store.isDurable ? keepLease(host, this.parts, hold) : () => {}
    try {
      const outcome = await runFlow(host, claimed, hold)
      if (outcome.kind === 'ended') await host.store.finish(hold, outcome.end)
      if (outcome.kind === 'postponed') await host.store.postpone(hold, outcome.wait)
    } catch (thrown) {
      // Its lease runs out, and then it is run again; the steps that were recorded are not.
      const { flow, id: run } = claimed.job
      host.logger.error('the end of a flow run could not be kept', { flow, run, thrown })
    }
    stop()
    this.running--
    this.claim()
  }

  private report(thrown: unknown): void {
    this.parts.logger.error('the flow store failed', { thrown })
    this.isDrained = false
    this.waitMs = this.parts.pollMs
    this.release(({ failed }) => failed(thrown))
  }

  // When all is claimed that may run now: tells who waits for the end, and decides when to ask again.
  private settle(): void {
    if (this.isClosing) {
      if (this.running === 0) this.end()
      return
    }
    if (this.isDrained && this.running === 0) this.release(({ drained }) => drained())
    this.waitOn()
  }

  private end(): void {
    const { store, logger } = this.parts
    if (!store.isDurable && !this.isDrained) logger.warn('flow runs that wait to be tried again end with the app')
    const closed = new Error('the app runtime is closed')
    this.release(({ drained, failed }) => (this.isDrained ? drained() : failed(closed)))
  }

  private waitOn(): void {
    const { store, timer, pollMs } = this.parts
    const ms = store.isDurable ? Math.min(this.waitMs, pollMs) : this.waitMs
    this.stopWaiting()
    if (ms === Number.POSITIVE_INFINITY) return
    // What is durable can wait for another process, unless somebody waits for it here.
    const place = store.isDurable && this.waiters.length === 0 ? undefined : 'foreground'
    this.stopWaiting = timer.after(ms, () => this.claim(), place)
  }

  private release(tell: (waiter: Waiter) => void): void {
    const { waiters } = this
    this.waiters = []
    for (const waiter of waiters) tell(waiter)
  }
}
