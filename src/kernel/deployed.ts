import type { Bundle } from '../contract/bundle.js'
import type {
  BindingPlan,
  CapabilityBinding,
  HostKind,
  LockedProvider,
  ModuleDeployment,
  ProviderLockfile,
  Reachability,
  Resolution,
} from '../contract/deployment.js'
import type { AppRuntime } from '../contract/invocation.js'
import type { Program } from '../contract/program.js'

/** What the host may say of the deployment itself; plan and lockfile come together or not at all. */
export interface DeploymentOptions {
  readonly bindingPlan?: BindingPlan | undefined
  readonly lockfile?: ProviderLockfile | undefined
  /** Where the app runs. */
  readonly host?: HostKind | undefined
}

/** How this app runtime is composed: as its bundle says, or as its host does. */
export interface Deployed {
  readonly host: HostKind
  /** Every module of the bundle; those that the plan alone names stand last. */
  readonly modules: readonly ModuleDeployment[]
  readonly plan: BindingPlan | null
  readonly lockfile: ProviderLockfile | null
  /** True where the host brought its own: then everything must be locked, and nothing is taken on trust. */
  readonly isGiven: boolean
}

/** Takes the deployment from the host where it brings one, else from the bundle. */
export function deployedOf(
  { program, deployment }: Bundle,
  { bindingPlan, lockfile, host }: DeploymentOptions,
): Deployed {
  const own = deployment === undefined ? program.deployment : deployment
  const modules = own?.modules ?? []
  if (bindingPlan === undefined && lockfile === undefined) {
    const { bindingPlan: plan = null, lockfile: locked = null } = own ?? {}
    return { host: host ?? own?.host ?? 'node', modules, plan, lockfile: locked, isGiven: false }
  }
  const named = localProviders(bindingPlan ?? null)
  const ofBundle = modules.filter(({ id }) => named.includes(id))
  const others = named.filter((id) => !modules.some((module) => module.id === id))
  return {
    host: host ?? 'node',
    modules: [...ofBundle, ...others.map((id) => ({ id, kind: 'provider' as const, source: id, config: {} }))],
    plan: bindingPlan ?? null,
    lockfile: lockfile ?? null,
    isGiven: true,
  }
}

function localProviders(plan: BindingPlan | null): readonly string[] {
  const ids = (plan?.capabilityBindings ?? []).map(({ resolution }) =>
    resolution.mode === 'local' ? resolution.providerId : '',
  )
  return [...new Set(ids)].filter((id) => id !== '')
}

export type LocalBinding = CapabilityBinding & { readonly resolution: Resolution & { readonly mode: 'local' } }

/** The ports that a module serves. */
export function servedBy({ plan }: Deployed, module: string): readonly LocalBinding[] {
  return (plan?.capabilityBindings ?? []).filter(
    (binding): binding is LocalBinding =>
      binding.resolution.mode === 'local' && binding.resolution.providerId === module,
  )
}

/** The most milliseconds of an attempt, for the ports of which the plan says it. */
export function timeoutsOf({ plan }: Deployed): ReadonlyMap<string, number> {
  const bindings = plan?.capabilityBindings ?? []
  return new Map(
    bindings.flatMap(({ portId, timeoutMs }) => (timeoutMs === undefined ? [] : [[portId, timeoutMs] as const])),
  )
}

export function lockedProvider({ lockfile }: Deployed, id: string): LockedProvider | undefined {
  return lockfile?.providers.find(({ providerId }) => providerId === id)
}

/** Answers how the app's ports are reached: all of them in code-unit order, or one. */
export function reachabilityOf(deployed: Deployed, program: Program): AppRuntime['reachability'] {
  const all = listReachability(deployed, program)
  function answer(): readonly Reachability[]
  function answer(port: string): Reachability | null
  function answer(port?: string): readonly Reachability[] | Reachability | null {
    return port === undefined ? all : (all.find((one) => one.port === port) ?? null)
  }
  return answer
}

// As the plan says, else as the app requires.
function listReachability({ plan }: Deployed, { requirements }: Program): readonly Reachability[] {
  const bound = (plan?.capabilityBindings ?? []).map(planned)
  const open = requirements
    .filter(({ portId }) => !bound.some(({ port }) => port === portId))
    .map(({ portId, portVersion, mode }): Reachability => {
      const nobody = { provider: null, host: null, route: null }
      return { port: portId, version: portVersion, mode, source: 'requirements', ...nobody }
    })
  return [...bound, ...open].sort((left, right) => (left.port < right.port ? -1 : 1))
}

function planned({ portId, portVersion, resolution }: CapabilityBinding): Reachability {
  const isServed = resolution.mode !== 'unreachable'
  return {
    port: portId,
    version: portVersion,
    mode: resolution.mode,
    source: 'binding_plan',
    provider: isServed ? resolution.providerId : null,
    host: isServed ? resolution.targetHost : null,
    route: resolution.mode === 'delegated' ? resolution.delegateRouteId : null,
  }
}
