import type { Context, Principal } from './caller.js'
import type { HostKind } from './deployment.js'
import type { EffectKind } from './effect.js'
import type { Awaitable, Json } from './json.js'
import type { SqlSource } from './sql-source.js'
import type { AppStore } from './store.js'

/** The host's own `AbortSignal` type where it has one, so that it can be handed to `fetch`. */
export type CancelSignal = typeof globalThis extends { AbortSignal: { prototype: infer Signal } }
  ? Signal
  : { readonly aborted: boolean; readonly reason?: unknown }

/** Where modules and the kernel write what operators should see. */
export interface Logger {
  debug(message: string, details?: Readonly<Record<string, unknown>>): void
  info(message: string, details?: Readonly<Record<string, unknown>>): void
  warn(message: string, details?: Readonly<Record<string, unknown>>): void
  error(message: string, details?: Readonly<Record<string, unknown>>): void
}

/** The current instant as RFC 3339 text in UTC with three fraction digits. */
export interface Clock {
  nowIso(): string
}

/** What a module gets when it is activated. */
export interface ActivationContext<Config = unknown> {
  /** The module's id in the manifest. */
  readonly id: string
  /** The manifest's `config`, with every `${env:…}` replaced. */
  readonly config: Config
  readonly logger: Logger
  readonly clock: Clock
  /** Aborted when the app runtime closes. */
  readonly signal: CancelSignal
  /** What a module that stands earlier in the manifest was activated to, by its id. Undefined: there is none. */
  activated(id: string): unknown
}

/** What a port's function gets beside its input. */
export interface PortCall {
  readonly principal: Principal
  readonly ctx: Context
  /** The same for every attempt of one step: what a provider should deduplicate writes by. */
  readonly stepKey: string
  /** Aborted when nobody waits for the answer any more, because it took too long. */
  readonly signal: CancelSignal
}

/** One operation of a port contract: takes a valid input, gives an output that the kernel validates. */
export type PortFunction<Input = never, Output = unknown> = (input: Input, call: PortCall) => Awaitable<Output>

/** The port contracts of an app, by id: generated as `Ports` in `contracts.ts`. */
export type PortContracts = Readonly<Record<string, { readonly input: unknown; readonly output: unknown }>>

/** What an activated provider of the ports `Id` is: one function per port, and what undoes the activation. */
export type ProviderInstance<Ports, Id extends keyof Ports> = {
  readonly [Port in Id]: Ports[Port] extends { readonly input: infer Input; readonly output: infer Output }
    ? PortFunction<Input, Output>
    : never
} & { readonly deactivate?: () => Awaitable<void> }

/** A provider module as the runtime sees it, whatever its ports are. */
export interface ProviderModule {
  readonly kind: 'provider'
  /** Absent: what the deployment knows of the module stands. */
  readonly manifest?: ProviderManifest | undefined
  activate(context: ActivationContext<never>): Awaitable<ActivatedProvider>
}

/** An activated provider: port functions by port id, and for a store module the store that serves `collections.*`. */
export interface ActivatedProvider {
  readonly store?: AppStore
  readonly deactivate?: () => Awaitable<void>
  readonly [port: string]: unknown
}

/** The modules of an app by manifest id: generated as `modules` in `factory.ts`. */
export type ModuleTable = Readonly<Record<string, object>>

/** A provider module whose instance has the store that serves `collections.*`. */
export interface StoreModule {
  readonly kind: 'provider'
  activate(context: ActivationContext<never>): Awaitable<{
    readonly store: AppStore
    /** Lends what the store keeps to `tenon:database`. */
    readonly sql?: SqlSource
    readonly deactivate?: () => Awaitable<void>
  }>
}

/** What a provider says of itself. */
export interface ProviderManifest {
  /** The module's id in the manifest of the app. */
  readonly providerId: string
  readonly providerVersion: string
  /** `*`, one version, `^1.2.3`, or comparators with a space between: `>=1.0.0 <2.0.0`. */
  readonly hostApiRange: string
  /** The JSON Schema that the contracts are written in; `draft-2020-12` where it is absent. */
  readonly target?: string
  readonly capabilities: readonly ProvidedCapability[]
}

/** A port that a provider serves, and where. */
export interface ProvidedCapability {
  readonly portId: string
  readonly portVersion: string
  /** Of the contract that it was written for. */
  readonly contractHash: string
  readonly executionHosts: readonly HostKind[]
  /** The hosts that may call it from elsewhere; any where it is absent. */
  readonly delegationAllowedFrom?: readonly HostKind[]
}

/** A provider module of the untyped form: one `invoke` for all its ports, told apart by `portId`. */
export interface UntypedProvider {
  readonly kind?: never
  /** What the provider says of itself: it is held against the deployment before the provider runs. */
  readonly manifest: ProviderManifest
  activate(context: UntypedActivation): Awaitable<UntypedInstance>
}

export interface UntypedActivation extends ActivationContext<never> {
  readonly hostApiVersion: string
  readonly activatedAt: string
}

export interface UntypedInstance {
  invoke(call: UntypedCall): Awaitable<UntypedResult>
  deactivate(): Awaitable<void>
}

export interface UntypedCall {
  readonly portId: string
  readonly portVersion: string
  readonly input: unknown
  readonly principal: { readonly subject: string | null; readonly roles: readonly string[] }
  readonly ctx: Context
  readonly stepKey: string
}

/** A call that the host makes elsewhere. */
export interface DelegatedCall extends UntypedCall {
  readonly delegateRouteId: string
  readonly targetHost: string
  readonly providerId: string
}

/** What an untyped provider answers; unlike a typed one it says which effects its call had. */
export type UntypedResult =
  | { readonly ok: true; readonly output: unknown; readonly observedEffects: readonly EffectKind[] }
  | {
      readonly ok: false
      readonly error: { readonly code: string; readonly message: string; readonly retryable?: boolean | null }
      readonly observedEffects: readonly EffectKind[]
    }

/** How a port says that it failed on purpose. The code and the message reach the caller. */
export class PortError extends Error {
  override readonly name = 'PortError'
  readonly code: string
  readonly retryable: boolean
  readonly details: Readonly<Record<string, Json>> | undefined

  constructor(
    code: string,
    message: string,
    options: {
      readonly retryable?: boolean
      readonly details?: Readonly<Record<string, Json>>
      readonly cause?: unknown
    } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.retryable = options.retryable ?? false
    this.details = options.details
  }
}
