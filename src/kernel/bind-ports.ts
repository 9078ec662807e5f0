import type { CapabilityBinding } from '../contract/deployment.js'
import type { HostPorts } from '../contract/host.js'
import type { Program } from '../contract/program.js'
import type { ActivatedProvider, UntypedInstance } from '../contract/provider.js'
import type { AppStore } from '../contract/store.js'
import { ActivationError } from './activation-error.js'
import type { BoundPort } from './bound-port.js'
import type { Deployed } from './deployed.js'
import { effectsOf } from './observed-effects.js'

/** A module that runs, and the store that it has open. */
export interface ActiveModule {
  readonly id: string
  readonly instance: ActivatedProvider
  store: AppStore | null
}

/** What ports can be bound to. */
export interface Serving {
  readonly active: readonly ActiveModule[]
  readonly delegation: HostPorts['capabilityDelegation']
}

/** Every port of the app with what serves it; what the store serves is its own. */
export function bindPorts({ ports }: Program, { plan }: Deployed, serving: Serving): ReadonlyMap<string, BoundPort> {
  const bound = (plan?.capabilityBindings ?? []).flatMap((binding): (readonly [string, BoundPort])[] => {
    const { portId, resolution } = binding
    const program = ports.get(portId)
    const serve = program === undefined ? null : serverOf(binding, serving)
    if (program === undefined || serve === null || resolution.mode === 'unreachable') return []
    const module = resolution.providerId
    return [[portId, { program, module, declared: effectsOf(program.effects), serve }]]
  })
  return new Map(bound)
}

function serverOf(
  { portId, resolution }: CapabilityBinding,
  { active, delegation }: Serving,
): BoundPort['serve'] | null {
  if (resolution.mode === 'unreachable') return null
  const { providerId, targetHost } = resolution
  if (resolution.mode === 'delegated') {
    const route = { delegateRouteId: resolution.delegateRouteId, targetHost, providerId }
    return delegation === undefined ? null : { kind: 'delegated', host: delegation, route }
  }
  const module = active.find(({ id }) => id === providerId)
  return module === undefined ? null : serverIn(module, portId)
}

function serverIn({ id, instance }: ActiveModule, port: string): BoundPort['serve'] {
  const own = instance[port]
  // Called on its instance, so that a class may serve as one.
  if (typeof own === 'function') return { kind: 'typed', call: (input, call) => own.call(instance, input, call) }
  if (typeof instance.invoke === 'function')
    return { kind: 'untyped', instance: instance as unknown as UntypedInstance }
  throw new ActivationError('activation_error', [`the module ${id} has no function for the port ${port}`])
}
