// In: the natives that a runtime is given. Out: the host function for what a guest asks by name. Promised: a guest reaches only
// what was bound for it or for the code of a native that it was given.

import type { Crossing, HostFunction, HostFunctions, NativeModule } from '../../contract/native.js'
import { EngineError } from '../engine-error.js'
import { checkArguments } from '../vm/check-arguments.js'
import { createNativeContext } from './native-context.js'
import { type NativeEntry, nativeModule } from './native-entry.js'
import type { RuntimeSeat } from './runtime-seat.js'

interface Bound {
  readonly native: NativeModule<never, object>
  readonly functions: HostFunctions
  readonly names: Set<string>
}

/** What bound natives ask of the guest that they are bound for. */
export interface BoundFor {
  seat(): RuntimeSeat
  /** The guest is told of a native, unless it knows of it. */
  define(told: object): void
  callHook(native: string, hook: string, args: readonly Crossing[]): Promise<Crossing | undefined>
}

/** The natives and the global functions of one guest. */
export class BoundNatives {
  readonly #for: BoundFor
  readonly #bound = new Map<string, Bound>()
  readonly #known = new Map<NativeModule<never, object>, Bound>()
  readonly #globals = new Map<string, HostFunction>()

  constructor(boundFor: BoundFor) {
    this.#for = boundFor
  }

  register(entry: NativeEntry): void {
    const bound = this.#bind(entry)
    for (const name of entry.names) {
      this.#bound.set(name, bound)
      bound.names.add(name)
    }
    this.#tell(bound)
  }

  setGlobal(name: string, fn: HostFunction): void {
    this.#globals.set(name, fn)
  }

  /** The names that the guest may require, with what each native is known by in it. */
  granted(): ReadonlyMap<string, string> {
    const bound = [...this.#bound].filter(([name, { names }]) => names.has(name))
    return new Map(bound.map(([name, found]) => [name, this.#idOf(found)]))
  }

  /** The function at `<native>#<name>`, once its arguments are found right. `isLoading`: pure ones alone may be called. */
  functionAt(path: string, args: readonly unknown[], isLoading: boolean): (...args: readonly never[]) => unknown {
    const [, module = '', name = ''] = /^(.*)#(.*)$/.exec(path) ?? []
    const bound = this.#bound.get(module)
    const found = module === 'global' ? this.#globals.get(name) : bound?.functions[name]
    if (found === undefined || (bound !== undefined && !Object.hasOwn(bound.functions, name)))
      throw new EngineError('ERR_MODULE_NOT_FOUND', `The host has no function "${path}" for this guest.`)
    const signature = bound?.native.signatures?.[name]
    if (isLoading && bound?.native.capabilities.some((capability) => capability !== 'pure'))
      throw new EngineError(
        'ERR_HOST_CALL_AT_LOAD',
        `"${module}.${name}" cannot be called while the guest loads: every call would get the same. Call it within the port.`,
      )
    if (signature !== undefined) checkArguments(`${module}.${name}`, signature.params, args)
    return found
  }

  // What the guest knows a native by.
  #idOf(bound: Bound): string {
    return [...this.#bound].find(([, found]) => found === bound)?.[0] ?? bound.native.name
  }

  #bind(entry: NativeEntry): Bound {
    const { native, id, names, config } = entry
    // One that was bound for others' code is the guest's too; one that is granted twice has two configs.
    const known = this.#known.get(native)
    if (known?.names.size === 0) return known
    for (const used of native.uses ?? []) this.#use(nativeModule(used))
    const name = names[0] ?? native.name
    const callHook = (hook: string, args: readonly Crossing[]): Promise<Crossing | undefined> =>
      this.#for.callHook(name, hook, args)
    const context = createNativeContext({ id, config }, this.#for.seat(), callHook)
    const functions = native.bind?.(context) ?? (native.exports as HostFunctions | undefined) ?? {}
    const bound = { native, functions, names: new Set<string>() }
    if (known === undefined) this.#known.set(native, bound)
    this.#bound.set(name, bound)
    return bound
  }

  // Bound for the code of another native; guests are not granted it by that.
  #use(entry: NativeEntry): void {
    if (!this.#known.has(entry.native)) this.#tell(this.#bind(entry))
  }

  #tell(bound: Bound): void {
    const { native, functions, names } = bound
    const { guestCode, uses = [], globals = {} } = native
    this.#for.define({
      name: this.#idOf(bound),
      names: [...names],
      functions: Object.keys(functions),
      code: guestCode ?? null,
      uses: uses.map(({ name: used }) => used),
      globals: names.size === 0 ? {} : globals,
    })
  }
}
