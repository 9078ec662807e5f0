// The guest side of a runtime over a VM that crosses JSON: natives by name, promises by number, settled through the owner.

import type { GuestLimits } from '../../contract/guest.js'
import type { Crossing, HostFunction, HostFunctions, NativeModule } from '../../contract/native.js'
import type { ModuleRegistry, Vm } from '../../contract/owned-runtime.js'
import type { LinkedContext } from '../context/linked-context.js'
import { EngineError } from '../engine-error.js'
import { createRealClock } from '../loop/real-clock.js'
import { callUrgently } from '../owner/call-urgently.js'
import type { VmDoor } from '../owner/vm-door.js'
import { fromCrossingText, toCrossingText } from './crossing-text.js'
import { isRequireName } from './find-clashes.js'
import { nativeProblems } from './find-malformed-natives.js'
import { guestPrelude } from './guest-prelude.js'
import type { GuestSide } from './guest-side.js'
import { JsonVm, toError } from './json-vm.js'
import { createNativeContext } from './native-context.js'
import { type NativeEntry, nativeModule } from './native-entry.js'
import type { RuntimeSeat } from './runtime-seat.js'

type Value = Crossing | undefined

interface Waiting {
  readonly resolve: (value: Value) => void
  readonly reject: (error: Error) => void
}

interface Bound {
  readonly functions: HostFunctions
  readonly guestCode: string | undefined
}

const clock = createRealClock()

export async function openGuest({
  limits = {},
}: {
  readonly limits?: Partial<GuestLimits> | undefined
}): Promise<GuestSide> {
  let guest: JsonGuest | undefined
  const vm = await JsonVm.open(
    (name, json) => guest?.answer(name, json) ?? '{}',
    () => clock.now(),
    limits,
  )
  guest = new JsonGuest(vm)
  return guest
}

class JsonGuest implements GuestSide {
  readonly door: VmDoor
  readonly vm: Vm
  readonly registry: ModuleRegistry
  readonly #vm: JsonVm
  readonly #prelude: number
  readonly #bound = new Map<string, Bound>()
  readonly #globals = new Map<string, HostFunction>()
  readonly #entries = new Map<NativeModule<never, object>, string>()
  readonly #waiting = new Map<number, Waiting>()
  #seat: RuntimeSeat | undefined
  #lastId = 0
  #pendingNatives = 0

  constructor(vm: JsonVm) {
    this.#vm = vm
    this.#prelude = vm.install(guestPrelude)
    this.vm = this.#openVm(vm)
    this.door = this.#openDoor(vm)
    this.registry = this.#openRegistry()
  }

  seat(seat: RuntimeSeat): void {
    this.#seat = seat
  }

  register(entry: NativeEntry): void {
    this.#hold(entry)
    const { native, names } = entry
    // Its code runs when one of them is first looked at: most guests use few of the globals that they are granted. Code that
    // looks for a global of the module that it belongs to finds none while it runs.
    for (const [name, exported] of Object.entries(native.globals ?? {}))
      this.#vm.call(this.#prelude, 'bring', name, names[0] ?? native.name, exported)
  }

  #hold(entry: NativeEntry): void {
    const { native, names } = entry
    for (const used of native.uses ?? []) if (!this.#bound.has(used.name)) this.#hold(nativeModule(used))
    const known = this.#entries.get(native)
    const bound = (known === undefined ? undefined : this.#bound.get(known)) ?? this.#bind(entry)
    this.#entries.set(native, names[0] ?? native.name)
    for (const name of names) this.#bound.set(name, bound)
  }

  // Guests find `require` from the beginning, and natives when they are registered.
  install(): void {}

  require(name: string): Value {
    return this.#read(this.#vm.call(this.#prelude, 'requireFor', name))
  }

  prepare(source: string, file: string): void {
    void this.#evaluate(source, file)
  }

  runScript(file: string, source: string): Value | Promise<Value> {
    return this.#evaluate(source, file)
  }

  drop(): void {
    this.#vm.drop()
  }

  /** What the guest asks for. Never throws: what fails is an answer too. */
  answer(name: string, json: string): string {
    try {
      return toCrossingText(this.#reply(name, fromCrossingText(json) as readonly never[]))
    } catch (error) {
      return toCrossingText({ thrown: describe(error) })
    }
  }

  #reply(name: string, args: readonly never[]): object {
    if (name === 'settled') return this.#settled(...(args as unknown as readonly [number, boolean, never]))
    const { interruption } = this.#inSeat().core.turns
    if (interruption !== undefined) throw interruption
    if (name === 'module') return this.#describeModule(String(args[0]))
    const value = this.#functionOf(name)(...args)
    if (!(value instanceof Promise)) return { value }
    this.#lastId += 1
    this.#follow(this.#lastId, name, value)
    return { promise: this.#lastId }
  }

  #follow(id: number, operation: string, promise: Promise<unknown>): void {
    const { core } = this.#inSeat()
    const context: LinkedContext = core.turns.stack.current
    this.#pendingNatives += 1
    const settle = (kind: 'resolve' | 'reject', value: unknown): void => {
      this.#pendingNatives -= 1
      core.settle(context, operation, () => {
        this.#vm.call(this.#prelude, kind, String(id), toCrossingText(value ?? null))
      })
      core.changed()
    }
    promise.then(
      (value) => settle('resolve', value),
      (error) => settle('reject', describe(error)),
    )
  }

  #settled(id: number, isFulfilled: boolean, value: never): object {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (isFulfilled) waiting?.resolve(value ?? undefined)
    else waiting?.reject(toError(value))
    return {}
  }

  #describeModule(name: string): object {
    const bound = this.#bound.get(name)
    if (bound === undefined) throw new EngineError('ERR_MODULE_NOT_FOUND', `There is no module "${name}".`, { name })
    return { value: { functions: Object.keys(bound.functions), guestCode: bound.guestCode ?? null } }
  }

  #functionOf(path: string): (...args: readonly never[]) => unknown {
    const [, module = '', name = ''] = /^(.*)#(.*)$/.exec(path) ?? []
    const found = module === '' ? this.#globals.get(name) : this.#bound.get(module)?.functions[name]
    if (found === undefined) throw new EngineError('ERR_MODULE_NOT_FOUND', `There is no function "${path}".`)
    return found
  }

  #bind({ native, id, names, config }: NativeEntry): Bound {
    const seat = this.#inSeat()
    const name = names[0] ?? native.name
    const callHook = (hook: string, args: readonly Crossing[]): Promise<Value> =>
      callUrgently(seat.core, `${name}: ${hook}`, () => this.#await('hook', name, hook, toCrossingText(args)))
    const context = createNativeContext({ id, config }, seat, callHook)
    const functions = native.bind?.(context) ?? (native.exports as HostFunctions | undefined) ?? {}
    return { functions, guestCode: native.guestCode }
  }

  #inSeat(): RuntimeSeat {
    if (this.#seat === undefined) throw new EngineError('ERR_HOST_CALL_AT_LOAD', 'The host does not answer yet.')
    return this.#seat
  }

  #evaluate(source: string, file: string): Value | Promise<Value> {
    this.#lastId += 1
    const id = this.#lastId
    return this.#outcome(id, this.#vm.evaluate(source, file, this.#prelude, 'outcome', String(id)))
  }

  #await(method: string, ...args: readonly string[]): Value | Promise<Value> {
    this.#lastId += 1
    const id = this.#lastId
    return this.#outcome(id, this.#vm.call(this.#prelude, method, String(id), ...args))
  }

  #outcome(id: number, json: string): Value | Promise<Value> {
    if (json !== 'promise') return this.#read(json)
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }))
  }

  #read(json: string): Value {
    return (fromCrossingText(json) as { readonly value?: Crossing }).value
  }

  #openVm(vm: JsonVm): Vm {
    return {
      get depth() {
        return vm.depth
      },
      evaluate: (source, file) => this.#evaluate(source, file),
      setGlobal: (name, value) => {
        if (typeof value === 'function') this.#globals.set(name, value)
        const given = typeof value === 'function' ? { isFunction: true } : { value }
        vm.call(this.#prelude, 'setGlobal', name, toCrossingText(given))
      },
      getGlobal: (name) => this.#read(vm.call(this.#prelude, 'getGlobal', name)),
    }
  }

  #openDoor(vm: JsonVm): VmDoor {
    const pendingNatives = (): number => this.#pendingNatives
    return {
      get depth() {
        return vm.depth
      },
      get poisoned() {
        return vm.poisoned
      },
      get pendingNatives() {
        return pendingNatives()
      },
      drain: (maxJobs) => vm.drain(maxJobs),
      interrupt: (reason) => {
        vm.interruption = reason
      },
      clearInterrupt: () => {
        vm.interruption = undefined
      },
      watch: (look) => {
        vm.look = look
      },
    }
  }

  #openRegistry(): ModuleRegistry {
    const bound = this.#bound
    return {
      get names() {
        return [...bound.keys()].sort()
      },
      register: (name, module) => {
        const problem = isRequireName(name) ? (bound.has(name) ? 'the name is taken' : undefined) : 'it is no such name'
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

function describe(error: unknown): object {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) }
  const { code } = error as { readonly code?: unknown }
  return { name: error.name, message: error.message, ...(typeof code === 'string' ? { code } : {}) }
}
