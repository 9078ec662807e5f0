import type { GuestLimits } from '../../../contract/guest.js'
import { EngineError } from '../../../engine/engine-error.js'
import { EntryClock } from '../../../engine/vm/entry-clock.js'
import type { GuestVm, GuestVmHost } from '../../../engine/vm/guest-vm.js'
import type { VmImage } from '../../../engine/vm/vm-image.js'
import type { GuestThread, ThreadUser } from './guest-thread.js'
import type { ThreadAnswer, ThreadFailure, ThreadWork } from './thread-messages.js'

type Within = <T>(work: () => T) => T

/** The VM of a thread, as the host of its guest sees it: in the state of the image when it is first asked for something. */
export class WorkerVm implements GuestVm, ThreadUser {
  readonly isElsewhere = true
  depth = 0
  poisoned = false
  interruption: unknown
  look = (): void => {}
  readonly clock = new EntryClock(() => this.#host.now())
  cpuBudgetMs = Number.POSITIVE_INFINITY
  readonly #thread: GuestThread
  readonly #host: GuestVmHost
  #limits: GuestLimits
  readonly #within = new Map<number, Within>()
  readonly #asked = new Set<number>()
  #inbox: readonly Uint8Array[] = []
  #hasBegun = false

  constructor(thread: GuestThread, host: GuestVmHost, limits: GuestLimits) {
    this.#thread = thread
    this.#host = host
    this.#limits = limits
    thread.user = this
  }

  get isLost(): boolean {
    return this.#thread.lost !== undefined
  }

  dispatch(name: string, text: string, id = 0, buffers: readonly Uint8Array[] = []): string {
    // Copies: a view of a larger buffer would take all of that along.
    return this.#work({ kind: 'dispatch', id, name, text, buffers: buffers.map((bytes) => new Uint8Array(bytes)) })
  }

  evaluate(source: string, file: string, id: number, as: 'script' | 'module' = 'script'): string {
    return this.#work({ kind: 'evaluate', id, source, file, as })
  }

  takeBuffer(index: number): Uint8Array {
    return this.#inbox[index] ?? new Uint8Array(0)
  }

  // Its own thread runs its promise jobs.
  drain(): boolean {
    return false
  }

  limit(limits: GuestLimits): void {
    this.#limits = limits
    if (this.#hasBegun) this.#thread.order({ kind: 'limit', limits })
  }

  capture(): VmImage {
    throw new EngineError('ERR_IMAGE_MISMATCH', 'A VM in another thread cannot be captured.')
  }

  drop(): void {
    this.leave().end(vmGone())
  }

  /** Lets go of the thread; it is told of nothing any more. */
  leave(): GuestThread {
    if (this.#thread.user === this) this.#thread.user = undefined
    return this.#thread
  }

  settled(id: number, text: string, buffers: readonly Uint8Array[]): void {
    this.#asked.delete(id)
    this.#inbox = buffers
    this.#host.answer(`=${id}`, text, [])
    this.#inbox = []
  }

  failed(id: number, error: EngineError, isWhole: boolean): void {
    this.#fail(id, error)
    if (isWhole && (this.#isOneCall || error.code === 'ERR_VM_POISONED')) this.lost(error)
  }

  done(id: number, isPoisoned: boolean): void {
    this.#within.delete(id)
    this.poisoned ||= isPoisoned
  }

  ask(id: number, name: string, text: string, buffers: readonly Uint8Array[]): ThreadAnswer['answer'] {
    const within: Within = this.#within.get(id) ?? ((work) => work())
    this.depth += 1
    try {
      return within(() => (name === '!' ? this.#refuse(text) : this.#host.answer(name, text, buffers)))
    } finally {
      this.depth -= 1
    }
  }

  lost(error: EngineError, running?: number): void {
    const others = this.#isOneCall || running === undefined ? error : lostBeside(error)
    for (const id of [...this.#asked]) this.#fail(id, id === running ? error : others)
  }

  idle(): Promise<void> {
    return this.#thread.idle()
  }

  get #isOneCall(): boolean {
    return this.cpuBudgetMs !== Number.POSITIVE_INFINITY
  }

  #refuse(text: string): string {
    const { code, message, details } = JSON.parse(text) as ThreadFailure
    return this.#host.refuse(new EngineError(code, message, details))
  }

  #work(work: ThreadWork): string {
    if (!this.#hasBegun) {
      this.#hasBegun = true
      this.#thread.order({ kind: 'begin', limits: this.#limits, cpuBudgetMs: this.cpuBudgetMs })
    }
    this.clock.begin(Number.POSITIVE_INFINITY)
    this.#thread.work(work, this.#limits.wallMs)
    this.#within.set(work.id, this.#host.here())
    this.#asked.add(work.id)
    return ''
  }

  #fail(id: number, error: EngineError): void {
    if (this.#asked.delete(id)) this.#host.fail(id, error)
  }
}

function lostBeside(cause: EngineError): EngineError {
  if (cause.code !== 'ERR_CALL_TIMEOUT') return cause
  return new EngineError('ERR_WORKER_LOST', 'The thread of the guest was ended because of another call.', { cause })
}

export function vmGone(): EngineError {
  return new EngineError('ERR_VM_GONE', 'The VM is gone: its runtime is closed.')
}
