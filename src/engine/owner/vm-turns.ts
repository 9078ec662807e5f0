// In: a job and its context. Out: what the job gives, when the guest's promise jobs that followed from it have run too, or so
// many of them that others get their turn. Promised: nothing of a job is left on the stack, and no interrupt outlives it.

import { ContextStack } from '../context/context-stack.js'
import type { LinkedContext } from '../context/linked-context.js'
import type { VmDoor } from './vm-door.js'

export interface TurnSettings {
  /** Promise jobs of the guest that are run at once. Default 1000. */
  readonly drainJobs?: number | undefined
  /** How long promise jobs are run at once. Default 10. */
  readonly drainMs?: number | undefined
  /**
   * How long promise jobs may follow each other without an end before the VM is given up, and with it whatever it still owes.
   * Default: as long as they like.
   */
  readonly endlessMs?: number | undefined
}

interface Parts {
  readonly door: VmDoor
  readonly root: LinkedContext
  readonly now: () => number
  readonly settings: TurnSettings
  /** Told of what the VM throws while its promise jobs run, and not of a trap. */
  readonly failed: (error: unknown) => void
}

// Promise jobs are run in small heaps, between which the clock is read.
const heapOfJobs = 50

/** The turns of code on one VM. */
export class VmTurns {
  readonly stack: ContextStack
  readonly #parts: Parts
  readonly #doomed = new Map<LinkedContext, Error>()
  #latched: Error | undefined
  #hasLeftovers = false
  /** When the queue of promise jobs was last found without an end. */
  #endlessSince = Number.POSITIVE_INFINITY
  #interrupts = 0

  constructor(parts: Parts) {
    this.#parts = parts
    this.stack = new ContextStack(parts.root)
  }

  /** Promise jobs were left over by the last turn. */
  get hasLeftovers(): boolean {
    return this.#hasLeftovers
  }

  /** Why the job on the VM is being interrupted: whatever it still asks of the host is refused with it. */
  get interruption(): Error | undefined {
    return this.#latched
  }

  get interrupts(): number {
    return this.#interrupts
  }

  /** Runs `work` at once, as a job of `context`. */
  run<T>(context: LinkedContext, work: () => T): T {
    try {
      return this.stack.within(context, () => this.#runThenDrain(work))
    } finally {
      if (!this.stack.includes(context)) this.#doomed.delete(context)
      this.#latch()
    }
  }

  /** Interrupts the guest, and again whenever it would go on, until the job of `context` has unwound; if it is on the VM. */
  doom(context: LinkedContext, reason: Error): void {
    if (!this.stack.includes(context)) return
    this.#doomed.set(context, reason)
    this.#latch()
  }

  #runThenDrain<T>(work: () => T): T {
    try {
      return work()
    } finally {
      this.#drain()
    }
  }

  // The interrupt is that of the job on the VM: a call that is parked at an await must not end the one that runs meanwhile.
  #latch(): void {
    if (this.#doomed.size === 0 && this.#latched === undefined) return
    const { current } = this.stack
    const reason = [...this.#doomed].find(([context]) => current.isWithin(context))?.[1]
    if (reason === this.#latched) return
    this.#latched = reason
    if (reason === undefined) this.#parts.door.clearInterrupt()
    else {
      this.#interrupts += 1
      this.#parts.door.interrupt(reason)
    }
  }

  // Within a call from the guest, promise jobs would break the rule that its code runs to its end first.
  #drain(): void {
    const { door, failed } = this.#parts
    if (this.stack.size > 1 || door.depth > 0) return
    const hadLeftovers = this.#hasLeftovers
    this.#hasLeftovers = false
    try {
      this.#drainWhile(() => this.#latched === undefined)
      // What is left of a job that was interrupted are its own handlers. They meet the interrupt too, and no host function
      // takes a call from them, so that none of them can tell the world of its abort later, as part of another job.
      if (this.#latched !== undefined && !hadLeftovers) this.#drainWhile(() => true)
      this.#giveUpEndless()
    } catch (error) {
      this.#hasLeftovers = false
      if (!door.poisoned) failed(error)
    }
  }

  #giveUpEndless(): void {
    const { door, now, settings } = this.#parts
    if (settings.endlessMs === undefined) return
    if (!this.#hasLeftovers) this.#endlessSince = Number.POSITIVE_INFINITY
    else if (this.#endlessSince > now()) this.#endlessSince = now()
    else if (now() - this.#endlessSince > settings.endlessMs) {
      this.#hasLeftovers = false
      door.giveUp()
    }
  }

  #drainWhile(mayGoOn: () => boolean): void {
    const { door, now, settings } = this.#parts
    const until = now() + (settings.drainMs ?? 10)
    for (let left = settings.drainJobs ?? 1000; left > 0 && !door.poisoned; left -= heapOfJobs) {
      if (!mayGoOn()) {
        this.#hasLeftovers = true
        return
      }
      this.#hasLeftovers = door.drain(Math.min(left, heapOfJobs)) > 0
      if (!this.#hasLeftovers || now() >= until) return
    }
  }
}
