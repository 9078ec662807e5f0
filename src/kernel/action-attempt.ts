import type { Context, Principal } from '../contract/caller.js'
import type { StoredRecord } from '../contract/collection.js'
import type { Warning } from '../contract/envelope.js'
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
import { CallFailed, callFailed } from '../semantics/call-failed.js'
import { isPromise } from '../semantics/is-promise.js'
import { valid } from '../semantics/valid.js'
import { warning } from '../semantics/wording.js'
import { callPort, type PortCaller } from './call-port.js'
import { emitSignal } from './emit-signal.js'
import { EmittedSignals } from './emitted-signals.js'
import { type GuardedAction, holdGuards } from './hold-guards.js'
import { holdInvariants } from './hold-invariants.js'
import { holdSignalGuards } from './hold-signal-guards.js'
import type { Host } from './host.js'
import type { Invocation } from './invocation.js'
import { type EffectSet, effectBits, effectsOf, noEffects } from './observed-effects.js'
import { type Patch, readCollection, readId, readPatches } from './read-patches.js'
import { UnitOfWork } from './unit-of-work.js'

type Found<Record extends StoredRecord> = { readonly record: Record | null }

/** What an attempt begins with. */
export interface ActionStart {
  readonly received: Invocation<'received'>
  readonly entrypoint: Pick<ActionProgram, 'effects'>
  readonly principal: Principal
}

/** One attempt to run an action: keeps what it did until the commit, and nothing of it where it fails. */
export class ActionAttempt implements ActionRun, PortCaller, GuardedAction {
  readonly principal: Principal
  readonly ctx: Context
  readonly permitted: EffectSet
  /** What happened for certain, whether the attempt ends well or not; writes and signals count at the commit. */
  effects: EffectSet = noEffects
  readonly emitted = new EmittedSignals()
  readonly warnings: Warning[] = []
  readonly work: UnitOfWork | null
  private readonly host: Host

  constructor(host: Host, { received, entrypoint, principal }: ActionStart) {
    this.host = host
    this.principal = principal
    this.ctx = received.ctx
    this.permitted = effectsOf(entrypoint.effects)
    this.work = host.store === null ? null : new UnitOfWork(host.store)
  }

  observe(effects: EffectSet): void {
    this.effects |= effects
  }

  async read<Record extends StoredRecord>(collection: CollectionProgram<Record>, id: unknown): Promise<Found<Record>> {
    readId(id, 'collections.read')
    this.effects |= effectBits.read
    // A collection's table holds what its own reader made.
    return { record: (await this.find('collections.read', collection.id, id)) as Record | null }
  }

  async readFrom(collection: unknown, id: unknown): Promise<Found<StoredRecord>> {
    const { id: collectionId } = readCollection(this.host.program, collection, 'collections.read')
    readId(id, 'collections.read')
    this.effects |= effectBits.read
    return { record: await this.find('collections.read', collectionId, id) }
  }

  async write(input: CollectionsWriteInput): Promise<CollectionsWriteOutput> {
    if ((this.permitted & effectBits.write) === 0)
      throw callFailed('effect_violation_error', { port: 'collections.write', effect: 'write' })
    const written: CollectionsWriteOutput['written'][number][] = []
    for (const patch of readPatches(this.host.program, input)) {
      const { op, collection, id } = patch
      // What is already there is not waited for: each wait is a turn of the event loop.
      const made = this.resultOf(patch)
      const record = isPromise(made) ? await made : made
      const before = () => this.find('collections.write', collection.id, id)
      const held = holdInvariants(this.host, this, { patch, record, before })
      if (held !== undefined) await held
      this.workFor('collections.write').write(collection.id, id, record)
      written.push({ op, collection: collection.id, id })
    }
    return { written }
  }

  async call<Input, Output>(port: PortProgram<Input, Output>, input: unknown, step: string): Promise<Output> {
    const bound = this.host.ports.get(port.id)
    if (bound === undefined) throw callFailed('capability_unreachable_error', { port: port.id })
    // The output was read with this port's own reader.
    return (await callPort(this.host, bound, { input, step, caller: this })) as Output
  }

  guard<Scope extends object>(guards: GuardProgram<Scope>, scope: Scope): Awaitable<void> {
    return holdGuards(this.host, this, { guards, scope })
  }

  emit<Payload>(program: SignalProgram<Payload>, payload: () => unknown): Awaitable<void> {
    const { ctx, host } = this
    const signal = program as SignalProgram
    const position = this.emitted.count
    const emission = emitSignal(signal, payload, { ctx, position, digest: (text) => host.digest(text) })
    if (emission.kind === 'withheld') return
    if (emission.kind === 'dropped') return this.drop(signal.id, emission.problem)
    this.emitted.add(emission.signal)
    return holdSignalGuards(host, this, { program: signal, emitted: emission.signal })
  }

  /** Drops emitted signals that history did not take, by their places among all of them. */
  dropEmitted(places: readonly number[]): void {
    for (const { signalId } of this.emitted.remove(places))
      this.drop(signalId, 'history holds another event of its key')
  }

  private drop(signal: string, problem: string): void {
    const { ctx, host } = this
    this.warnings.push(warning('signal_emit_error', { signal, problem }, { signal }))
    host.logger.warn(`the signal ${signal} was dropped`, { problem, invocationId: ctx.id, traceId: ctx.traceId })
  }

  private resultOf(patch: Patch): Awaitable<StoredRecord | null> {
    switch (patch.op) {
      case 'delete':
        return null
      case 'upsert':
        return valid(patch.collection.readRecord, { ...patch.value, id: patch.id }, 'collections.write')
      case 'update':
        return this.overlaid(patch)
    }
  }

  private async overlaid({ collection, id, value }: Update): Promise<StoredRecord> {
    const before = await this.find('collections.write', collection.id, id)
    if (before === null) throw callFailed('record_not_found_error', { collection: collection.id, id })
    return valid(collection.readRecord, { ...before, ...withoutAbsent(value), id }, 'collections.write')
  }

  private async find(port: string, collection: string, id: string): Promise<StoredRecord | null> {
    const work = this.workFor(port)
    try {
      return await work.read(collection, id)
    } catch (thrown) {
      if (thrown instanceof CallFailed) throw thrown
      const { id: invocationId, traceId } = this.ctx
      this.host.logger.error('the store failed to read a record', { collection, invocationId, traceId, thrown })
      throw callFailed('capability_invocation_error', { port })
    }
  }

  private workFor(port: string): UnitOfWork {
    if (this.work === null) throw callFailed('capability_unreachable_error', { port })
    return this.work
  }
}

type Update = Extract<Patch, { readonly op: 'update' }>

// Absent members keep what was there. Entries, not assignments: a member may be called `__proto__`.
function withoutAbsent(value: Readonly<Record<string, unknown>>): object {
  for (const name in value)
    if (value[name] === undefined)
      return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined))
  return value
}
