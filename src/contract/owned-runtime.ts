import type { Awaitable } from './json.js'
import type { Crossing, HostFunction, NativeModule, ValueBag } from './native.js'
import type { CancelSignal, Clock, Logger } from './provider.js'

/** Who asked for a call, until when, and what goes with it. Immutable; a child is made by `with`. */
export interface CallContext {
  readonly signal: CancelSignal
  /** The names of the calls that led here, outermost first, joined by ` > `. */
  readonly path: string
  value(key: symbol): unknown
  with(changes: { readonly signal?: CancelSignal; readonly values?: ReadonlyMap<symbol, unknown> }): CallContext
}

/** The VM as code on its owner sees it. Synchronous; what is a promise in the guest is one here, settled exactly once. */
export interface Vm {
  /** How many calls into the guest are on the stack. */
  readonly depth: number
  /** Runs a script and gives its completion value. */
  evaluate(source: string, file: string): Crossing | undefined | Promise<Crossing | undefined>
  /** Sets a global: a crossing value, or a host function, which becomes a function of the guest. */
  setGlobal(name: string, value: Crossing | undefined | HostFunction): void
  getGlobal(name: string): Crossing | undefined
}

/** The only door to a VM: one job at a time, in order. */
export interface Owner {
  readonly closed: boolean
  /**
   * Runs `work` on the VM when its turn comes and awaits what it gives. Settles exactly once: with the value, with the error
   * that `work` threw (the same object), or with an `EngineError`: `ERR_CALL_CANCELED`, `ERR_CALL_TIMEOUT`,
   * `ERR_OWNER_CLOSED`, `ERR_SCHEDULE_REJECTED`, `ERR_CALL_PANICKED`.
   */
  call<T>(context: CallContext | undefined, operation: string | CallTerms, work: OwnedWork<Awaitable<T>>): Promise<T>
  /** Runs `work` at once; legal only from code that the VM is calling now, with that call's context or a child of it. */
  callSync<T>(context: CallContext, operation: string, work: OwnedWork<T>): T
  /** Queues `work` and tells nobody of its end; what it throws reaches the runtime's `error` event. */
  post(context: CallContext | undefined, operation: string, work: OwnedWork<void>): void
  /** Resolves when nothing is queued, running or awaited. */
  waitIdle(signal?: CancelSignal): Promise<void>
  shutdown(): void
  readonly metrics: OwnerMetrics
}

/** A call by name, with what is asked for beside its work. */
export interface CallTerms {
  readonly name: string
  /** No other call begins until this one has ended, awaited and all; calls that it makes itself do. */
  readonly exclusive?: boolean
  /** How long it may take, with the time in the queue. Default: the owner's. */
  readonly timeoutMs?: number
}

export type OwnedWork<T> = (context: CallContext, vm: Vm) => T

export interface OwnerMetrics {
  readonly queued: number
  readonly active: number
  readonly maxQueueMs: number
  readonly interrupts: number
}

/** Timers and turns of one runtime. Times in milliseconds since the runtime was made. */
export interface Loop {
  now(): number
  setTimeout(fire: () => void, ms: number, options?: { readonly unref?: boolean }): number
  setInterval(fire: () => void, ms: number, options?: { readonly unref?: boolean }): number
  setImmediate(fire: () => void): number
  /** Does nothing for one that is unknown, over or running. */
  clear(timer: number): void
  /** Timers that keep `waitIdle` waiting. */
  readonly pending: number
}

/** The natives of one owned runtime, by the names that guests require. */
export interface ModuleRegistry {
  /** Adds a native module. Throws an `EngineError` where the name is taken or malformed, or the initializer did not declare it. */
  register(name: string, module: Omit<NativeModule, 'kind' | 'name'>): void
  /** In code-unit order. */
  readonly names: readonly string[]
}

/** What an initializer sees of the runtime that it prepares. */
export interface RuntimeContext<Config = unknown> {
  readonly id: string
  readonly config: Config
  readonly vm: Vm
  /** What guest code would get for `require(name)`, as far as it can cross. */
  require(name: string): Crossing | undefined
  readonly registry: ModuleRegistry
  readonly loop: Loop
  readonly owner: Owner
  readonly values: ValueBag
  /** Aborted when start-up is given up; not to be kept. */
  readonly signal: CancelSignal
  /** Aborted when the runtime closes. */
  readonly lifetime: CancelSignal
  readonly logger: Logger
  readonly clock: Clock
  /** Runs when the runtime closes, last registered first, while the VM still answers. */
  defer(close: () => Awaitable<void>): void
  /** What another module of the app was activated to, by manifest id. Undefined: none. */
  activated(id: string): unknown
  /**
   * Runs guest code once for each VM, before guest modules load. A pristine VM that is restored has run it already: whatever
   * an initializer leaves in the guest belongs here, and what it registers at the host belongs in `init` itself.
   */
  prepare(source: string, file: string): void
}

/** Runs once for each owned runtime, in the order of the manifest, when the VM and `require` are ready. */
export interface InitializerModule<Config = never> {
  readonly kind: 'initializer'
  readonly id: string
  /** The native names that it adds. */
  readonly registers?: readonly string[]
  /** Ids of modules and initializers that must stand earlier. */
  readonly requires?: readonly string[]
  init(context: RuntimeContext<Config>): Awaitable<void>
}
