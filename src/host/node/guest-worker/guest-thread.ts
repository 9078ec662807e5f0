// The main thread's end of one thread for guests. Promised: whatever the guest does, work that is asked of the thread is done,
// or the thread is ended, within its time and a grace; nothing that it asks for stays without an answer.

import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads'
import type { GuestLimits } from '../../../contract/guest.js'
import { EngineError } from '../../../engine/engine-error.js'
import type { CompiledWasm } from '../../../engine/vm/quickjs.js'
import type { VmImage } from '../../../engine/vm/vm-image.js'
import {
  answered,
  interrupted,
  type ThreadAnswer,
  type ThreadOrder,
  type ThreadReport,
  type ThreadTerms,
  type ThreadWork,
} from './thread-messages.js'

export interface ThreadSettings {
  readonly entry: URL
  readonly code: CompiledWasm
  readonly image: VmImage
  readonly limits: GuestLimits
  /** How long a guest may take to end once it is interrupted, before its thread is. */
  readonly graceMs: number
}

/** The VM that a thread serves now. */
export interface ThreadUser {
  settled(id: number, text: string, buffers: readonly Uint8Array[]): void
  failed(id: number, error: EngineError, isWhole: boolean): void
  done(id: number, isPoisoned: boolean): void
  ask(id: number, name: string, text: string, buffers: readonly Uint8Array[]): ThreadAnswer['answer']
  /** Nothing that is under way will come; the thread was at work on `running`. */
  lost(error: EngineError, running: number | undefined): void
}

// Native frames take some 25 times what the guest's own stack does.
const stackKbPerMb = 32
const leastStackMb = 4

const gone = `!${JSON.stringify({ name: 'Error', message: 'The VM is gone: its runtime is closed.', code: 'ERR_VM_GONE' })}`

export class GuestThread {
  user: ThreadUser | undefined
  /** Resolves when it takes work; rejects where it never will. */
  readonly ready: Promise<void>
  /** Resolves when nothing is left of it. */
  readonly ended: Promise<void>
  readonly #worker: Worker
  readonly #answers: MessagePort
  readonly #control = new Int32Array(new SharedArrayBuffer(8))
  readonly #graceMs: number
  readonly #busy = new Map<number, number>()
  #opened: { resolve(): void; reject(error: EngineError): void } | undefined
  #lost: EngineError | undefined
  #reason: EngineError | undefined
  #watch: NodeJS.Timeout | undefined
  #kill: NodeJS.Timeout | undefined
  #rested: (() => void)[] = []

  constructor({ entry, code, image, limits, graceMs }: ThreadSettings) {
    const { port1, port2 } = new MessageChannel()
    const terms: ThreadTerms = { code, image, limits, answers: port2, control: this.#control }
    this.#answers = port1
    this.#graceMs = graceMs
    this.#worker = new Worker(entry, {
      workerData: terms,
      transferList: [port2],
      name: 'guest',
      argv: [],
      env: {},
      execArgv: [],
      stdin: false,
      // Nobody reads them, which would keep the process alive: guests have nothing to write to them with.
      stdout: true,
      stderr: true,
      resourceLimits: { stackSizeMb: Math.max(leastStackMb, Math.ceil(limits.stackKb / stackKbPerMb)) },
    })
    this.#worker.on('message', (report: ThreadReport) => this.#hear(report))
    this.#worker.on('error', (cause) => this.#lose(workerLost(cause)))
    this.ready = new Promise((resolve, reject) => {
      this.#opened = { resolve, reject }
    })
    this.ready.catch(() => {})
    this.ended = new Promise((resolve) => {
      this.#worker.once('exit', (exitCode) => {
        this.#lose(workerLost(undefined, exitCode))
        port1.close()
        resolve()
      })
    })
  }

  /** Why it answers no more. */
  get lost(): EngineError | undefined {
    return this.#lost
  }

  order(order: Exclude<ThreadOrder, ThreadWork>): void {
    this.#worker.postMessage(order)
  }

  /** Asks for something that may compute so long. */
  work(work: ThreadWork, mostMs: number): void {
    if (this.#lost !== undefined) throw this.#lost
    this.#busy.set(work.id, mostMs)
    this.#worker.postMessage(work)
    if (this.#busy.size > 1) return
    this.#worker.ref()
    this.#watchFor(mostMs)
  }

  /** Resolves when it has nothing to do, or is lost. */
  idle(): Promise<void> {
    if (this.#busy.size === 0) return Promise.resolve()
    return new Promise((resolve) => this.#rested.push(resolve))
  }

  /** Ends what it computes, by ending it where nothing else helps. Resolves when it does nothing. */
  async rest(reason: EngineError): Promise<void> {
    this.#interrupt(reason)
    await this.idle()
  }

  end(reason: EngineError): void {
    this.#lose(reason)
    void this.#worker.terminate()
  }

  #hear(report: ThreadReport): void {
    if (this.#lost !== undefined) return
    switch (report.kind) {
      case 'ready':
        this.#worker.unref()
        this.#opened?.resolve()
        break
      case 'settled':
        this.user?.settled(report.id, report.text, report.buffers)
        break
      case 'failed':
        this.user?.failed(report.id, this.#errorOf(report.failure), report.isWhole)
        break
      case 'done':
        this.#done(report.id, report.isPoisoned)
        break
      case 'ask':
        this.#answer(report.id, report.name, report.text, report.buffers)
    }
  }

  #done(id: number, isPoisoned: boolean): void {
    this.#busy.delete(id)
    this.#calm()
    this.user?.done(id, isPoisoned)
    const [next] = this.#busy.values()
    if (next !== undefined) this.#watchFor(next)
    else this.#release()
  }

  #answer(id: number, name: string, text: string, buffers: readonly Uint8Array[]): void {
    const answer = this.user === undefined ? gone : this.user.ask(id, name, text, buffers)
    const message: ThreadAnswer = { answer: answer instanceof Uint8Array ? new Uint8Array(answer) : answer }
    this.#answers.postMessage(message)
    Atomics.add(this.#control, answered, 1)
    Atomics.notify(this.#control, answered)
  }

  #errorOf(failure: Extract<ThreadReport, { kind: 'failed' }>['failure']): EngineError {
    if (failure !== undefined) return new EngineError(failure.code, failure.message, failure.details)
    return this.#reason ?? workerLost(undefined)
  }

  #watchFor(mostMs: number): void {
    const reason = new EngineError('ERR_CALL_TIMEOUT', `The guest computed longer than ${mostMs} ms.`, {
      phase: 'running',
      timeoutMs: mostMs,
    })
    this.#watch = setTimeout(() => this.#interrupt(reason), mostMs)
    this.#watch.unref()
  }

  #interrupt(reason: EngineError): void {
    if (this.#busy.size === 0 || this.#lost !== undefined) return
    this.#reason ??= reason
    Atomics.store(this.#control, interrupted, 1)
    this.#kill ??= setTimeout(() => this.end(this.#reason ?? reason), this.#graceMs).unref()
  }

  // What was interrupted has ended by itself, and with it the interrupt; but what still waits behind it is not to begin.
  #calm(): void {
    clearTimeout(this.#watch)
    if (this.user === undefined && this.#busy.size > 0) return
    clearTimeout(this.#kill)
    this.#kill = undefined
    this.#reason = undefined
    Atomics.store(this.#control, interrupted, 0)
  }

  #release(): void {
    this.#worker.unref()
    for (const rested of this.#rested.splice(0)) rested()
  }

  #lose(error: EngineError): void {
    if (this.#lost !== undefined) return
    this.#lost = error
    const [running] = this.#busy.keys()
    clearTimeout(this.#watch)
    clearTimeout(this.#kill)
    this.#busy.clear()
    this.#opened?.reject(error)
    this.user?.lost(error, running)
    this.#release()
  }
}

function workerLost(cause: unknown, exitCode?: number): EngineError {
  return new EngineError('ERR_WORKER_LOST', 'The thread of the guest ended by itself.', { exitCode, cause })
}
