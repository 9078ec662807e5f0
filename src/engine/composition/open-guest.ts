// The guest side of a runtime: natives by name, promises by number, functions of the guest that the host holds, and limits.

import { defaultGuestLimits, type GuestLimits } from '../../contract/guest.js'
import type { Crossing, GuestFunction, HostFunction, HostFunctions, NativeModule } from '../../contract/native.js'
import type { ModuleRegistry, Vm } from '../../contract/owned-runtime.js'
import type { LinkedContext } from '../context/linked-context.js'
import { toLinkedContext } from '../context/linked-context.js'
import { EngineError } from '../engine-error.js'
import { createRealClock } from '../loop/real-clock.js'
import { callUrgently } from '../owner/call-urgently.js'
import type { VmDoor } from '../owner/vm-door.js'
import type { RequireSettings } from '../require/require-settings.js'
import { checkArguments } from '../vm/check-arguments.js'
import { readCrossing, writeCrossing } from '../vm/crossing-text.js'
import { HostErrors } from '../vm/host-errors.js'
import { QuickJsVm, type VmHost } from '../vm/quickjs-vm.js'
import { randomBytes } from '../vm/random-bytes.js'
import type { VmImage } from '../vm/vm-image.js'
import { isRequireName } from './find-clashes.js'
import { nativeProblems } from './find-malformed-natives.js'
import { type GuestModules, openGuestModules } from './guest-modules.js'
import type { GuestSide } from './guest-side.js'
import { createNativeContext } from './native-context.js'
import { type NativeEntry, nativeModule } from './native-entry.js'
import type { RuntimeSeat } from './runtime-seat.js'

type Value = Crossing | undefined

interface Waiting {
  readonly resolve: (value: Value) => void
  readonly reject: (error: unknown) => void
}

interface Bound {
  readonly native: NativeModule<never, object>
  readonly functions: HostFunctions
  readonly names: Set<string>
}

const clock = createRealClock()

/** A VM of its own, without natives. */
export async function openGuest({
  limits = {},
  require,
}: {
  readonly limits?: Partial<GuestLimits> | undefined
  readonly require?: RequireSettings | undefined
}): Promise<GuestSide> {
  const whole = { ...defaultGuestLimits, ...limits }
  const guest = new QuickJsGuest(whole, {}, require)
  guest.adopt(await QuickJsVm.create(guest, whole))
  return guest
}

/** What a guest is opened for. */
export interface GuestMode {
  /** Its image will be copied: what would be the same in every copy may not be asked of the host. */
  readonly isLoading?: boolean
  /** Its limits count over all of its life, which is one call. */
  readonly isOneCall?: boolean
}

/** One guest: a VM, and everything that the host knows of it by name or number. */
export class QuickJsGuest implements GuestSide, VmHost {
  readonly door: VmDoor
  readonly vm: Vm
  readonly registry: ModuleRegistry
  limits: GuestLimits
  readonly #mode: GuestMode
  readonly #modules: GuestModules
  readonly #bound = new Map<string, Bound>()
  readonly #known = new Map<NativeModule<never, object>, Bound>()
  readonly #globals = new Map<string, HostFunction>()
  readonly #waiting = new Map<number, Waiting>()
  readonly #functions = new WeakMap<object, number>()
  readonly #errors = new HostErrors()
  #vm: QuickJsVm | undefined
  #seat: RuntimeSeat | undefined
  #outbox: readonly Uint8Array[] = []
  #lastId = 0
  #pendingNatives = 0
  #hostCalls = 0
  #isTold = false
  #take: ((vm: QuickJsVm) => void) | undefined

  constructor(limits: GuestLimits, mode: GuestMode = {}, settings: RequireSettings = {}) {
    this.limits = limits
    this.#mode = mode
    this.#modules = openGuestModules({
      settings,
      granted: () => this.#granted(),
      evaluate: (source, file) => void this.#evaluate(source, file),
      uncharged: (work) => this.#open.clock.uncharged(work),
      entries: () => this.#open.clock.entries,
      ask: (operation, args) => this.#ask(operation, args),
      warn: (message, details) => this.#inSeat().logger.warn(message, details),
    })
    this.vm = this.#openVm()
    this.door = this.#openDoor()
    this.registry = this.#openRegistry()
  }

  /** Takes the VM that this is to be the host of. `isTold`: it knows its natives, as one that was restored does. */
  adopt(vm: QuickJsVm, isTold = false): void {
    this.#vm = vm
    this.#isTold = isTold
    if (this.#mode.isOneCall === true) vm.cpuBudgetMs = this.limits.cpuMs
  }

  /** Says who takes the VM when the runtime is closed; else it is dropped. */
  leave(take: (vm: QuickJsVm) => void): void {
    this.#take = take
  }

  get modules(): GuestModules['loader'] {
    return this.#modules.loader
  }

  now(): number {
    return clock.now()
  }

  random(count: number): Uint8Array {
    return randomBytes(count)
  }

  seat(seat: RuntimeSeat): void {
    this.#seat = seat
  }

  register(entry: NativeEntry): void {
    const bound = this.#bind(entry)
    for (const name of entry.names) {
      this.#bound.set(name, bound)
      bound.names.add(name)
    }
    this.#tell(bound)
  }

  // Guests find `require` from the beginning, and natives when they are registered.
  install(): void {}

  require(name: string): Value {
    return this.#ask('require', [name]) as Value
  }

  prepare(source: string, file: string): void {
    if (!this.#isTold) void this.runScript(file, source)
  }

  runScript(file: string, source: string): Value | Promise<Value> {
    void this.#ask('requireFrom', [this.#modules.entry(file)])
    return this.#evaluate(source, file)
  }

  /** Runs the bundle of a guest, whose ports are called by name from then on. */
  load(code: string): void {
    void this.#ask('load', [code])
  }

  callPort(name: string, args: readonly unknown[]): Value | Promise<Value> {
    return this.#ask('port', [name, ...args])
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

  refuse(error: unknown): string {
    return `!${JSON.stringify(this.#errors.describe(error))}`
  }

  get #open(): QuickJsVm {
    if (this.#vm === undefined) throw new EngineError('ERR_VM_GONE', 'The VM is gone: its runtime is closed.')
    return this.#vm
  }

  #reply(name: string, args: readonly never[]): string {
    const { interruption } = this.#inSeat().core.turns
    if (interruption !== undefined) throw interruption
    // Modules are not counted: how many a guest is made of is nobody's limit.
    const door = this.#modules.doorOf(name)
    if (door !== undefined) return this.#write(door(...args))
    this.#count()
    if (!Array.isArray(args))
      throw new EngineError('ERR_CODEC', 'The arguments of the guest are no list.', { path: '' })
    const value = this.#functionOf(name, args)(...args)
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
    const { core } = this.#inSeat()
    const context: LinkedContext = core.turns.stack.current
    this.#pendingNatives += 1
    const settle = (isKept: boolean, value: unknown): void => {
      this.#pendingNatives -= 1
      core.settle(context, operation, () => {
        try {
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

  #functionOf(path: string, args: readonly unknown[]): (...args: readonly never[]) => unknown {
    const [, module = '', name = ''] = /^(.*)#(.*)$/.exec(path) ?? []
    const bound = this.#bound.get(module)
    const found = module === 'global' ? this.#globals.get(name) : bound?.functions[name]
    if (found === undefined || (bound !== undefined && !Object.hasOwn(bound.functions, name)))
      throw new EngineError('ERR_MODULE_NOT_FOUND', `The host has no function "${path}" for this guest.`)
    const signature = bound?.native.signatures?.[name]
    if (this.#mode.isLoading === true && bound?.native.capabilities.some((capability) => capability !== 'pure'))
      throw new EngineError(
        'ERR_HOST_CALL_AT_LOAD',
        `"${module}.${name}" cannot be called while the guest loads: every call would get the same. Call it within the port.`,
      )
    if (signature !== undefined) checkArguments(`${module}.${name}`, signature.params, args)
    return found
  }

  #granted(): ReadonlyMap<string, string> {
    const bound = [...this.#bound].filter(([name, { names }]) => names.has(name))
    return new Map(bound.map(([name, found]) => [name, this.#idOf(found)]))
  }

  // What the guest knows a native by.
  #idOf(bound: Bound): string {
    return [...this.#bound].find(([, found]) => found === bound)?.[0] ?? bound.native.name
  }

  #bind(entry: NativeEntry): Bound {
    const { native, id, names, config } = entry
    const known = this.#known.get(native)
    if (known !== undefined) return known
    for (const used of native.uses ?? []) this.#use(nativeModule(used))
    const name = names[0] ?? native.name
    const callHook = (hook: string, args: readonly Crossing[]): Promise<Value> =>
      callUrgently(this.#inSeat().core, `${name}: ${hook}`, () => this.#ask('hook', [name, hook, ...args]) as Value)
    const context = createNativeContext({ id, config }, this.#inSeat(), callHook)
    const functions = native.bind?.(context) ?? (native.exports as HostFunctions | undefined) ?? {}
    const bound = { native, functions, names: new Set<string>() }
    this.#known.set(native, bound)
    this.#bound.set(name, bound)
    return bound
  }

  // Bound for the code of another native; guests are not granted it by that.
  #use(entry: NativeEntry): void {
    if (!this.#known.has(entry.native)) this.#tell(this.#bind(entry))
  }

  #tell(bound: Bound): void {
    if (this.#isTold) return
    const { native, functions, names } = bound
    const { guestCode, uses = [], globals = {} } = native
    const name = this.#idOf(bound)
    const told = {
      name,
      names: [...names],
      functions: Object.keys(functions),
      code: guestCode ?? null,
      uses: uses.map(({ name: used }) => used),
      globals: names.size === 0 ? {} : globals,
    }
    void this.#ask('define', [[told]])
  }

  #inSeat(): RuntimeSeat {
    if (this.#seat === undefined) throw new EngineError('ERR_HOST_CALL_AT_LOAD', 'The host does not answer yet.')
    return this.#seat
  }

  #evaluate(source: string, file: string): Value | Promise<Value> {
    return this.#outcome((id) => this.#open.evaluate(source, file, id))
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
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }))
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
    const { core } = this.#inSeat()
    let isReleased = false
    const released = (): Error =>
      new EngineError('ERR_FUNCTION_RELEASED', 'The function of the guest was released.', { id })
    const fn: GuestFunction = {
      kind: 'guest-function',
      call: async (args, signal) => {
        if (isReleased) throw released()
        const { root } = core.turns.stack
        const context = signal === undefined ? root : toLinkedContext(root).with({ signal })
        return callUrgently(core, 'function', () => this.#ask('call', [id, ...args]) as Value, context)
      },
      release: () => {
        if (isReleased) return
        isReleased = true
        core.settle(core.turns.stack.root, 'release', () => void this.#ask('release', [id]))
      },
    }
    this.#functions.set(fn, id)
    return fn
  }

  #openVm(): Vm {
    const depth = (): number => this.#vm?.depth ?? 0
    return {
      get depth() {
        return depth()
      },
      evaluate: (source, file) => this.#evaluate(source, file),
      setGlobal: (name, value) => {
        const isFunction = typeof value === 'function'
        if (isFunction) this.#globals.set(name, value as HostFunction)
        void this.#ask('setGlobal', [name, isFunction ? null : (value ?? null), isFunction])
      },
      getGlobal: (name) => this.#ask('getGlobal', [name]) as Value,
    }
  }

  #openDoor(): VmDoor {
    const pendingNatives = (): number => this.#pendingNatives
    const vm = (): QuickJsVm => this.#open
    return {
      get depth() {
        return vm().depth
      },
      get poisoned() {
        return vm().poisoned
      },
      get pendingNatives() {
        return pendingNatives()
      },
      drain: (maxJobs) => (vm().drain(maxJobs) ? 1 : 0),
      interrupt: (reason) => {
        vm().interruption = reason
      },
      clearInterrupt: () => {
        vm().interruption = undefined
      },
      watch: (look) => {
        vm().look = look
      },
    }
  }

  #openRegistry(): ModuleRegistry {
    const bound = this.#bound
    return {
      get names() {
        return [...bound].flatMap(([name, { names }]) => (names.has(name) ? [name] : [])).sort()
      },
      register: (name, module) => {
        const isTaken = bound.get(name)?.names.has(name) ?? false
        const problem = isRequireName(name) ? (isTaken ? 'the name is taken' : undefined) : 'it is no such name'
        const [first = problem] = nativeProblems(module)
        if (first !== undefined)
          throw new EngineError('ERR_REGISTER_FAILED', `"${name}" cannot be registered: ${first}.`, { name })
        this.register(
          nativeModule({ ...module, kind: 'native', name } as NativeModule<never, object>, { names: [name] }),
        )
      },
    }
  }
}
