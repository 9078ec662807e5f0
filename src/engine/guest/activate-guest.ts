// In: a guest's bundle, and what stands earlier in its app. Out: a function for each of its ports.
// Promised: the guest is given what its bundle was granted and nothing else; a guest that cannot be loaded fails here, and not
// at its first call.

import type { GrantedNative, GuestBundle } from '../../contract/guest.js'
import type { Json } from '../../contract/json.js'
import type { NativeModule } from '../../contract/native.js'
import { type ActivatedProvider, type ActivationContext, type PortCall, PortError } from '../../contract/provider.js'
import type { Factory } from '../composition/factory.js'
import { FactoryBuilder } from '../composition/factory-builder.js'
import { runtimeInitializer } from '../composition/initializer-entry.js'
import { nativeModule } from '../composition/native-entry.js'
import { EngineError, GuestError } from '../engine-error.js'
import type { ActivatedInitializer, ActivatedNative } from './activated.js'
import type { GuestCalls } from './guest-calls.js'
import { openKeptCalls } from './kept-calls.js'
import { createStackMap } from './map-stack.js'
import type { OpenVms } from './open-vms.js'
import { openPristineCalls } from './pristine-calls.js'
import { verifyIntegrity } from './verify-integrity.js'

/** Loads a guest and gives its ports. */
export async function activateGuest(
  bundle: GuestBundle,
  presets: readonly NativeModule<never, object>[],
  context: ActivationContext<Json>,
  openVms?: OpenVms,
): Promise<ActivatedProvider> {
  const isElsewhere = bundle.isolation === 'worker'
  if (isElsewhere && openVms === undefined)
    throw new EngineError('ERR_SPEC_INVALID', `The guest "${bundle.id}" needs worker threads, which this app lacks.`)
  await verifyIntegrity(bundle)
  const guest = { bundle, factory: composeFactory(bundle, presets, context), mapStack: createStackMap(bundle) }
  const openCalls = bundle.lifetime === 'call' ? openPristineCalls : openKeptCalls
  const calls = await openCalls(guest, isElsewhere ? openVms : undefined)
  const ports = bundle.provides.map((port) => [port, callerOf(calls, port)] as const)
  return { ...Object.fromEntries(ports), deactivate: () => calls.close() }
}

function callerOf(calls: GuestCalls, port: string) {
  return async (input: unknown, { principal, ctx, stepKey, signal }: PortCall): Promise<unknown> => {
    try {
      return await calls.call(port, [input, { principal, ctx, stepKey }], signal)
    } catch (error) {
      throw toPortError(error)
    }
  }
}

// A guest says with a `code` that it fails on purpose.
function toPortError(error: unknown): unknown {
  if (!(error instanceof GuestError) || error.code === 'ERR_GUEST_THROW') return error
  const { retryable } = error.properties
  return new PortError(error.code, error.message, { retryable: retryable === true, cause: error })
}

function composeFactory(
  { id, requires, limits }: GuestBundle,
  presets: readonly NativeModule<never, object>[],
  { activated, logger, clock }: ActivationContext<Json>,
): Factory {
  const parts = requires.map((granted) => ({ granted, module: moduleOf(granted, presets, activated) }))
  const builder = new FactoryBuilder({ limits, logger, clock, activated, endlessMs: limits.wallMs })
  for (const [module, names] of group(parts)) {
    if ('initializer' in module) {
      const { initializer, registers, config } = module
      builder.withRuntimeInitializers(
        runtimeInitializer(initializer, { id: module.id, registers, config: config as never }),
      )
    } else {
      const { native, config } = module
      builder.withModules(nativeModule(native, { id: module.id, names, config: config as never }))
    }
  }
  try {
    return builder.build()
  } catch (error) {
    throw new EngineError('ERR_SPEC_INVALID', `The guest "${id}" cannot be composed.`, { cause: error })
  }
}

type GrantedModule = ActivatedNative | ActivatedInitializer

// One module may be granted under several of its names.
function group(
  parts: readonly { readonly granted: GrantedNative; readonly module: GrantedModule }[],
): ReadonlyMap<GrantedModule, string[]> {
  const found = new Map<GrantedModule, string[]>()
  for (const { granted, module } of parts) found.set(module, [...(found.get(module) ?? []), granted.name])
  return found
}

function moduleOf(
  { name, module }: GrantedNative,
  presets: readonly NativeModule<never, object>[],
  activated: (id: string) => unknown,
): GrantedModule {
  if (module === null) {
    const native = presets.find((preset) => preset.name === name || preset.aliases?.includes(name))
    if (native !== undefined) return { native, id: `preset:${name}`, names: [name], config: null }
  } else {
    const found = activated(module) as Partial<ActivatedNative & ActivatedInitializer> | undefined
    if (found?.native !== undefined || found?.initializer !== undefined) return found as GrantedModule
  }
  throw new EngineError('ERR_UNKNOWN_MODULE_NAME', `Nothing of this app gives "${name}" to guests.`, { name, module })
}
