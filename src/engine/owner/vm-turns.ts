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
  #interrupts = 0

  constructor(parts: Parts) {
    this.#parts = parts
    this.stack = new ContextStack(parts.root)
  }

  /** Promise jobs were left over by the last turn. */
  get hasLeftovers(): boolean {
    return this.#hasLeftovers
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

  #drain(): void {
    const { door, now, settings, failed } = this.#parts
    // Within a call from the guest, promise jobs would break the rule that its code runs to its end first.
    if (this.stack.size > 1 || door.depth > 0) return
    const until = now() + (settings.drainMs ?? 10)
    this.#hasLeftovers = false
    try {
      for (let left = settings.drainJobs ?? 1000; left > 0 && this.#mayGoOn(); left -= heapOfJobs) {
        this.#hasLeftovers = door.drain(Math.min(left, heapOfJobs)) > 0
        if (!this.#hasLeftovers || now() >= until) return
      }
    } catch (error) {
      this.#hasLeftovers = false
      if (!door.poisoned) failed(error)
    }
  }

  // A method, because both change while jobs run.
  #mayGoOn(): boolean {
    return this.#latched === undefined && !this.#parts.door.poisoned
  }
}
