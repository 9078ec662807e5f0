// The only door to a VM. In: calls and posts, from outside or from the job on the VM. Out: each settled exactly once.
// Promised: one job at a time, and in order. Not its job: when a turn comes, which is the loop's, and what a turn is on the
// VM, which is that of its turns.

import type { CallContext, CallTerms, OwnedWork, OwnerMetrics, Vm } from '../../contract/owned-runtime.js'
import type { CancelSignal } from '../../contract/provider.js'
import type { Cancellation } from '../context/cancellation.js'
import { createRootContext, type LinkedContext, toLinkedContext } from '../context/linked-context.js'
import { onAbort } from '../context/on-abort.js'
import { EngineError } from '../engine-error.js'
import { type CallSource, type EventLoop, type LoopHost, RuntimeLoop } from '../loop/event-loop.js'
import { Lane } from '../loop/lane.js'
import type { LoopClock } from '../loop/loop-clock.js'
import * as errors from './call-errors.js'
import { IdleWatch } from './idle-watch.js'
import { type CallOutcome, type CallRequest, OwnedCall } from './owned-call.js'
import type { VmDoor } from './vm-door.js'
import { type TurnSettings, VmTurns } from './vm-turns.js'

/** How an owner treats its calls. */
export interface OwnerSettings extends TurnSettings {
  /** Calls that may wait. Default 10 000. */
  readonly queueLimit?: number | undefined
  /** How long a call may take that does not say so itself. Default: as long as it likes. */
  readonly callTimeoutMs?: number | undefined
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

type Result = CallOutcome | { readonly awaits: PromiseLike<unknown> }

export class OwnerCore implements LoopHost, CallSource {
  readonly turns: VmTurns
  readonly loop: EventLoop
  /** `draining`: closed to those outside, while code that stands within the runtime still gets in. */
  gate: 'open' | 'draining' | 'closed' = 'open'
  readonly #parts: Parts
  readonly #settings: OwnerSettings
  readonly #calls = new Lane<OwnedCall>()
  readonly #urgent = new Lane<OwnedCall>()
  readonly #active = new Set<OwnedCall>()
  readonly #idle = new IdleWatch()
  #holder: OwnedCall | undefined
  #maxQueueMs = 0
  #guestEnd: { readonly at: number; readonly end: () => void } | undefined

  constructor(parts: Parts) {
    this.#parts = parts
    this.#settings = parts.settings ?? {}
    this.turns = new VmTurns({
      door: parts.door,
      root: createRootContext(parts.lifetime),
      now: () => this.#now(),
      settings: this.#settings,
      failed: (error) => parts.events.onPostError('drain', error),
    })
    this.loop = new RuntimeLoop(parts.clock, this, this)
    parts.door.watch(() => this.#watch())
    parts.lifetime.whenEnded(() => this.abortAll(() => parts.lifetime.reason))
  }

  get metrics(): OwnerMetrics {
    const queued = this.#calls.size + this.#urgent.size
    return { queued, active: this.#active.size, maxQueueMs: this.#maxQueueMs, interrupts: this.turns.interrupts }
  }

  readTerms(terms: string | CallTerms): Pick<CallRequest, 'operation' | 'exclusive' | 'timeoutMs'> {
    const given: CallTerms = typeof terms === 'string' ? { name: terms } : terms
    const { name, exclusive = false, timeoutMs = this.#settings.callTimeoutMs } = given
    return { operation: name, exclusive, timeoutMs }
  }

  /** Why the owner does not take it; undefined: it does. */
  refusal(request: CallRequest, from: 'outside' | 'inside'): Error | undefined {
    const { operation, context, lane } = request
    const nested = this.#isNested(request)
    const shut = this.gate === 'closed' || (this.gate === 'draining' && from === 'outside' && !nested)
    if (shut) return errors.ownerClosed(operation)
    const aborted = context.sources.find((signal) => signal.aborted)
    if (aborted !== undefined) return errors.callCanceled(operation, 'queued', aborted.reason)
    const limit = this.#settings.queueLimit ?? 10_000
    if (nested || lane === 'urgent' || this.#calls.size < limit) return undefined
    return errors.queueFull(operation, this.#calls.size, limit)
  }

  /** Runs at once what the job on the VM asks for with its own context, and queues everything else. */
  submit(request: CallRequest): void {
    const call = new OwnedCall(request, this.#now())
    const nested = this.#isNested(request)
    if (!nested) call.wait(request.lane === 'urgent' ? this.#urgent : this.#calls)
    this.#link(call)
    if (nested) this.#run(call)
    else if (request.lane === 'calls') this.loop.wake()
    else this.loop.control(() => this.#runFirst(this.#urgent))
  }

  callSync<T>(context: CallContext, operation: string, work: OwnedWork<T>): T {
    const { stack } = this.turns
    if (!stack.holds(context)) throw errors.offOwner(operation)
    const linked = toLinkedContext(context)
    if (linked.sources.some(({ aborted }) => aborted))
      throw errors.callCanceled(operation, 'queued', linked.signal.reason)
    const { cancellation } = stack.current
    const entered = cancellation === undefined ? linked : linked.enter(operation, cancellation)
    try {
      return this.turns.run(entered, () => work(entered, this.#parts.vm))
    } catch (thrown) {
      throw this.#errorOf(operation, thrown)
    }
  }

  /** Runs host code at once, as a job of its own where none is on the VM: what it does in the guest is drained after it. */
  enter<T>(work: () => T): T {
    return this.turns.stack.isEmpty ? this.#runJob(this.turns.stack.root, work) : work()
  }

  /** Runs `work` before all calls, as a job of `context`: how what a native promised gets back into the guest. */
  settle(context: LinkedContext, operation: string, work: () => void): void {
    this.loop.control(() => this.#attempt(context, operation, work))
  }

  /** Nothing is queued, running or awaited, nor any promise job, native or timer under way. */
  waitIdle(signal?: CancelSignal): Promise<void> {
    const { loop } = this
    const isMet = (): boolean =>
      this.#isQuiet() && !loop.busy && loop.pending === 0 && this.#parts.door.pendingNatives === 0
    return this.#idle.until(isMet, signal, (reason) => errors.callCanceled('waitIdle', 'running', reason))
  }

  /** Resolves when there is no call left but those that are given, and nothing on the VM. */
  waitQuiet(but: ReadonlySet<OwnedCall>, signal: CancelSignal): Promise<void> {
    return this.#idle.until(() => this.isQuietBut(but), signal)
  }

  isQuietBut(but: ReadonlySet<OwnedCall>): boolean {
    return this.turns.stack.isEmpty && this.#isQuiet(but)
  }

  /** The calls whose code is on the VM now. */
  get onStack(): ReadonlySet<OwnedCall> {
    return new Set([...this.#active].filter((call) => this.turns.stack.includes(call.context)))
  }

  /** Calls `end` where guest code is on the VM all that time: no timer could. */
  endGuestAfter(ms: number, end: () => void): void {
    this.#guestEnd = { at: this.#now() + ms, end }
  }

  /** Takes no more calls from anybody; those it has taken still end as they would. */
  shutdown(): void {
    this.gate = 'closed'
  }

  /** Aborts every call that has begun; those that wait are canceled, or told that the owner is closed where it is. */
  abortAll(makeReason: () => unknown): void {
    if (this.#active.size + this.#urgent.size + this.#calls.size === 0) return
    const reason = makeReason()
    for (const call of [...this.#active]) this.#abort(call, reason)
    for (const lane of [this.#urgent, this.#calls])
      for (let call = lane.take(); call !== undefined; call = lane.take()) this.#drop(call, reason)
    this.changed()
  }

  get ready(): boolean {
    const holder = this.#holder
    if (holder === undefined) return this.#calls.size > 0
    return this.#calls.some((call) => call.context.isWithin(holder.context))
  }

  get hasLeftovers(): boolean {
    return this.turns.hasLeftovers
  }

  runNext(): void {
    this.#runFirst(this.#calls)
  }

  run(fire: () => void, source: string): void {
    this.#attempt(this.turns.stack.root, source, fire)
  }

  drainLeftovers(): void {
    this.#runJob(this.turns.stack.root, () => {})
  }

  changed(): void {
    this.#idle.look()
  }

  // What is urgent is queued within a call from the guest, whose code runs to its end first; a timer runs it at once.
  #isNested({ context, lane }: CallRequest): boolean {
    const { stack } = this.turns
    return lane === 'urgent' ? stack.isInTurn && this.#parts.door.depth === 0 : stack.holds(context)
  }

  #isQuiet(but: ReadonlySet<OwnedCall> = new Set()): boolean {
    if (this.#calls.size + this.#urgent.size > 0) return false
    return this.#active.size === 0 || [...this.#active].every((call) => but.has(call))
  }

  #runJob<T>(context: LinkedContext, work: () => T): T {
    try {
      return this.turns.run(context, work)
    } finally {
      if (this.#parts.door.poisoned) this.#panicAll()
      this.changed()
    }
  }

  #attempt(context: LinkedContext, operation: string, work: () => void): void {
    try {
      this.#runJob(context, work)
    } catch (error) {
      this.#parts.events.onPostError(operation, error)
    }
  }

  #link(call: OwnedCall): void {
    const { context, timeoutMs } = call.request
    // The lifetime ends through `abortAll`: one listener instead of one for each call.
    for (const source of context.sources)
      if (source !== this.#parts.lifetime) call.hook(onAbort(source, (reason) => this.#abort(call, reason)))
    if (timeoutMs === undefined) return
    const timer = this.loop.setTimeout(() => this.#timeOut(call), timeoutMs, { unref: true })
    call.hook(() => this.loop.clear(timer))
  }

  #runFirst(lane: Lane<OwnedCall>): void {
    const holder = lane === this.#calls ? this.#holder : undefined
    const call = lane.take((waiting) => holder === undefined || waiting.context.isWithin(holder.context))
    if (call === undefined) return
    this.#maxQueueMs = Math.max(this.#maxQueueMs, this.#now() - call.queuedAt)
    this.#run(call)
  }

  #run(call: OwnedCall): void {
    call.state = 'running'
    this.#active.add(call)
    if (call.request.exclusive) this.#holder ??= call
    const result = this.#runWork(call)
    // Heard at once: a call that was aborted meanwhile leaves nobody else to hear a rejection.
    if ('awaits' in result) this.#await(call, result.awaits)
    if (call.doomed !== undefined) this.#end(call, { ok: false, error: call.doomed })
    else if (!('awaits' in result)) this.#end(call, result)
    if (this.#parts.door.poisoned) this.#panicAll()
  }

  #runWork(call: OwnedCall): Result {
    const { operation, context } = call
    if (this.#parts.door.poisoned) return { ok: false, error: this.#poisoned(operation) }
    try {
      const value = this.turns.run(context, () => call.request.work(context, this.#parts.vm))
      return isThenable(value) ? { awaits: value } : { ok: true, value }
    } catch (thrown) {
      return { ok: false, error: this.#errorOf(operation, thrown) }
    }
  }

  #await(call: OwnedCall, awaited: PromiseLike<unknown>): void {
    call.state = 'awaiting'
    awaited.then(
      (value) => this.#end(call, { ok: true, value }),
      (thrown) => this.#end(call, { ok: false, error: this.#errorOf(call.operation, thrown) }),
    )
  }

  #end(call: OwnedCall, outcome: CallOutcome): void {
    this.#active.delete(call)
    if (this.#holder === call) this.#holder = undefined
    if (!call.settle(outcome)) return
    // What a call set going ends with it; what a post did may outlive it.
    if (call.request.kind === 'call') call.cancellation.end(() => errors.callEnded(call.operation))
    this.loop.wake()
    this.changed()
  }

  #errorOf(operation: string, thrown: unknown): unknown {
    if (!errors.isPanic(thrown)) return thrown
    return errors.callPanicked(operation, thrown, this.#settings.panicStack === true)
  }

  #abort(call: OwnedCall, reason: unknown): void {
    this.#stop(call, reason, (phase) => errors.callCanceled(call.operation, phase, reason))
  }

  #timeOut(call: OwnedCall): void {
    const phase = call.state === 'queued' ? 'queued' : 'running'
    const error = errors.callTimedOut(call.operation, phase, call.request.timeoutMs ?? 0)
    this.#stop(call, error, () => error)
  }

  // A call whose code is on the VM ends when that has unwound, every other at once.
  #stop(call: OwnedCall, reason: unknown, errorIn: (phase: errors.CallPhase) => Error): void {
    const { state } = call
    if (state === 'settled' || call.doomed !== undefined) return
    const error = errorIn(state === 'queued' ? 'queued' : 'running')
    if (state !== 'queued') {
      call.doomed = error
      this.turns.doom(call.context, error)
    }
    call.cancellation.abort(reason)
    if (state !== 'running') this.#end(call, { ok: false, error })
  }

  #drop(call: OwnedCall, reason: unknown): void {
    const { operation } = call
    const error =
      this.gate === 'open' ? errors.callCanceled(operation, 'queued', reason) : errors.ownerClosed(operation)
    if (call.settle({ ok: false, error }) && call.request.kind === 'post') this.#parts.events.onPostDropped(operation)
  }

  // While the guest computes no timer fires, so deadlines are looked at from within.
  #watch(): void {
    const now = this.#now()
    for (const call of this.onStack) if (now >= call.deadline) this.#timeOut(call)
    if (this.#guestEnd === undefined || now < this.#guestEnd.at) return
    const { end } = this.#guestEnd
    this.#guestEnd = undefined
    end()
  }

  // Nothing that is awaited from a VM that trapped will ever come.
  #panicAll(): void {
    for (const call of [...this.#active])
      if (call.state === 'awaiting') this.#end(call, { ok: false, error: this.#poisoned(call.operation) })
  }

  #poisoned(operation: string): Error {
    const cause = new EngineError('ERR_VM_POISONED', 'The VM trapped and answers no more.')
    return errors.callPanicked(operation, cause, this.#settings.panicStack === true)
  }

  #now(): number {
    return this.#parts.clock.now()
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function'
}
