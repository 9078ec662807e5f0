// The guest side of a runtime: promises by number, functions of the guest that the host holds, and limits.

import type { GuestLimits } from '../../contract/guest.js'
import type { Crossing, GuestFunction, HostFunction } from '../../contract/native.js'
import type { ModuleRegistry } from '../../contract/owned-runtime.js'
import type { LinkedContext } from '../context/linked-context.js'
import { EngineError } from '../engine-error.js'
import { createRealClock } from '../loop/real-clock.js'
import { callUrgently } from '../owner/call-urgently.js'
import type { VmDoor } from '../owner/vm-door.js'
import type { RequireSettings } from '../require/require-settings.js'
import { readCrossing, writeCrossing } from '../vm/crossing-text.js'
import { bundleFile, wrapBundle } from '../vm/guest-bundle.js'
import type { GuestVm, GuestVmHost } from '../vm/guest-vm.js'
import { HostErrors } from '../vm/host-errors.js'
import { randomBytes } from '../vm/random-bytes.js'
import type { VmImage } from '../vm/vm-image.js'
import { type BoundFor, BoundNatives } from './bound-natives.js'
import { createGuestFunction } from './create-guest-function.js'
import { type GuestModules, modulePrefix, openGuestModules } from './guest-modules.js'
import type { GuestSide } from './guest-side.js'
import type { NativeEntry } from './native-entry.js'
import { openDoor } from './open-door.js'
import { openRegistry } from './open-registry.js'
import type { RuntimeSeat } from './runtime-seat.js'

type Value = Crossing | undefined

interface Waiting {
  readonly resolve: (value: Value) => void
  readonly reject: (error: unknown) => void
}

const clock = createRealClock()

/** Shared: what is known of the files that settings lead to is kept by settings. */
const noFiles: RequireSettings = {}

/** What a guest is opened for. */
export interface GuestMode {
  /** Its image will be copied: what would be the same in every copy may not be asked of the host. */
  readonly isLoading?: boolean
  /** Its limits count over all of its life, which is one call. */
  readonly isOneCall?: boolean
  /** Makes stacks speak of the files that a bundle was made of. */
  readonly mapStack?: (stack: string) => string
}

/** One guest: a VM, and everything that the host knows of it by name or number. */
export class QuickJsGuest implements GuestSide, GuestVmHost, BoundFor {
  readonly door: VmDoor
  readonly registry: ModuleRegistry
  limits: GuestLimits
  readonly #mode: GuestMode
  readonly #settings: RequireSettings
  readonly #natives: BoundNatives
  readonly #waiting = new Map<number, Waiting>()
  readonly #functions = new WeakMap<object, number>()
  readonly #errors: HostErrors
  #vm: GuestVm | undefined
  #seat: RuntimeSeat | undefined
  #outbox: readonly Uint8Array[] = []
  #lastId = 0
  #pendingNatives = 0
  #hostCalls = 0
  #isTold = false
  #take: ((vm: GuestVm) => void) | undefined
  #openedModules: GuestModules | undefined

  constructor(limits: GuestLimits, mode: GuestMode = {}, settings: RequireSettings = noFiles) {
    this.limits = limits
    this.#mode = mode
    this.#settings = settings
    this.#errors = new HostErrors(mode.mapStack)
    this.#natives = new BoundNatives(this)
    this.door = openDoor(
      () => this.#open,
      () => this.#pendingNatives,
    )
    this.registry = openRegistry(
      () => [...this.#natives.granted().keys()],
      (entry) => this.register(entry),
    )
  }

  /** Takes the VM that this is to be the host of. `isTold`: it knows its natives, as one that was restored does. */
  adopt(vm: GuestVm, isTold = false): void {
    this.#vm = vm
    this.#isTold = isTold
    if (this.#mode.isOneCall === true) vm.cpuBudgetMs = this.limits.cpuMs
  }

  /** Says who takes the VM when the runtime is closed; else it is dropped. */
  leave(take: (vm: GuestVm) => void): void {
    this.#take = take
  }

  get modules(): GuestModules['loader'] {
    return this.#modules.loader
  }

  get depth(): number {
    return this.#vm?.depth ?? 0
  }

  now(): number {
    return clock.now()
  }

  random(count: number): Uint8Array {
    return randomBytes(count)
  }

  take(seat: RuntimeSeat): void {
    this.#seat = seat
  }

  seat(): RuntimeSeat {
    if (this.#seat === undefined) throw new EngineError('ERR_HOST_CALL_AT_LOAD', 'The host does not answer yet.')
    return this.#seat
  }

  register(entry: NativeEntry): void {
    this.#natives.register(entry)
  }

  define(told: object): void {
    if (!this.#isTold) void this.#ask('define', [[told]])
  }

  callHook(native: string, hook: string, args: readonly Crossing[]): Promise<Value> {
    return callUrgently(
      this.seat().core,
      `${native}: ${hook}`,
      () => this.#ask('hook', [native, hook, ...args]) as Value,
    )
  }

  // Guests find `require` from the beginning, and natives when they are registered.
  install(): void {}

  require(name: string): Value {
    return this.#askNow('require', [name])
  }

  prepare(source: string, file: string): void {
    if (!this.#isTold) void this.runScript(file, source)
  }

  runScript(file: string, source: string): Value | Promise<Value> {
    // Else where a script lies matters to nobody.
    if (this.#settings.loader !== undefined) void this.#ask('requireFrom', [this.#modules.entry(file)])
    return this.evaluate(source, file)
  }

  evaluate(source: string, file: string): Value | Promise<Value> {
    return this.#outcome((id) => this.#open.evaluate(source, file, id))
  }

  setGlobal(name: string, value: Value | HostFunction): void {
    const isFunction = typeof value === 'function'
    if (isFunction) this.#natives.setGlobal(name, value as HostFunction)
    void this.#ask('setGlobal', [name, isFunction ? null : (value ?? null), isFunction])
  }

  getGlobal(name: string): Value {
    return this.#askNow('getGlobal', [name])
  }

  /** Runs the bundle of a guest, whose ports are called by name from then on. */
  load(code: string): void {
    void this.#outcome((id) => this.#open.evaluate(wrapBundle(code), bundleFile, id, 'bundle'))
  }

  callPort(name: string, args: readonly unknown[]): Value | Promise<Value> {
    return this.#ask(`:${name}`, args)
  }

  capture(key: string): VmImage {
    return this.#open.capture(key)
  }

  drop(): void {
    const vm = this.#vm
    this.#vm = undefined
    if (vm !== undefined && this.#take !== undefined) this.#take(vm)
    else vm?.drop()
    for (const { reject } of this.#waiting.values())
      reject(new EngineError('ERR_VM_GONE', 'The VM is gone: its runtime is closed.'))
    this.#waiting.clear()
  }

  /** What the guest asks for. Never throws: what fails is an answer too. */
  answer(name: string, text: string, buffers: readonly Uint8Array[]): string | Uint8Array | undefined {
    if (name === 'buffer') return this.#outbox[Number(text)] ?? new Uint8Array(0)
    if (name.charCodeAt(0) === 61) return this.#settle(Number(name.slice(1)), text)
    try {
      return this.#reply(name, this.#read(text, (index) => buffers[index]) as readonly never[])
    } catch (error) {
      return this.refuse(error)
    }
  }

  fail(id: number, error: unknown): void {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    waiting?.reject(error)
  }

  here(): <T>(work: () => T) => T {
    const { stack } = this.seat().core.turns
    const context = stack.current
    return (work) => stack.within(context, work)
  }

  refuse(error: unknown): string {
    return `!${JSON.stringify(this.#errors.describe(error))}`
  }

  get #open(): GuestVm {
    if (this.#vm === undefined) throw new EngineError('ERR_VM_GONE', 'The VM is gone: its runtime is closed.')
    return this.#vm
  }

  #reply(name: string, args: readonly never[]): string {
    const { interruption } = this.seat().core.turns
    if (interruption !== undefined) throw interruption
    // Modules are not counted: how many a guest is made of is nobody's limit.
    const door = name.startsWith(modulePrefix) ? this.#modules.doorOf(name) : undefined
    if (door !== undefined) return this.#write(door(...args))
    this.#count()
    if (!Array.isArray(args))
      throw new EngineError('ERR_CODEC', 'The arguments of the guest are no list.', { path: '' })
    const value = this.#natives.functionAt(name, args, this.#mode.isLoading === true)(...args)
    if (!(value instanceof Promise)) return this.#write(value)
    this.#lastId += 1
    this.#follow(this.#lastId, name, value)
    return `~${this.#lastId}`
  }

  #count(): void {
    this.#hostCalls += 1
    const { hostCalls } = this.limits
    if (this.#hostCalls > hostCalls)
      throw new EngineError('ERR_LIMIT_HOST_CALLS', `The guest asked the host more than ${hostCalls} times.`, {
        limit: hostCalls,
      })
  }

  #follow(id: number, operation: string, promise: Promise<unknown>): void {
    const { core } = this.seat()
    const context: LinkedContext = core.turns.stack.current
    this.#pendingNatives += 1
    const settle = (isKept: boolean, value: unknown): void => {
      this.#pendingNatives -= 1
      core.settle(context, operation, () => {
        try {
          // A promise of nothing: a list cannot hold what is undefined.
          void this.#ask('settle', value === undefined ? [id, isKept] : [id, isKept, value])
        } catch (error) {
          // What cannot cross breaks the promise that it was to keep.
          if (!(error instanceof EngineError) || error.code !== 'ERR_CODEC') throw error
          void this.#ask('settle', [id, false, this.#errors.describe(error)])
        }
      })
      core.changed()
    }
    promise.then(
      (value) => settle(true, value),
      (error) => settle(false, this.#errors.describe(error)),
    )
  }

  #settle(id: number, text: string): undefined {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    try {
      waiting?.resolve(this.#readReply(text) as Value)
    } catch (error) {
      waiting?.reject(error)
    }
  }

  #ask(operation: string, args: readonly unknown[]): Value | Promise<Value> {
    const { text, buffers } = writeCrossing(args, (value) => this.#functions.get(value))
    return this.#outcome((id) => this.#open.dispatch(operation, text, id, buffers))
  }

  #outcome(ask: (id: number) => string): Value | Promise<Value> {
    this.#lastId += 1
    const id = this.#lastId
    if (this.#open.depth === 0 && this.#mode.isOneCall !== true) this.#hostCalls = 0
    const reply = ask(id)
    if (reply !== '') return this.#readReply(reply) as Value
    const promise = new Promise<Value>((resolve, reject) => this.#waiting.set(id, { resolve, reject }))
    // Of a VM elsewhere, what nobody waits for is a promise too; that it breaks is no news of its own.
    if (this.#open.isElsewhere === true) promise.catch(() => {})
    return promise
  }

  #askNow(operation: string, args: readonly unknown[]): Value {
    if (this.#open.isElsewhere !== true) return this.#ask(operation, args) as Value
    const message = `A VM in another thread cannot be asked at once: "${operation}".`
    throw new EngineError('ERR_SCHEDULE_REJECTED', message, { operation })
  }

  #readReply(text: string): unknown {
    if (text === 'u') return undefined
    if (text.charCodeAt(0) === 33) throw this.#errors.toError(JSON.parse(text.slice(1)))
    return this.#read(text, (index) => this.#open.takeBuffer(index))
  }

  #read(text: string, bufferAt: (index: number) => Uint8Array | undefined): unknown {
    return readCrossing(
      text,
      (index) => bufferAt(index) ?? new Uint8Array(0),
      (id) => this.#toGuestFunction(id),
    )
  }

  #write(value: unknown): string {
    const { text, buffers } = writeCrossing(value, (found) => this.#functions.get(found))
    this.#outbox = buffers
    return text
  }

  #toGuestFunction(id: number): GuestFunction {
    const fn = createGuestFunction(id, this.seat().core, (operation, args) => this.#ask(operation, args))
    this.#functions.set(fn, id)
    return fn
  }

  // Opened when they are asked for: most guests are one bundle.
  get #modules(): GuestModules {
    this.#openedModules ??= openGuestModules({
      settings: this.#settings,
      granted: () => this.#natives.granted(),
      evaluate: (source, file) => void this.evaluate(source, file),
      uncharged: (work) => this.#open.clock.uncharged(work),
      entries: () => this.#open.clock.entries,
      ask: (operation, args) => this.#ask(operation, args),
      warn: (message, details) => this.seat().logger.warn(message, details),
    })
    return this.#openedModules
  }
}
