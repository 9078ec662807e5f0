// The only door to a VM. In: calls and posts, from outside or from the job on the VM. Out: each settled exactly once.
// Promised: one job at a time, in order; promise jobs of the guest only between jobs, and only so many at once.
// Not its job: when a turn comes, which is the loop's, and what a job does on the VM.

import type { CallContext, CallTerms, OwnedWork, OwnerMetrics, Vm } from '../../contract/owned-runtime.js'
import type { CancelSignal } from '../../contract/provider.js'
import type { Cancellation } from '../context/cancellation.js'
import { ContextStack } from '../context/context-stack.js'
import { createRootContext, toLinkedContext } from '../context/linked-context.js'
import { onAbort } from '../context/on-abort.js'
import { EngineError } from '../engine-error.js'
import type { CallSource, EventLoop, LoopHost } from '../loop/event-loop.js'
import { RuntimeLoop } from '../loop/event-loop.js'
import { Lane } from '../loop/lane.js'
import type { LoopClock } from '../loop/loop-clock.js'
import {
  type CallPhase,
  callCanceled,
  callPanicked,
  callTimedOut,
  isPanic,
  offOwner,
  ownerClosed,
  queueFull,
} from './call-errors.js'
import { IdleWatch } from './idle-watch.js'
import { type CallOutcome, type CallRequest, OwnedCall } from './owned-call.js'
import type { VmDoor } from './vm-door.js'

/** How an owner treats its calls. */
export interface OwnerSettings {
  /** Calls that may wait. Default 10 000. */
  readonly queueLimit?: number | undefined
  /** How long a call may take that does not say so itself. Default: as long as it likes. */
  readonly callTimeoutMs?: number | undefined
  /** Promise jobs of the guest that are run at once. Default 1000. */
  readonly drainJobs?: number | undefined
  /** How long promise jobs are run at once. Default 10. */
  readonly drainMs?: number | undefined
  /** `ERR_CALL_PANICKED` carries the stack in its details. Default: it does not. */
  readonly panicStack?: boolean | undefined
}

/** What an owner tells others. */
export interface OwnerEvents {
  /** What a post, a timer or a turn threw. */
  onPostError(operation: string, error: unknown): void
  /** A post that was still queued when the runtime closed. */
  onPostDropped(operation: string): void
}

interface Parts {
  readonly door: VmDoor
  readonly vm: Vm
  readonly clock: LoopClock
  readonly lifetime: Cancellation
  readonly settings?: OwnerSettings
  readonly events: OwnerEvents
}

// Promise jobs are run in small heaps, between which the clock is read.
const heapOfJobs = 50

export class OwnerCore implements LoopHost, CallSource {
  readonly stack: ContextStack
  readonly loop: EventLoop
  /** `draining`: closed to those outside, while code that stands within the runtime still gets in. */
  gate: 'open' | 'draining' | 'closed' = 'open'
  readonly #parts: Parts
  readonly #settings: OwnerSettings
  readonly #queue = new Lane<OwnedCall>()
  readonly #active = new Set<OwnedCall>()
  readonly #running: OwnedCall[] = []
  readonly #idle = new IdleWatch()
  #holder: OwnedCall | undefined
  #hasLeftovers = false
  #latched = false
  #interrupts = 0
  #maxQueueMs = 0
  #guestEnd: { readonly at: number; readonly end: () => void } | undefined

  constructor(parts: Parts) {
    this.#parts = parts
    this.#settings = parts.settings ?? {}
    this.stack = new ContextStack(createRootContext(parts.lifetime))
    this.loop = new RuntimeLoop(parts.clock, this, this)
    parts.door.watch(() => this.#watch())
    onAbort(parts.lifetime.signal, (reason) => this.#abortAll(reason))
  }

  get metrics(): OwnerMetrics {
    const [queued, active] = [this.#queue.size, this.#active.size]
    return { queued, active, maxQueueMs: this.#maxQueueMs, interrupts: this.#interrupts }
  }

  /** Why the owner does not take it; undefined: it does. */
  refusal({ operation, context }: CallRequest, from: 'outside' | 'inside'): Error | undefined {
    const nested = this.stack.holds(context)
    const shut = this.gate === 'closed' || (this.gate === 'draining' && from === 'outside' && !nested)
    if (shut) return ownerClosed(operation)
    const aborted = context.sources.find((signal) => signal.aborted)
    if (aborted !== undefined) return callCanceled(operation, 'queued', aborted.reason)
    const limit = this.#settings.queueLimit ?? 10_000
    return !nested && this.#queue.size >= limit ? queueFull(operation, this.#queue.size, limit) : undefined
  }

  /** Runs at once what the job on the VM asks for with its own context, and queues everything else. */
  submit(request: CallRequest): void {
    const call = new OwnedCall(request, this.#now())
    if (this.stack.holds(request.context)) {
      this.#link(call)
      this.#run(call)
      return
    }
    call.place = this.#queue.add(call)
    this.#link(call)
    this.loop.wake()
  }

  callSync<T>(context: CallContext, operation: string, work: OwnedWork<T>): T {
    if (!this.stack.holds(context)) throw offOwner(operation)
    const linked = toLinkedContext(context)
    if (linked.sources.some(({ aborted }) => aborted)) throw callCanceled(operation, 'queued', linked.signal.reason)
    const { cancellation } = this.stack.current
    const entered = cancellation === undefined ? linked : linked.enter(operation, cancellation)
    try {
      return this.stack.within(entered, () => work(entered, this.#parts.vm))
    } catch (thrown) {
      throw this.#errorOf(operation, thrown)
    }
  }

  /** Runs host code at once, as a job of its own where none is on the VM: what it does in the guest is drained after it. */
  enter<T>(work: () => T): T {
    if (!this.stack.isEmpty) return work()
    return this.stack.within(this.stack.root, () => {
      try {
        return work()
      } finally {
        this.#drain()
        if (this.#parts.door.poisoned) this.#panicAll()
        this.changed()
      }
    })
  }

  readTerms(terms: string | CallTerms): Pick<CallRequest, 'operation' | 'exclusive' | 'timeoutMs'> {
    const {
      name,
      exclusive = false,
      timeoutMs = this.#settings.callTimeoutMs,
    }: CallTerms = typeof terms === 'string' ? { name: terms } : terms
    return { operation: name, exclusive, timeoutMs }
  }

  /** Nothing is queued, running or awaited, nor any promise job, native or timer under way. */
  waitIdle(signal?: CancelSignal): Promise<void> {
    return this.#idle.until(
      () => this.isQuiet && !this.loop.busy && this.loop.pending === 0 && this.#parts.door.pendingNatives === 0,
      signal,
      (reason) => callCanceled('waitIdle', 'running', reason),
    )
  }

  /** No call is queued, running or awaited. */
  get isQuiet(): boolean {
    return this.#queue.size === 0 && this.#active.size === 0
  }

  /** Resolves when there is no call left but those that are given. */
  waitQuiet(but: ReadonlySet<OwnedCall>, signal: CancelSignal): Promise<void> {
    const isMet = (): boolean =>
      this.stack.isEmpty && this.#queue.size === 0 && [...this.#active].every((call) => but.has(call))
    return this.#idle.until(isMet, signal)
  }

  /** The calls whose code is on the VM now. */
  get onStack(): ReadonlySet<OwnedCall> {
    return new Set(this.#running)
  }

  /** Calls `end` where guest code is on the VM all that time: no timer could. */
  endGuestAfter(ms: number, end: () => void): void {
    this.#guestEnd = { at: this.#now() + ms, end }
  }

  /** Takes no more calls from anybody; those it has taken still end as they would. */
  shutdown(): void {
    this.gate = 'closed'
  }

  #abortAll(reason: unknown): void {
    for (const call of [...this.#active]) this.#abort(call, reason)
    for (let call = this.#queue.take(); call !== undefined; call = this.#queue.take()) this.#drop(call, reason)
    this.changed()
  }

  #drop(call: OwnedCall, reason: unknown): void {
    const { kind, operation } = call.request
    const error = this.gate === 'open' ? callCanceled(operation, 'queued', reason) : ownerClosed(operation)
    if (call.settle({ ok: false, error }) && kind === 'post') this.#parts.events.onPostDropped(operation)
  }

  get ready(): boolean {
    const holder = this.#holder
    if (holder === undefined) return this.#queue.size > 0
    return this.#queue.some((call) => call.context.isWithin(holder.context))
  }

  get hasLeftovers(): boolean {
    return this.#hasLeftovers
  }

  runNext(): void {
    const holder = this.#holder
    const call = this.#queue.take((waiting) => holder === undefined || waiting.context.isWithin(holder.context))
    if (call === undefined) return
    this.#maxQueueMs = Math.max(this.#maxQueueMs, this.#now() - call.queuedAt)
    this.#run(call)
  }

  run(fire: () => void, source: string): void {
    try {
      this.enter(fire)
    } catch (error) {
      this.#parts.events.onPostError(source, error)
    }
  }

  drainLeftovers(): void {
    this.stack.within(this.stack.root, () => this.#drain())
  }

  changed(): void {
    this.#idle.look()
  }

  #link(call: OwnedCall): void {
    const { context, timeoutMs } = call.request
    // The lifetime ends through `abortAll`: one listener instead of one for each call.
    for (const signal of context.sources)
      if (signal !== this.#parts.lifetime.signal) call.hook(onAbort(signal, (reason) => this.#abort(call, reason)))
    if (timeoutMs === undefined) return
    const timer = this.loop.setTimeout(() => this.#timeOut(call), timeoutMs, { unref: true })
    call.hook(() => this.loop.clear(timer))
  }

  #run(call: OwnedCall): void {
    if (call.state !== 'queued') return
    call.state = 'running'
    this.#active.add(call)
    this.#running.push(call)
    if (call.request.exclusive) this.#holder ??= call
    const result = this.stack.within(call.context, () => this.#runWork(call))
    this.#running.pop()
    this.#latch()
    if (call.doomed !== undefined) this.#end(call, { ok: false, error: call.doomed })
    else if ('awaits' in result) this.#await(call, result.awaits)
    else this.#end(call, result)
    if (this.#parts.door.poisoned) this.#panicAll()
  }

  #runWork(call: OwnedCall): CallOutcome | { readonly awaits: PromiseLike<unknown> } {
    const { operation, work } = call.request
    try {
      if (this.#parts.door.poisoned) return { ok: false, error: this.#poisoned(operation) }
      const value = work(call.context, this.#parts.vm)
      this.#drain()
      if (!isThenable(value)) return { ok: true, value }
      // Heard at once: a call that was aborted meanwhile leaves nobody else to hear a rejection.
      value.then(undefined, () => {})
      return { awaits: value }
    } catch (thrown) {
      this.#drain()
      return { ok: false, error: this.#errorOf(operation, thrown) }
    }
  }

  #await(call: OwnedCall, awaited: PromiseLike<unknown>): void {
    call.state = 'awaiting'
    awaited.then(
      (value) => this.#end(call, { ok: true, value }),
      (thrown) => this.#end(call, { ok: false, error: this.#errorOf(call.request.operation, thrown) }),
    )
  }

  #end(call: OwnedCall, outcome: CallOutcome): void {
    this.#active.delete(call)
    if (this.#holder === call) this.#holder = undefined
    if (!call.settle(outcome)) return
    // What a call set going ends with it; what a post did may outlive it.
    if (call.request.kind === 'call')
      call.cancellation.abort(callCanceled(call.request.operation, 'running', undefined))
    this.loop.wake()
    this.changed()
  }

  #errorOf(operation: string, thrown: unknown): unknown {
    if (!isPanic(thrown)) return thrown
    return callPanicked(operation, thrown, this.#settings.panicStack === true)
  }

  #abort(call: OwnedCall, reason: unknown): void {
    this.#stop(call, reason, (phase) => callCanceled(call.request.operation, phase, reason))
  }

  #timeOut(call: OwnedCall): void {
    const { operation, timeoutMs = 0 } = call.request
    const error = callTimedOut(operation, call.state === 'queued' ? 'queued' : 'running', timeoutMs)
    this.#stop(call, error, () => error)
  }

  #stop(call: OwnedCall, reason: unknown, errorIn: (phase: CallPhase) => Error): void {
    if (call.state === 'settled' || call.doomed !== undefined) return
    const wasQueued = call.state === 'queued'
    if (call.state === 'running') call.doomed = errorIn('running')
    call.cancellation.abort(reason)
    if (call.doomed !== undefined) {
      this.#latch()
      return
    }
    if (call.place !== undefined) this.#queue.remove(call.place)
    this.#end(call, { ok: false, error: errorIn(wasQueued ? 'queued' : 'running') })
  }

  // The interrupt is that of the job on the VM: a call that is parked at an await must not end the one that runs meanwhile.
  #latch(): void {
    const call = this.#running.at(-1)
    const wanted = call?.doomed !== undefined
    if (wanted === this.#latched) return
    this.#latched = wanted
    if (wanted) {
      this.#interrupts += 1
      this.#parts.door.interrupt(call.doomed)
    } else this.#parts.door.clearInterrupt()
  }

  // While the guest computes no timer fires, so deadlines are looked at from within.
  #watch(): void {
    const now = this.#now()
    const late = this.#running.find((call) => now >= call.deadline)
    if (late !== undefined) this.#timeOut(late)
    if (this.#guestEnd === undefined || now < this.#guestEnd.at) return
    const { end } = this.#guestEnd
    this.#guestEnd = undefined
    end()
  }

  #drain(): void {
    const { door } = this.#parts
    const until = this.#now() + (this.#settings.drainMs ?? 10)
    let left = this.#settings.drainJobs ?? 1000
    // Promise jobs within a call from the guest would break the rule that its code runs to its end first.
    if (this.stack.size > 1 || door.depth > 0) return
    this.#hasLeftovers = false
    try {
      while (left > 0 && !door.poisoned && !this.#latched) {
        this.#hasLeftovers = door.drain(Math.min(left, heapOfJobs)) > 0
        if (!this.#hasLeftovers || this.#now() >= until) return
        left -= heapOfJobs
      }
    } catch (error) {
      this.#hasLeftovers = false
      if (!door.poisoned) this.#parts.events.onPostError('drain', error)
    }
  }

  // Nothing that is awaited from a VM that trapped will ever come.
  #panicAll(): void {
    for (const call of [...this.#active])
      if (call.state === 'awaiting') this.#end(call, { ok: false, error: this.#poisoned(call.request.operation) })
  }

  #poisoned(operation: string): Error {
    const cause = new EngineError('ERR_VM_POISONED', 'The VM trapped and answers no more.')
    return callPanicked(operation, cause, this.#settings.panicStack === true)
  }

  #now(): number {
    return this.#parts.clock.now()
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function'
}
