import type { CallPolicy, Continued, InlinePolicy } from '../contract/call-policy.js'
import type { Context, Principal } from '../contract/caller.js'
import type { StoredRecord } from '../contract/collection.js'
import type { Warning } from '../contract/envelope.js'
import type { FlowStepPlace } from '../contract/flow-work.js'
import type { GuardProgram } from '../contract/guard.js'
import type { Awaitable } from '../contract/json.js'
import type {
  ActionProgram,
  ActionRun,
  CollectionProgram,
  CollectionsWriteInput,
  CollectionsWriteOutput,
  PortProgram,
  SignalProgram,
} from '../contract/program.js'
import type { SessionOutcome, SessionProgram } from '../contract/session.js'
import { bug } from '../semantics/bug.js'
import { callFailed } from '../semantics/call-failed.js'
import { isPromise } from '../semantics/is-promise.js'
import { valid } from '../semantics/valid.js'
import { warning } from '../semantics/wording.js'
import type { ActionSession, SessionKernel, SessionMark } from './action-session.js'
import { callPort, type PortCaller } from './call-port.js'
import { type Committing, commitPatches } from './commit-steps.js'
import { type Deadline, deadlineOf } from './deadline.js'
import { emitSignal } from './emit-signal.js'
import { EmittedSignals } from './emitted-signals.js'
import { type GuardedAction, holdGuards } from './hold-guards.js'
import { holdInvariants } from './hold-invariants.js'
import { holdSignalGuards } from './hold-signal-guards.js'
import type { Host } from './host.js'
import { type InlineScope, type Mark, runInline, runUnit } from './inline-action.js'
import type { Invocation } from './invocation.js'
import { type EffectSet, effectBits, effectsOf, noEffects } from './observed-effects.js'
import type { Pauses } from './pauses.js'
import { type Patch, type Patches, readCollection, readId, readPatches } from './read-patches.js'
import { isContinued, type Retrying, retry } from './retry.js'
import { StoreStep } from './store-step.js'
import { UnitOfWork } from './unit-of-work.js'

type Found<Record extends StoredRecord> = { readonly record: Record | null }

/** What an attempt begins with. */
export interface ActionStart {
  readonly received: Invocation<'received'>
  readonly entrypoint: Pick<ActionProgram, 'effects' | 'rollback'>
  readonly principal: Principal
  readonly step?: FlowStepPlace
}

/** One attempt to run an action: keeps what it did until the commit, and nothing of it where it fails. */
export class ActionAttempt implements ActionRun, PortCaller, GuardedAction, InlineScope, Retrying {
  readonly principal: Principal
  readonly ctx: Context
  readonly origin: string
  readonly permitted: EffectSet
  /** What happened for certain, whether the attempt ends well or not; writes and signals count at the commit. */
  effects: EffectSet = noEffects
  readonly emitted = new EmittedSignals()
  readonly warnings: Warning[] = []
  work: UnitOfWork | null
  /** Null until it is begun, which most actions never do. */
  session: ActionSession | null = null
  readonly received: Invocation<'received'>
  /** Each write commits when its step ends. */
  commitsSteps: boolean
  /** The time of the inline action that runs now; null where nothing bounds it. */
  deadline: Deadline | null = null
  readonly pauses: Pauses
  private readonly host: Host

  constructor(host: Host, { received, entrypoint, principal, step }: ActionStart) {
    this.host = host
    this.principal = principal
    this.received = received
    this.ctx = received.ctx
    // A flow may run one action in several steps, which are not one to providers, and nor is what they emit.
    this.origin = step === undefined ? received.ctx.id : `${received.ctx.id}/${step.flow}/${step.path}`
    this.permitted = effectsOf(entrypoint.effects)
    this.pauses = host.pauses
    this.commitsSteps = entrypoint.rollback === 'none'
    this.work = host.store === null ? null : new UnitOfWork(host.store)
  }

  /** Whether there is something to commit. */
  get hasWrites(): boolean {
    return this.work?.hasWrites === true || (this.session?.toCommit() ?? null) !== null
  }

  observe(effects: EffectSet): void {
    this.effects |= effects
  }

  read<Record extends StoredRecord>(
    collection: CollectionProgram<Record>,
    id: unknown,
    policy?: CallPolicy,
  ): Promise<Found<Record>> {
    readId(id, reads)
    // A collection's table holds what its own reader made.
    return this.find(collection.id, id, policy) as Promise<Found<Record>>
  }

  readFrom(collection: unknown, id: unknown, policy?: CallPolicy): Promise<Found<StoredRecord>> {
    const { id: collectionId } = readCollection(this.host.program, collection, reads)
    readId(id, reads)
    return this.find(collectionId, id, policy)
  }

  write(input: CollectionsWriteInput, policy?: CallPolicy): Promise<CollectionsWriteOutput> {
    if ((this.permitted & effectBits.write) === 0)
      throw callFailed('effect_violation_error', { port: writes, effect: 'write' })
    const patches = readPatches(this.host.program, input)
    if (patches.isUnit && this.host.store?.isAtomic === false)
      throw callFailed('capability_contract_error', { port: writes, problem: 'the store takes no atomicity' })
    const once = () => this.writeOnce(patches, this.timeFor(writes, policy?.timeoutMs))
    return policy?.attempts === undefined ? once() : retry(this, policy, writes, once)
  }

  async call<Input, Output>(
    port: PortProgram<Input, Output>,
    input: unknown,
    step: string,
    policy?: CallPolicy,
  ): Promise<Output> {
    const bound = this.host.ports.get(port.id)
    if (bound === undefined) {
      valid(port.readInput, input, port.id)
      throw callFailed('capability_unreachable_error', { port: port.id })
    }
    const request = { input, step, timeoutMs: policy?.timeoutMs, caller: this }
    const answer =
      policy?.attempts === undefined
        ? callPort(this.host, bound, request)
        : retry(this, policy, port.id, () => callPort(this.host, bound, request))
    // The output was read with this port's own reader.
    return (isPromise(answer) ? await answer : answer) as Output
  }

  inline<Input, Output>(
    act: (input: Input, run: ActionRun) => Awaitable<Output>,
    input: Input,
    action: string,
    policy: InlinePolicy = {},
  ): Promise<Output> {
    const run = policy.isUnit && this.commitsSteps ? runUnit : runInline
    const once = () => run(this.host, this, { action, act: () => act(input, this) }, policy)
    return policy.attempts === undefined ? once() : retry(this, policy, action, once)
  }

  passOver(step: string, thrown: unknown, on?: Continued): void {
    if (this.deadline?.isOver || !isContinued(thrown, on)) throw thrown
    const { id: invocationId, traceId } = this.ctx
    const { code } = thrown.failure
    this.host.logger.warn(`the step ${step} failed, and the action goes on`, { code, invocationId, traceId })
  }

  async readSession<Session extends object>(
    session: SessionProgram<Session>,
    policy?: CallPolicy,
  ): Promise<{ readonly session: Session }> {
    this.effects |= effectBits.read
    // What the session's own reader gave.
    return { session: (await this.timed('session.read', policy, () => this.beginSession(session).read())) as Session }
  }

  async writeSession(
    session: SessionProgram,
    input: unknown,
    policy?: CallPolicy,
  ): Promise<Readonly<Record<string, never>>> {
    if ((this.permitted & effectBits.session) === 0)
      throw callFailed('effect_violation_error', { port: 'session.write', effect: 'session' })
    await this.timed('session.write', policy, () => this.beginSession(session).write(input))
    return {}
  }

  settle<Input, Output>(
    outcome: SessionOutcome,
    input: Input,
    act: (input: Input) => Awaitable<Output>,
  ): Promise<Output> {
    return this.beginSession(outcome.session).settleInner(outcome, () => act(input))
  }

  /** The session of this attempt, of which there is one. */
  beginSession(program: SessionProgram): ActionSession {
    // Only `sessionKernel` of `tenon/program` is ever there: a contract cannot name what the kernel is made of.
    this.session ??= (program.kernel as SessionKernel).begin(this.host, program, this)
    return this.session
  }

  guard<Scope extends object>(guards: GuardProgram<Scope>, scope: Scope): void {
    atOnce(holdGuards(this.host, this, { guards, scope }))
  }

  async judge<Scope extends object>(guards: GuardProgram<Scope>, scope: Scope): Promise<void> {
    await holdGuards(this.host, this, { guards, scope })
  }

  emit<Payload>(signal: SignalProgram<Payload>, payload: () => unknown, onError?: 'abort'): void {
    atOnce(this.emitGuarded(signal as SignalProgram, payload, onError))
  }

  async emitJudged<Payload>(signal: SignalProgram<Payload>, payload: () => unknown, onError?: 'abort'): Promise<void> {
    await this.emitGuarded(signal as SignalProgram, payload, onError)
  }

  private emitGuarded(program: SignalProgram, payload: () => unknown, onError?: 'abort'): Awaitable<void> {
    const { ctx, origin, host } = this
    const position = this.emitted.count
    const emission = emitSignal(program, payload, { ctx, origin, position, digest: (text) => host.digest(text) })
    if (emission.kind === 'withheld') return
    if (emission.kind === 'dropped') return this.drop(program.id, emission.problem, onError)
    this.emitted.add(emission.signal, onError)
    return holdSignalGuards(host, this, { program, emitted: emission.signal })
  }

  /** Drops emitted signals that history did not take, by their places among all of them. */
  dropEmitted(places: readonly number[]): void {
    for (const { signal, onError } of this.emitted.remove(places))
      this.drop(signal.signalId, 'history holds another event of its key', onError)
  }

  private drop(signal: string, problem: string, onError: 'abort' | undefined): void {
    const { ctx, host } = this
    if (onError === 'abort') throw callFailed('signal_emit_error', { signal, problem }, { signal })
    this.warnings.push(warning('signal_emit_error', { signal, problem }, { signal }))
    host.logger.warn(`the signal ${signal} was dropped`, { problem, invocationId: ctx.id, traceId: ctx.traceId })
  }

  mark(): Mark {
    const { emitted, warnings, work, session } = this
    return {
      emitted: emitted.mark(),
      warnings: warnings.length,
      writes: work?.mark(),
      session: session?.mark() ?? null,
    } satisfies Done
  }

  restore(mark: Mark): void {
    const { emitted, warnings, writes, session } = mark as Done
    this.emitted.restore(emitted)
    this.warnings.length = warnings
    this.session?.restore(session)
    if (writes !== undefined) this.work?.restore(writes)
  }

  timeFor(port: string, timeoutMs: number | undefined): Deadline {
    return deadlineOf(this.host, port, { timeoutMs, outer: this.deadline })
  }

  storeStep(port: string, time: Deadline): StoreStep {
    const { host, ctx, work } = this
    this.deadline?.check()
    if (work === null || host.store === null) throw callFailed('capability_unreachable_error', { port })
    // Where each step commits, it sees the store and no step before it.
    const own = this.commitsSteps ? new UnitOfWork(host.store) : work
    return new StoreStep({ port, host, store: host.store, ctx, work: own, time })
  }

  private timed<Value>(port: string, policy: CallPolicy | undefined, act: () => Promise<Value>): Promise<Value> {
    const once = async () => {
      const time = this.timeFor(port, policy?.timeoutMs)
      try {
        return await time.wait(act())
      } finally {
        time.end()
      }
    }
    return policy?.attempts === undefined ? once() : retry(this, policy, port, once)
  }

  private find(collection: string, id: string, policy: CallPolicy | undefined): Promise<Found<StoredRecord>> {
    this.effects |= effectBits.read
    const once = () => this.findOnce(collection, id, this.timeFor(reads, policy?.timeoutMs))
    return policy?.attempts === undefined ? once() : retry(this, policy, reads, once)
  }

  private async findOnce(collection: string, id: string, time: Deadline): Promise<Found<StoredRecord>> {
    try {
      return { record: await this.storeStep(reads, time).read(collection, id) }
    } finally {
      time.end()
    }
  }

  private async writeOnce(patches: Patches, time: Deadline): Promise<CollectionsWriteOutput> {
    try {
      // What is already there is not waited for: each wait is a turn of the event loop.
      const kept = this.commitsSteps
        ? commitPatches(patches, this.committing(time))
        : this.keep(patches, this.storeStep(writes, time))
      if (isPromise(kept)) await kept
    } finally {
      time.end()
    }
    return { written: patches.patches.map(({ op, collection, id }) => ({ op, collection: collection.id, id })) }
  }

  private committing(time: Deadline): Committing {
    return {
      begin: () => this.storeStep(writes, time),
      apply: (step, patch) => this.apply(step, patch),
      observe: (effects) => this.observe(effects),
    }
  }

  /** Makes the patches part of the action's work; where they are a unit, all or none of them. */
  private keep({ patches, isUnit }: Patches, step: StoreStep): Awaitable<void> {
    const [only] = patches
    return patches.length === 1 && only !== undefined ? this.apply(step, only) : this.keepAll(patches, isUnit, step)
  }

  private async keepAll(patches: readonly Patch[], isUnit: boolean, step: StoreStep): Promise<void> {
    const mark = isUnit ? step.work.mark() : null
    try {
      for (const patch of patches) {
        const applied = this.apply(step, patch)
        if (isPromise(applied)) await applied
      }
    } catch (thrown) {
      if (mark !== null) step.work.restore(mark)
      throw thrown
    }
  }

  private apply(step: StoreStep, patch: Patch): Awaitable<void> {
    const record = this.resultOf(step, patch)
    return isPromise(record) ? record.then((made) => this.hold(step, patch, made)) : this.hold(step, patch, record)
  }

  private hold(step: StoreStep, patch: Patch, record: StoredRecord | null): Awaitable<void> {
    const { collection, id } = patch
    const write = (): void => step.work.write(collection.id, id, record)
    if (collection.invariants === undefined) return write()
    const held = holdInvariants(this.host, this, { patch, record, before: () => step.read(collection.id, id) })
    return isPromise(held) ? held.then(write) : write()
  }

  private resultOf(step: StoreStep, patch: Patch): Awaitable<StoredRecord | null> {
    switch (patch.op) {
      case 'delete':
        return null
      case 'upsert':
        return valid(patch.collection.readRecord, { ...patch.value, id: patch.id }, writes)
      case 'update':
        return this.overlaid(step, patch)
    }
  }

  private async overlaid(step: StoreStep, { collection, id, value }: Update): Promise<StoredRecord> {
    const before = await step.read(collection.id, id)
    if (before === null) throw callFailed('record_not_found_error', { collection: collection.id, id })
    return valid(collection.readRecord, { ...before, ...withoutAbsent(value), id }, writes)
  }
}

const reads = 'collections.read'
const writes = 'collections.write'

/** What a mark keeps. */
interface Done {
  readonly emitted: ReturnType<EmittedSignals['mark']>
  readonly warnings: number
  readonly session: SessionMark | null
  readonly writes: ReturnType<UnitOfWork['mark']> | undefined
}

// Rules that a judge decides are waited for, or the action would be over before they are known.
function atOnce(held: Awaitable<void>): void {
  if (!isPromise(held)) return
  held.catch(() => {})
  throw bug('rules that a judge decides were not waited for')
}

type Update = Extract<Patch, { readonly op: 'update' }>

// Absent members keep what was there. Entries, not assignments: a member may be called `__proto__`.
function withoutAbsent(value: Readonly<Record<string, unknown>>): object {
  for (const name in value)
    if (value[name] === undefined)
      return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined))
  return value
}
