import type { Awaitable, Json } from './contract/json.js'
import type { NativeModule } from './contract/native.js'
import type { InitializerModule } from './contract/owned-runtime.js'
import type {
  ActivationContext,
  PortContracts,
  ProviderInstance,
  ProviderManifest,
  UntypedProvider,
} from './contract/provider.js'

export type { AuthContext, Context, Principal } from './contract/caller.js'
export type { HostKind } from './contract/deployment.js'
export type { EffectKind } from './contract/effect.js'
export type { Awaitable, Json, JsonObject } from './contract/json.js'
export type {
  Crossing,
  GuestFunction,
  HostFunctions,
  NativeCapability,
  NativeContext,
  NativeModule,
  Signature,
} from './contract/native.js'
export type { InitializerModule, RuntimeContext } from './contract/owned-runtime.js'
export type {
  ActivatedProvider,
  ActivationContext,
  CancelSignal,
  Clock,
  Logger,
  PortCall,
  PortContracts,
  PortFunction,
  ProvidedCapability,
  ProviderInstance,
  ProviderManifest,
  ProviderModule,
  StoreModule,
  UntypedActivation,
  UntypedCall,
  UntypedInstance,
  UntypedProvider,
  UntypedResult,
} from './contract/provider.js'
export { PortError } from './contract/provider.js'

/** A provider module that implements the ports `Id` of the contracts `Ports`, and is configured with a `Config`. */
export interface TypedProvider<Ports, Id extends keyof Ports, Config = never> {
  readonly kind: 'provider'
  readonly manifest?: ProviderManifest
  activate(context: ActivationContext<Config>): Awaitable<ProviderInstance<Ports, Id>>
}

/** What a module that is bound to the ports `Id` must export; generated code holds every provider against it. */
export type ProviderFor<Ports, Id extends keyof Ports> = TypedProvider<Ports, Id> | UntypedProvider

/**
 * Types a provider module: one function per port, each taking the port's valid input and giving its output.
 * `Config` is the type of the manifest's `config`. With a `manifest` of its own, the module is held against it when it
 * starts; without one, what the deployment knows of the module stands.
 *
 * @example
 * export default defineProvider<Ports, 'mail.send'>({
 *   activate: ({ logger }) => ({
 *     'mail.send': async ({ to, subject }) => {
 *       logger.info('mail', { to, subject })
 *       return { message_id: 'm-1' }
 *     },
 *   }),
 * })
 */
export function defineProvider<Ports extends PortsOf<Ports>, Id extends keyof Ports, Config = Json>(provider: {
  readonly manifest?: ProviderManifest
  activate(context: ActivationContext<Config>): Awaitable<ProviderInstance<Ports, Id>>
}): TypedProvider<Ports, Id, Config> {
  const { manifest } = provider
  const typed: TypedProvider<Ports, Id, Config> = {
    kind: 'provider',
    activate: (context) => provider.activate(context),
  }
  return manifest === undefined ? typed : { ...typed, manifest }
}

// An interface has no index signature, so `Ports extends PortContracts` would refuse a generated `Ports`.
type PortsOf<Ports> = { readonly [Port in keyof Ports]: PortContracts[string] }

/**
 * Types a native module.
 *
 * @example
 * export default defineNative({
 *   name: 'geo',
 *   capabilities: ['pure'],
 *   exports: { add: (left: number, right: number) => left + right },
 * })
 */
export function defineNative<Exports extends object, Config = Json>(
  native: Omit<NativeModule<Config, Exports>, 'kind'> & { readonly exports: Exports },
): NativeModule<Config, Exports> & { readonly exports: Exports }
export function defineNative<Config = Json>(native: Omit<NativeModule<Config>, 'kind'>): NativeModule<Config>
export function defineNative(native: Omit<NativeModule<never>, 'kind'>): NativeModule<never> {
  return { kind: 'native', ...native }
}

/**
 * Types an initializer: `init` runs once for each owned runtime, in the order of the manifest.
 *
 * @example
 * export default defineInitializer({
 *   id: 'greeting',
 *   registers: ['greeting'],
 *   init: ({ registry }) => registry.register('greeting', { capabilities: ['pure'], exports: { text: () => 'hello' } }),
 * })
 */
export function defineInitializer<Config = Json>(
  initializer: Omit<InitializerModule<Config>, 'kind'>,
): InitializerModule<Config> {
  return { kind: 'initializer', ...initializer }
}
