import type { Bundle } from '../contract/bundle.js'
import type { ActivatedProvider, ProviderModule } from '../contract/provider.js'
import type { Overrides } from './stand-in.js'

/** How the modules of a run are looked at while they are loaded. */
export interface ModuleWatch {
  readonly overrides: Overrides
  /** Whether some scenario answers for a port of this module, or the runner itself calls it. */
  isWatched(id: string): boolean
  /** Told of each watched module once it is active. */
  activated(id: string, instance: ActivatedProvider): void
}

type Loader = Bundle['modules']

/** Loads modules where the first loader that knows one finds it; what is watched can be answered for. */
export function answeredModules(loaders: readonly Loader[], watch: ModuleWatch): Loader {
  return {
    load: async (id) => {
      for (const loader of loaders) {
        const found = await loader.load(id)
        if (found !== undefined) return isProvider(found) && watch.isWatched(id) ? answered(id, found, watch) : found
      }
      return undefined
    },
  }
}

function isProvider(module: unknown): module is ProviderModule {
  return typeof module === 'object' && module !== null && 'activate' in module && typeof module.activate === 'function'
}

function answered(id: string, module: ProviderModule, watch: ModuleWatch): ProviderModule {
  return {
    ...module,
    activate: async (context) => {
      const instance = await module.activate(context)
      // The kernel says what is wrong with one that is no object.
      if (typeof instance !== 'object' || instance === null) return instance
      const wrapped = wrap(instance, watch.overrides)
      watch.activated(id, wrapped)
      return wrapped
    },
  }
}

/** The same functions, but for those that a scenario answers for. */
function wrap(instance: ActivatedProvider, overrides: Overrides): ActivatedProvider {
  const members = Object.entries(ownMembers(instance)).map(([name, member]) => {
    if (typeof member !== 'function') return [name, member] as const
    return [
      name,
      (...given: readonly unknown[]) => answerFor(name, given, overrides) ?? member.apply(instance, given),
    ] as const
  })
  return Object.fromEntries(members)
}

// A class may serve as an instance: then its functions are its prototype's.
function ownMembers(instance: ActivatedProvider): Readonly<Record<string, unknown>> {
  const members: Record<string, unknown> = {}
  for (
    let from: object | null = instance;
    from !== null && from !== Object.prototype;
    from = Object.getPrototypeOf(from)
  )
    for (const name of Object.getOwnPropertyNames(from))
      if (name !== 'constructor' && !Object.hasOwn(members, name)) members[name] = instance[name]
  return members
}

/** Undefined where the scenario that runs leaves the call to the module. */
function answerFor(name: string, [call]: readonly unknown[], { current }: Overrides): unknown {
  if (name !== 'invoke') return current.get(name)
  const port = typeof call === 'object' && call !== null && 'portId' in call ? String(call.portId) : ''
  const output = current.get(port)
  return output === undefined ? undefined : { ok: true, output, observedEffects: [] }
}
