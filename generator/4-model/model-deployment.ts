import {
  type CapabilityBinding,
  type CapabilityRequirement,
  type Deployment,
  hostApiVersion,
  type LockedProvider,
} from '../../src/contract/deployment.js'
import type { CheckedComposition, CheckedModule } from '../artifact/checked-composition.js'
import type { ModuleSource } from '../artifact/source-set.js'
import { compareTexts } from './in-order.js'

/** The app whose deployment is made. */
export interface DeployedApp {
  readonly appId: string
  readonly compilerVersion: string
  readonly requirements: readonly CapabilityRequirement[]
}

// A manifest knows one environment: the one in which the app is used.
const environment = 'production'

// What the host calls elsewhere is locked like a provider, under a name that no module can have.
const hostProvider = 'tenon:host'

/** The composition as the runtime is given it: modules, and which of them serves what, with all that was known of them. */
export function modelDeployment({ target, modules, bindings }: CheckedComposition, app: DeployedApp): Deployment {
  const { appId, requirements } = app
  const delegated = requirements.filter(({ mode }) => mode === 'delegated')
  const local = bindings.map(({ port, version, module }): CapabilityBinding => {
    const resolution = { mode: 'local', targetHost: target, providerId: module } as const
    return { portId: port, portVersion: version, resolution }
  })
  const plan = [...local, ...delegated.map((requirement) => delegate(requirement, target))]
  const serving = modules.filter(({ id }) => bindings.some(({ module }) => module === id))
  const providers = serving.map((module) => lockModule(module, plan, app))
  const elsewhere = { providerId: hostProvider, providerVersion: null, integrity: null }
  const head = { appId, environment, hostApiVersion }
  return {
    hostApiVersion,
    host: target,
    modules: modules.map(({ id, kind, source, config }) => ({ id, kind, source, config })),
    bindingPlan: { ...head, capabilityBindings: plan.sort((left, right) => compareTexts(left.portId, right.portId)) },
    lockfile: {
      ...head,
      providers: [
        ...providers,
        ...(delegated.length === 0 ? [] : [{ ...elsewhere, capabilities: lockPorts(hostProvider, plan, app) }]),
      ],
    },
  }
}

/** A port that the spec says is delegated has the one route that its name gives. */
function delegate(
  { portId, portVersion }: CapabilityRequirement,
  target: CheckedComposition['target'],
): CapabilityBinding {
  const delegateRouteId = `${portId}@${portVersion}`
  const resolution = { mode: 'delegated', targetHost: target, providerId: hostProvider, delegateRouteId } as const
  return { portId, portVersion, resolution }
}

function lockModule(
  { id, resolved }: CheckedModule,
  plan: readonly CapabilityBinding[],
  app: DeployedApp,
): LockedProvider {
  return { providerId: id, ...lockCode(resolved, app), capabilities: lockPorts(id, plan, app) }
}

/**
 * A built-in's version says all about it. A file of the project is part of the same bundle as this very data, which would
 * change with each edit of the file: tenon.lock holds its hash, and a build compares it.
 */
function lockCode(
  resolved: ModuleSource,
  { compilerVersion }: DeployedApp,
): Pick<LockedProvider, 'providerVersion' | 'integrity'> {
  if (resolved.kind === 'built-in') return { providerVersion: compilerVersion, integrity: null }
  if (resolved.kind !== 'found' || resolved.version === null) return { providerVersion: null, integrity: null }
  return { providerVersion: resolved.version, integrity: hexIntegrity(resolved.integrity) }
}

function lockPorts(
  provider: string,
  plan: readonly CapabilityBinding[],
  { requirements }: DeployedApp,
): LockedProvider['capabilities'] {
  const served = plan.filter(({ resolution }) => 'providerId' in resolution && resolution.providerId === provider)
  return served
    .map(({ portId, portVersion }) => {
      const known = requirements.find((requirement) => requirement.portId === portId)
      return { portId, portVersion, contractHash: known?.contractHash ?? null }
    })
    .sort((left, right) => compareTexts(left.portId, right.portId))
}

/** `sha256-<base64>`, as files of a project are locked, in the form in which a runtime compares it. */
function hexIntegrity(integrity: string): string {
  const bytes = Uint8Array.from(atob(integrity.slice('sha256-'.length)), (character) => character.charCodeAt(0))
  return `sha256:${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
