import type {
  CapabilityRequirement,
  Deployment,
  ModuleDeployment,
  ProviderLockfile,
} from '../../../src/contract/deployment.js'

const head = { appId: 'mini-desk', environment: 'production', hostApiVersion: '1.0.0' }

/** The hash of each contract of the desk. */
const hashes: Readonly<Record<string, string>> = {
  'collections.read': '55'.repeat(32),
  'collections.write': '66'.repeat(32),
  'ids.generate': '22'.repeat(32),
  'mail.send': '11'.repeat(32),
}

/** What the desk cannot run without. */
export const requirements: readonly CapabilityRequirement[] = Object.entries(hashes).map(([portId, contractHash]) => ({
  portId,
  portVersion: '1.0.0',
  mode: 'local',
  contractHash,
}))

/** Which module serves which port. */
export type Serving = Readonly<Record<string, string>>

export const serving: Serving = {
  'collections.read': 'store',
  'collections.write': 'store',
  'ids.generate': 'ids',
  'mail.send': 'mail',
}

const modules: readonly ModuleDeployment[] = [
  { id: 'store', kind: 'provider', source: 'tenon:memory', config: null },
  { id: 'ids', kind: 'provider', source: 'tenon:ids', config: null },
  { id: 'mail', kind: 'provider', source: './providers/mail.ts', config: null },
]

/** The plan of a desk, in the form that the generator emits. */
export function planOf(bindings: Serving): Deployment['bindingPlan'] {
  return {
    ...head,
    capabilityBindings: Object.entries(bindings).map(([portId, providerId]) => ({
      portId,
      portVersion: '1.0.0',
      resolution: { mode: 'local', targetHost: 'node', providerId },
    })),
  }
}

/** The lockfile of that plan, with what a host knows of each provider, or with nothing. */
export function lockfileOf(
  bindings: Serving,
  known: { providerVersion: string; integrity: string } | null = null,
): ProviderLockfile {
  const providers = [...new Set(Object.values(bindings))].map((providerId) => ({
    providerId,
    ...(known ?? { providerVersion: null, integrity: null }),
    capabilities: Object.entries(bindings)
      .filter(([, module]) => module === providerId)
      .map(([portId]) => ({ portId, portVersion: '1.0.0', contractHash: hashes[portId] ?? null })),
  }))
  return { ...head, providers }
}

/** A desk whose ports are bound so. */
export function deploymentOf(bindings: Serving): Deployment {
  const { hostApiVersion } = head
  return { hostApiVersion, host: 'node', modules, bindingPlan: planOf(bindings), lockfile: lockfileOf(bindings) }
}
