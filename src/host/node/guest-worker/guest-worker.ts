// What runs in the thread of a guest: one VM, which is asked one thing at a time, and whose requests go to the main thread.

import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import type { GuestLimits } from '../../../contract/guest.js'
import { EngineError } from '../../../engine/engine-error.js'
import { loadQuickJs } from '../../../engine/vm/quickjs.js'
import { QuickJsVm } from '../../../engine/vm/quickjs-vm.js'
import { randomBytes } from '../../../engine/vm/random-bytes.js'
import type { VmHost } from '../../../engine/vm/vm-host.js'
import {
  answered,
  interrupted,
  type ThreadAnswer,
  type ThreadOrder,
  type ThreadReport,
  type ThreadTerms,
  type ThreadWork,
} from './thread-messages.js'

const jobsAtOnce = 1000
const { code, image, limits: firstLimits, answers, control } = workerData as ThreadTerms

class GuestWorker implements VmHost {
  #vm: QuickJsVm | undefined
  #limits = firstLimits
  #working = 0
  #sleptMs = 0

  // Waiting for the host is not the guest's computing.
  now(): number {
    return performance.now() - this.#sleptMs
  }

  random(count: number): Uint8Array {
    return randomBytes(count)
  }

  answer(name: string, text: string, buffers: readonly Uint8Array[]): string | Uint8Array | undefined {
    if (name.charCodeAt(0) !== 61) return this.#ask(name, text, buffers)
    this.#settled(Number(name.slice(1)), text)
    return undefined
  }

  /** Makes its VM before the first call, which then need not wait. */
  async open(): Promise<void> {
    await loadQuickJs(code)
    this.#vm = await QuickJsVm.restore(image, this, firstLimits)
    report({ kind: 'ready' })
  }

  // The host numbers it, so that it is the host's own error when it comes back.
  refuse(error: Error): string {
    return this.#ask('!', JSON.stringify(failureOf(error, undefined)), []) as string
  }

  async follow(order: ThreadOrder): Promise<void> {
    if (order.kind === 'begin') await this.#begin(order.limits, order.cpuBudgetMs)
    else if (order.kind === 'limit') this.#open.limit(order.limits)
    else this.#work(order)
  }

  get #open(): QuickJsVm {
    if (this.#vm === undefined) throw new EngineError('ERR_VM_GONE', 'The VM has not begun.')
    return this.#vm
  }

  async #begin(limits: GuestLimits, cpuBudgetMs: number): Promise<void> {
    this.#limits = limits
    if (this.#vm?.reset(image, this, limits) !== true) {
      this.#vm?.drop()
      this.#vm = await QuickJsVm.restore(image, this, limits)
    }
    const vm = this.#vm
    vm.cpuBudgetMs = cpuBudgetMs
    const stopped = new EngineError('ERR_CALL_CANCELED', 'The guest is being ended.')
    vm.look = () => {
      vm.interruption = Atomics.load(control, interrupted) === 1 ? stopped : undefined
    }
  }

  #work(work: ThreadWork): void {
    const vm = this.#open
    this.#working = work.id
    try {
      const reply =
        work.kind === 'dispatch'
          ? vm.dispatch(work.name, work.text, work.id, work.buffers)
          : vm.evaluate(work.source, work.file, work.id, work.as)
      if (reply !== '') this.#settled(work.id, reply)
    } catch (error) {
      this.#failed(work.id, error, vm.poisoned)
    }
    this.#drain(vm, work.id)
    report({ kind: 'done', id: work.id, isPoisoned: vm.poisoned })
  }

  #drain(vm: QuickJsVm, id: number): void {
    try {
      for (let hasMore = true; hasMore; ) {
        hasMore = vm.drain(jobsAtOnce)
        if (hasMore) vm.look()
        if (vm.interruption !== undefined) throw vm.interruption
        if (vm.ranOut || (hasMore && vm.cpuBudgetMs < 0)) throw this.#computedTooLong()
      }
    } catch (error) {
      this.#failed(id, error, true)
    }
  }

  #computedTooLong(): EngineError {
    const limitMs = this.#limits.cpuMs
    return new EngineError('ERR_LIMIT_CPU', `The guest computed longer than ${limitMs} ms.`, { limitMs })
  }

  #ask(name: string, text: string, buffers: readonly Uint8Array[]): string | Uint8Array | undefined {
    const before = Atomics.load(control, answered)
    const asleep = performance.now()
    report({ kind: 'ask', id: this.#working, name, text, buffers })
    Atomics.wait(control, answered, before)
    this.#sleptMs += performance.now() - asleep
    return (receiveMessageOnPort(answers) as { readonly message: ThreadAnswer }).message.answer
  }

  #settled(id: number, text: string): void {
    const buffers: Uint8Array[] = []
    try {
      for (const index of bytesOf(text)) buffers[index] = this.#open.takeBuffer(index)
      report({ kind: 'settled', id, text, buffers })
    } catch (error) {
      this.#failed(id, error, false)
    }
  }

  #failed(id: number, error: unknown, isWhole: boolean): void {
    report({ kind: 'failed', id, failure: failureOf(error, this.#open.interruption), isWhole })
  }
}

function failureOf(error: unknown, interruption: unknown) {
  if (error === interruption) return undefined
  const { code, message, details } =
    error instanceof EngineError ? error : new EngineError('ERR_VM_POISONED', String(error))
  return { code, message, details }
}

/** Which bytes stand beside a text. One that forges a number gets none. */
function bytesOf(text: string): ReadonlySet<number> {
  if (text.charCodeAt(0) !== 2) return new Set()
  return new Set(Array.from(text.matchAll(/\{"\\u0000bytes":(\d{1,6})\}/g), ([, index]) => Number(index)))
}

function report(message: ThreadReport): void {
  parentPort?.postMessage(message)
}

const worker = new GuestWorker()
let before = worker.open()
parentPort?.on('message', (order: ThreadOrder) => {
  before = before.then(() => worker.follow(order))
})
