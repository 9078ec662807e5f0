import type { Awaitable } from './json.js'
import type { CancelSignal, Clock, Logger } from './provider.js'

/** What a native module may do to the host. */
export type NativeCapability =
  | 'pure'
  | 'clock'
  | 'random'
  | 'env'
  | 'fs.read'
  | 'fs.write'
  | 'net'
  | 'process'
  | 'db'
  | 'llm'

/**
 * What crosses between host and guest: JSON, bytes, and functions of guest code. A member that is undefined is absent on
 * the other side; anything else is refused with the path to it.
 */
export type Crossing =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | GuestFunction
  | readonly Crossing[]
  | { readonly [member: string]: Crossing | undefined }

/** A function of guest code that the host holds. It runs through the owner of its runtime, like every other call. */
export interface GuestFunction {
  readonly kind: 'guest-function'
  /** Settles with what the function gives, awaited; rejects with what it throws, as a `GuestError`. */
  call(args: readonly Crossing[], signal?: CancelSignal): Promise<Crossing | undefined>
  /** Lets the guest forget the function. Calling it afterwards rejects. */
  release(): void
}

/** A function that guests call: takes what crossed and gives what is to cross; a promise becomes one of the guest's. */
export type HostFunction = (...args: never[]) => Awaitable<unknown>

export type HostFunctions = Readonly<Record<string, HostFunction>>

/** What one argument or result may be; a mismatch is an `ERR_CODEC` that names the path. */
export type CrossingSchema =
  | { readonly type: 'string' | 'number' | 'integer' | 'boolean' | 'bytes' | 'json' | 'null' | 'nothing' | 'function' }
  | { readonly type: 'literal'; readonly value: string | number | boolean }
  | { readonly type: 'array'; readonly items: CrossingSchema }
  | { readonly type: 'record'; readonly values: CrossingSchema }
  | {
      readonly type: 'object'
      readonly members: Readonly<Record<string, CrossingSchema>>
      readonly optional?: Readonly<Record<string, CrossingSchema>>
    }
  | { readonly type: 'one-of'; readonly of: readonly CrossingSchema[] }

/** What a host function takes and gives. */
export interface Signature {
  /** One sentence, present tense. */
  readonly about: string
  readonly params: readonly Parameter[]
  readonly returns: CrossingSchema
  /** The guest gets a promise. */
  readonly async?: boolean
}

export interface Parameter {
  readonly name: string
  readonly schema: CrossingSchema
  readonly optional?: boolean
}

/** What a native module is given of the owned runtime that it serves; once for each. */
export interface NativeContext<Config = unknown> {
  /** The module's id in the manifest, or its name where there is no manifest. */
  readonly id: string
  readonly config: Config
  readonly logger: Logger
  readonly clock: Clock
  /** Aborted when the owned runtime closes. */
  readonly lifetime: CancelSignal
  /** The signal of the call that is on the VM now; the lifetime's where none is. Ask at the start of a host function. */
  callSignal(): CancelSignal
  /** What hooks and owners share, by key. */
  readonly values: ValueBag
  /** Runs when the runtime closes, last registered first, while the VM still answers. */
  defer(close: () => Awaitable<void>): void
  readonly timers: NativeTimers
  /** The host's environment, read anew each time. Undefined: not set. */
  readonly environment: { get(name: string): string | undefined }
  /** Calls a function that the module's guest code gave to `hook`; queued, never inside the running call. */
  callHook(name: string, args: readonly Crossing[]): Promise<Crossing | undefined>
  /** Tells of what failed where nobody waits for it: the runtime's `error` event, or the log. */
  report(operation: string, error: unknown): void
  /** What another module of the app was activated to, by manifest id: a store for `tenon:database`. Undefined: none. */
  activated(id: string): unknown
}

/** Values by key, shared by everything that has to do with one owned runtime. An empty key holds nothing. */
export interface ValueBag {
  get(key: string): unknown
  set(key: string, value: unknown): void
}

/** The runtime's clock for timers: real, or virtual in tests. Times in milliseconds. */
export interface NativeTimers {
  /** Since the runtime was made; never goes back; with fractions. */
  now(): number
  /** Fires once; what it gives calls it off. A referenced timer keeps `waitIdle` waiting. */
  after(ms: number, fire: () => void, options?: { readonly unref?: boolean }): () => void
}

/**
 * Host code that guests may `require` under a name. Either `exports`, the same for every runtime, or `bind`, which makes
 * them for one. With `guestCode`, guests get what that code exports; it alone sees the host functions.
 */
export interface NativeModule<Config = never, Exports extends object = object> {
  readonly kind: 'native'
  readonly name: string
  readonly aliases?: readonly string[]
  readonly capabilities: readonly NativeCapability[]
  readonly exports?: Exports
  readonly bind?: (context: NativeContext<Config>) => HostFunctions
  /** Holds the arguments and results of host functions; one without a signature takes and gives any crossing value. */
  readonly signatures?: Readonly<Record<string, Signature>>
  /**
   * CommonJS in an ES2023 runtime without any web or Node global. Sees `module`, `exports`, `require` of what it `uses`,
   * `host` (the host functions) and `hook(name, fn)` (a function that the host calls by name).
   */
  readonly guestCode?: string
  /**
   * Natives that its guest code may require, whether or not they are granted to the guest. One instance of each for a VM: a
   * guest that is granted `buffer` gets the very `Buffer` that `fs` answers with.
   */
  readonly uses?: readonly NativeModule<never, object>[]
  /**
   * Globals that a guest has when it is granted the module: the name of each, and the export that it is. The very value that
   * `require` gives, put there before guest code runs.
   */
  readonly globals?: Readonly<Record<string, string>>
  /** What stands in `declare module "…" { }`. */
  readonly declaration?: string
}

/**
 * What `require` gives for a native, as a type: the exports that its module declares. Where it declares none, functions of
 * which nothing is known.
 */
export type NativeExports<Native> = Native extends { readonly exports?: infer Exports }
  ? object extends NonNullable<Exports>
    ? UntypedExports
    : NonNullable<Exports>
  : UntypedExports

type UntypedExports = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>
