// Takes the compiled app, how it is deployed and where its modules come from; gives its ports bound and its store open.
// Promises the order of the manifest, that no module runs before every module was held against the deployment, and that
// what was activated is deactivated again where a later module fails.
// Does not check the deployment's completeness: that was done before anything was loaded.

import { hostApiVersion } from '../contract/deployment.js'
import type { HostPorts } from '../contract/host.js'
import type { Program } from '../contract/program.js'
import type { ActivatedProvider, CancelSignal, Clock, Logger, UntypedActivation } from '../contract/provider.js'
import type { AppStore } from '../contract/store.js'
import { ActivationError } from './activation-error.js'
import { type ActiveModule, bindPorts } from './bind-ports.js'
import type { BoundPort } from './bound-port.js'
import { isOfStore } from './check-deployment.js'
import { findMissingHistory } from './check-history.js'
import { type Deployed, servedBy, timeoutsOf } from './deployed.js'
import { activationFailed, type LoadedModule, loadModules, type ModuleSource } from './load-modules.js'
import { verifyDelegations, verifyProvider } from './verify-provider.js'

/** What modules are activated with. */
export interface ActivationHost extends ModuleSource {
  readonly logger: Logger
  readonly clock: Clock
  readonly closing: CancelSignal
  readonly moduleIntegrity: HostPorts['moduleIntegrity']
  readonly capabilityDelegation: HostPorts['capabilityDelegation']
}

/** The modules of a running app. */
export interface Activated {
  readonly store: AppStore | null
  readonly ports: ReadonlyMap<string, BoundPort>
  readonly timeouts: ReadonlyMap<string, number>
  /** Closes the store and deactivates the modules, last first. Never rejects: what fails is logged. */
  deactivate(): Promise<void>
}

/** Loads all modules and holds them against the deployment, then activates them one after the other. */
export async function activate(program: Program, deployed: Deployed, host: ActivationHost): Promise<Activated> {
  const modules = await loadModules(deployed.modules, host)
  const verifying = { deployed, requirements: program.requirements, moduleIntegrity: host.moduleIntegrity }
  for (const module of modules) await verifyProvider(module, verifying)
  verifyDelegations(verifying)
  const active: ActiveModule[] = []
  try {
    for (const module of modules) await activateOne(program, host, { module, deployed, active })
    return {
      store: active.find(({ store }) => store !== null)?.store ?? null,
      ports: bindPorts(program, deployed, { active, delegation: host.capabilityDelegation }),
      timeouts: timeoutsOf(deployed),
      deactivate: () => deactivateAll(active, host.logger),
    }
  } catch (thrown) {
    await deactivateAll(active, host.logger)
    throw thrown
  }
}

interface Turn {
  readonly module: LoadedModule
  readonly deployed: Deployed
  readonly active: ActiveModule[]
}

async function activateOne(program: Program, host: ActivationHost, { module, deployed, active }: Turn): Promise<void> {
  const { id } = module.deployed
  try {
    const instance = await module.definition.activate(contextOf(module, host, active))
    if (typeof instance !== 'object' || instance === null)
      throw new ActivationError('activation_error', [`the module ${id} gave no object when it was activated`])
    const activeModule: ActiveModule = { id, instance: instance as ActivatedProvider, store: null }
    active.push(activeModule)
    checkInstance(module, instance)
    if (servedBy(deployed, id).some(({ portId }) => isOfStore(portId))) await openStore(program, activeModule)
  } catch (thrown) {
    throw thrown instanceof ActivationError
      ? thrown
      : activationFailed(`the module ${id} could not be activated`, thrown)
  }
}

// A module of the typed form sees five of these members, one of the untyped form all.
function contextOf(
  { deployed, config }: LoadedModule,
  { logger, clock, closing }: ActivationHost,
  active: readonly ActiveModule[],
): UntypedActivation {
  return {
    id: deployed.id,
    // What the config's type is, only the module knows.
    config: config as never,
    logger,
    clock,
    signal: closing,
    activated: (id) => active.find((module) => module.id === id)?.instance,
    hostApiVersion,
    activatedAt: clock.nowIso(),
  }
}

/** A provider of the untyped form has one function for all its ports, and one to end it. */
function checkInstance({ deployed: { id }, definition }: LoadedModule, instance: object): void {
  if (definition.manifest === undefined || definition.kind === 'provider') return
  const missing = ['invoke', 'deactivate'].filter((name) => typeof Reflect.get(instance, name) !== 'function')
  if (missing.length > 0)
    throw new ActivationError('activation_error', [`the module ${id} has no function ${missing.join(' and ')}`])
}

async function openStore(program: Program, module: ActiveModule): Promise<void> {
  const { store } = module.instance
  if (typeof store !== 'object' || store === null)
    throw new ActivationError('activation_error', [
      `the module ${module.id} is to keep the app's data and has no store`,
    ])
  // Before it is open: one that fails half-way may hold a file or a connection.
  module.store = store
  const { history } = program
  const schema = { appId: program.app.id, tables: [...program.collections.values()] }
  await store.open(history === undefined ? schema : { ...schema, history })
  const missing = findMissingHistory(program, store)
  if (missing.length > 0)
    throw new ActivationError(
      'capability_unreachable_error',
      missing.map((port) => `the store of the module ${module.id} does not serve ${port}`),
    )
}

async function deactivateAll(active: readonly ActiveModule[], logger: Logger): Promise<void> {
  for (const { id, instance, store } of [...active].reverse()) {
    await attempt(() => store?.close(), `the store of the module ${id} could not be closed`, logger)
    await attempt(() => instance.deactivate?.(), `the module ${id} could not be deactivated`, logger)
  }
}

async function attempt(act: () => unknown, problem: string, logger: Logger): Promise<void> {
  try {
    await act()
  } catch (thrown) {
    logger.error(problem, { thrown })
  }
}
