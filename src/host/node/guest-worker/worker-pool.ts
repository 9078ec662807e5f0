// VMs of one image in threads of their own. Promised: never more threads than it may have; a thread that had to be ended is
// replaced when it is needed; when it is closed no thread is left.

import type { GuestLimits } from '../../../contract/guest.js'
import type { CancelSignal } from '../../../contract/provider.js'
import { onAbort } from '../../../engine/context/on-abort.js'
import { EngineError } from '../../../engine/engine-error.js'
import type { GuestVm, GuestVmHost, VmSource } from '../../../engine/vm/guest-vm.js'
import { GuestThread, type ThreadSettings } from './guest-thread.js'
import { vmGone, WorkerVm } from './worker-vm.js'

export interface PoolSettings extends ThreadSettings {
  readonly mostThreads: number
  readonly mostWaiting: number
}

interface Waiter {
  readonly resolve: (thread: GuestThread) => void
  readonly reject: (error: EngineError) => void
}

export class WorkerPool implements VmSource {
  readonly #settings: PoolSettings
  readonly #threads = new Set<GuestThread>()
  readonly #ending = new Set<Promise<void>>()
  readonly #idle: GuestThread[] = []
  readonly #waiting = new Set<Waiter>()
  #isOpen = true

  constructor(settings: PoolSettings) {
    this.#settings = settings
  }

  /** Makes the first thread, so that what keeps threads from starting is known before the first call. */
  async open(): Promise<this> {
    const thread = this.#start()
    await thread.ready
    this.#idle.push(thread)
    return this
  }

  /** Threads that there are, at work or not. */
  get size(): number {
    return this.#threads.size
  }

  async take(host: GuestVmHost, limits: GuestLimits, signal?: CancelSignal): Promise<WorkerVm> {
    if (!this.#isOpen) throw vmGone()
    const thread = this.#free() ?? (await this.#turn(limits.wallMs, signal))
    await thread.ready
    return new WorkerVm(thread, host, limits)
  }

  give(vm: GuestVm): void {
    if (vm instanceof WorkerVm) void this.#takeBack(vm.leave())
    else vm.drop()
  }

  async close(): Promise<void> {
    this.#isOpen = false
    for (const { reject } of [...this.#waiting]) reject(vmGone())
    for (const thread of [...this.#threads]) thread.end(vmGone())
    await Promise.all(this.#ending)
  }

  async #takeBack(thread: GuestThread): Promise<void> {
    await thread.rest(vmGone())
    if (thread.lost === undefined && this.#isOpen) this.#idle.push(thread)
    this.#serve()
  }

  #free(): GuestThread | undefined {
    for (let thread = this.#idle.pop(); thread !== undefined; thread = this.#idle.pop())
      if (thread.lost === undefined) return thread
    // One that was lost may still be ending, but nothing of it runs.
    for (const thread of this.#threads) if (thread.lost !== undefined) this.#threads.delete(thread)
    return this.#threads.size < this.#settings.mostThreads ? this.#start() : undefined
  }

  #start(): GuestThread {
    const thread = new GuestThread(this.#settings)
    this.#threads.add(thread)
    const ended = thread.ended.then(() => {
      this.#threads.delete(thread)
      this.#ending.delete(ended)
      this.#serve()
    })
    this.#ending.add(ended)
    return thread
  }

  #serve(): void {
    for (const waiter of this.#waiting) {
      const thread = this.#isOpen ? this.#free() : undefined
      if (thread === undefined) return
      waiter.resolve(thread)
    }
  }

  #turn(mostMs: number, signal: CancelSignal | undefined): Promise<GuestThread> {
    const { mostWaiting } = this.#settings
    if (this.#waiting.size >= mostWaiting)
      throw new EngineError('ERR_SCHEDULE_REJECTED', `${mostWaiting} calls wait for a thread already.`, {
        queueDepth: mostWaiting,
        limit: mostWaiting,
      })
    return new Promise((resolve, reject) => {
      const over = (): void => {
        clearTimeout(late)
        unhook()
        this.#waiting.delete(waiter)
      }
      const waiter: Waiter = {
        resolve: (thread) => {
          over()
          resolve(thread)
        },
        reject: (error) => {
          over()
          reject(error)
        },
      }
      this.#waiting.add(waiter)
      const late = setTimeout(() => waiter.reject(waitedTooLong(mostMs)), mostMs)
      let unhook = (): void => {}
      if (signal !== undefined) unhook = onAbort(signal, (reason) => waiter.reject(canceled(reason)))
    })
  }
}

function waitedTooLong(timeoutMs: number): EngineError {
  const message = `No thread was free for ${timeoutMs} ms.`
  return new EngineError('ERR_CALL_TIMEOUT', message, { phase: 'queued', timeoutMs })
}

function canceled(cause: unknown): EngineError {
  return new EngineError('ERR_CALL_CANCELED', 'The call was canceled while it was queued.', { phase: 'queued', cause })
}
