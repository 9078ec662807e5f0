// How natives, initializers and guests of a manifest start with their app: what the emitted `factory.ts` wraps them in.
// Each is activated in manifest order like a provider; a guest composes its runtimes from what stands earlier.

import type { GuestBundle } from '../contract/guest.js'
import type { Json } from '../contract/json.js'
import type { NativeModule } from '../contract/native.js'
import type { InitializerModule } from '../contract/owned-runtime.js'
import type { ActivatedProvider, ActivationContext, ProviderModule } from '../contract/provider.js'
import { activateGuest } from './guest/activate-guest.js'
import type { ActivatedInitializer, ActivatedNative } from './guest/activated.js'
import type { OpenVms } from './guest/open-vms.js'

/** A module of the manifest that is a native: `names` are its `name` and `aliases` there. */
export function appNative(
  native: NativeModule<never, object>,
  { names }: { readonly names: readonly string[] },
): ProviderModule {
  return {
    kind: 'provider',
    activate: ({ id, config }: ActivationContext<Json>): ActivatedProvider & ActivatedNative => ({
      native,
      id,
      names,
      config,
    }),
  }
}

/** A module of the manifest that is an initializer: `registers` are the native names that the manifest says it adds. */
export function appInitializer(
  initializer: InitializerModule,
  { registers }: { readonly registers: readonly string[] },
): ProviderModule {
  return {
    kind: 'provider',
    activate: ({ id, config }: ActivationContext<Json>): ActivatedProvider & ActivatedInitializer => ({
      initializer,
      id,
      registers,
      config,
    }),
  }
}

/**
 * A guest of the manifest: a function for each of its ports, each call in an owned runtime that holds what was granted.
 * `presets` are the natives that no module of the manifest gives: those that `bundle.requires` grants without one.
 * `openVms` makes the VMs of a guest of `isolation: worker`: `workerVms()` of `tenon/engine/worker`.
 */
export function appGuest(
  bundle: GuestBundle,
  presets: readonly NativeModule<never, object>[] = [],
  openVms?: OpenVms,
): ProviderModule {
  return {
    kind: 'provider',
    activate: (context: ActivationContext<Json>) => activateGuest(bundle, presets, context, openVms),
  }
}
