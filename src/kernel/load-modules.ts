// Takes the modules of the deployment and where they come from; gives each one's definition and its resolved config.
// Promises manifest order, a definition that can be activated, and all missing variables in one error.
// Does not run a module's code beyond what loading it runs.

import type { ModuleDeployment } from '../contract/deployment.js'
import type { HostPorts } from '../contract/host.js'
import type { Json } from '../contract/json.js'
import type { UntypedActivation } from '../contract/provider.js'
import { ActivationError } from './activation-error.js'
import { type Environment, resolveConfig } from './resolve-config.js'

/** Where modules come from; the first loader that knows a module gives it. */
export interface ModuleSource {
  readonly loaders: readonly NonNullable<HostPorts['moduleLoader']>[]
  readonly environment: Environment
}

/** The default export of a provider module; what it says of itself is not checked. */
export interface Definition {
  readonly kind?: unknown
  readonly manifest?: unknown
  activate(context: UntypedActivation): unknown
}

/** A module that is not activated yet. */
export interface LoadedModule {
  readonly deployed: ModuleDeployment
  readonly config: Json
  readonly definition: Definition
}

/** Loads the modules one after the other, whatever their kind: the engine has wrapped what is no provider. What the environment lacks is told for all of them at once. */
export async function loadModules(
  declared: readonly ModuleDeployment[],
  source: ModuleSource,
): Promise<readonly LoadedModule[]> {
  const modules: LoadedModule[] = []
  for (const { deployed, config } of resolveAll(declared, source.environment)) {
    const loaded = await load(deployed.id, source)
    if (!isDefinition(loaded))
      throw new ActivationError('activation_error', [
        `the module ${deployed.id} has no default export that is a provider: an object with a function activate`,
      ])
    modules.push({ deployed, config, definition: loaded })
  }
  return modules
}

type Configured = Omit<LoadedModule, 'definition'>

function resolveAll(modules: readonly ModuleDeployment[], environment: Environment): readonly Configured[] {
  const problems: string[] = []
  const configured = modules.map((module) => {
    const missing = new Set<string>()
    const config = resolveConfig(module.config, environment, missing)
    for (const name of missing) problems.push(`the environment has no ${name}, which the module ${module.id} needs`)
    return { deployed: module, config }
  })
  if (problems.length > 0) throw new ActivationError('activation_error', problems)
  return configured
}

async function load(id: string, { loaders }: ModuleSource): Promise<unknown> {
  try {
    for (const loader of loaders) {
      const loaded = await loader.load(id)
      if (loaded !== undefined) return loaded
    }
  } catch (thrown) {
    throw activationFailed(`the module ${id} could not be loaded`, thrown)
  }
  throw new ActivationError('activation_error', [`there is no module ${id}`])
}

function isDefinition(loaded: unknown): loaded is Definition {
  return typeof loaded === 'object' && loaded !== null && 'activate' in loaded && typeof loaded.activate === 'function'
}

/** The error for something that a module threw. */
export function activationFailed(what: string, thrown: unknown): ActivationError {
  const why = thrown instanceof Error ? thrown.message : String(thrown)
  return new ActivationError('activation_error', [`${what}: ${why}`], { cause: thrown })
}
