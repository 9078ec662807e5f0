import type { PortBinding } from '../contract/deployment.js'
import type { Program } from '../contract/program.js'
import type { ActivatedProvider, UntypedInstance } from '../contract/provider.js'
import type { AppStore } from '../contract/store.js'
import { ActivationError } from './activation-error.js'
import type { BoundPort } from './bound-port.js'
import { effectsOf } from './observed-effects.js'

/** A module that runs, and the store that it has open. */
export interface ActiveModule {
  readonly id: string
  readonly instance: ActivatedProvider
  store: AppStore | null
}

/** Every port of the app with what serves it; what the store serves is its own. */
export function bindPorts(program: Program, active: readonly ActiveModule[]): ReadonlyMap<string, BoundPort> {
  const bindings = program.deployment?.bindings ?? []
  const bound = bindings.flatMap((binding): (readonly [string, BoundPort])[] => {
    const port = program.ports.get(binding.port)
    const module = active.find(({ id }) => id === binding.module)
    if (port === undefined || module === undefined) return []
    const serve = serverOf(module.instance, binding)
    return [[port.id, { program: port, module: module.id, declared: effectsOf(port.effects), serve }]]
  })
  return new Map(bound)
}

function serverOf(instance: ActivatedProvider, { port, module }: PortBinding): BoundPort['serve'] {
  const own = instance[port]
  // Called on its instance, so that a class may serve as one.
  if (typeof own === 'function') return { kind: 'typed', call: (input, call) => own.call(instance, input, call) }
  if (typeof instance.invoke === 'function')
    return { kind: 'untyped', instance: instance as unknown as UntypedInstance }
  throw new ActivationError('activation_error', [`the module ${module} has no function for the port ${port}`])
}
