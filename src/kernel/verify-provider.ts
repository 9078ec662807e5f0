// Takes a loaded provider module and the deployment; gives nothing, or throws why this provider is not the one.
// Promises that what a provider says of itself, what was planned and what was locked are one thing, before it runs.
// Does not look for another provider where one does not fit: there is no fallback.

import { type CapabilityRequirement, hostApiVersion, type LockedProvider } from '../contract/deployment.js'
import type { HostPorts } from '../contract/host.js'
import type { ProviderManifest } from '../contract/provider.js'
import { ActivationError } from './activation-error.js'
import { type Deployed, type LocalBinding, lockedProvider, servedBy } from './deployed.js'
import { admits } from './host-api-range.js'
import type { LoadedModule } from './load-modules.js'
import { capabilityIn, findManifestProblems, isSemver, schemaProfile } from './provider-manifest.js'

/** What a provider is held against. */
export interface Verifying {
  readonly deployed: Deployed
  readonly requirements: readonly CapabilityRequirement[]
  readonly moduleIntegrity: HostPorts['moduleIntegrity']
}

/** Holds one module against the deployment. */
export async function verifyProvider(module: LoadedModule, verifying: Verifying): Promise<void> {
  const { id } = module.deployed
  const { deployed } = verifying
  const manifest = readManifest(module, deployed)
  const locked = lockedProvider(deployed, id)
  const bindings = servedBy(deployed, id)
  if (bindings.length > 0) {
    refuse('activation_error', [
      ...findUnlocked(id, locked, deployed),
      ...(manifest === null ? [] : findForeign(id, manifest, locked)),
      ...bindings.flatMap((binding) => findMisfits(binding, { manifest, locked, verifying })),
    ])
  }
  if (manifest !== null) refuse('activation_error', findForbiddenDelegations(manifest, deployed))
  await assertIntegrity(locked, verifying)
}

function refuse(code: ActivationError['code'], problems: readonly string[]): void {
  if (problems.length > 0) throw new ActivationError(code, problems)
}

/** A typed provider may have none: then what its deployment knows of it stands. */
function readManifest({ deployed: { id }, definition }: LoadedModule, { isGiven }: Deployed): ProviderManifest | null {
  if (definition.manifest === undefined) {
    if (isGiven && definition.kind !== 'provider')
      throw new ActivationError('validation_error', [`the module ${id} has no manifest`])
    return null
  }
  const problems = findManifestProblems(definition.manifest)
  refuse(
    'validation_error',
    problems.map((problem) => `the manifest of the module ${id}: ${problem}`),
  )
  const manifest = definition.manifest as ProviderManifest
  const { hostApiRange, target = schemaProfile } = manifest
  if (!admits(hostApiRange, hostApiVersion))
    throw new ActivationError('compatibility_error', [
      `the module ${id} is for the host API ${hostApiRange}, and this is ${hostApiVersion}`,
    ])
  if (target !== schemaProfile)
    throw new ActivationError('compatibility_error', [
      `the module ${id} has contracts in ${target}, not ${schemaProfile}`,
    ])
  return manifest
}

const integrityForm = /^sha256:[0-9a-f]{64}$/

function findUnlocked(id: string, locked: LockedProvider | undefined, { isGiven }: Deployed): readonly string[] {
  if (locked === undefined) return [`the lockfile has no provider ${id}`]
  const { providerVersion, integrity } = locked
  const problems: string[] = []
  if (isGiven ? !isSemver(providerVersion) : providerVersion !== null && !isSemver(providerVersion))
    problems.push(`the lockfile has no version of the provider ${id}`)
  if (isGiven || integrity !== null) {
    if (typeof integrity !== 'string' || !integrityForm.test(integrity))
      problems.push(`the integrity of the locked provider ${id} must be sha256: and 64 hexadecimal digits`)
  }
  return problems
}

function findForeign(
  id: string,
  { providerId, providerVersion }: ProviderManifest,
  locked: LockedProvider | undefined,
): readonly string[] {
  const problems: string[] = []
  if (providerId !== id) problems.push(`the plan names the provider ${id}, and the module says it is ${providerId}`)
  const version = locked?.providerVersion ?? providerVersion
  if (version !== providerVersion)
    problems.push(`the provider ${id} is locked at version ${version}, and the module is ${providerVersion}`)
  return problems
}

interface Facts {
  readonly manifest: ProviderManifest | null
  readonly locked: LockedProvider | undefined
  readonly verifying: Verifying
}

function findMisfits(binding: LocalBinding, { manifest, locked, verifying }: Facts): readonly string[] {
  const { portId, portVersion, resolution } = binding
  const { providerId: id, targetHost } = resolution
  const { host } = verifying.deployed
  const problems: string[] = []
  if (targetHost !== host)
    problems.push(`the port ${portId} is planned for the host ${targetHost}, and this is ${host}`)
  const isOf = (one: { readonly portId: string; readonly portVersion: string }) =>
    one.portId === portId && one.portVersion === portVersion
  const known = verifying.requirements.find(isOf)?.contractHash ?? null
  const inLockfile = locked?.capabilities.find(isOf)
  if (locked !== undefined && inLockfile === undefined)
    problems.push(`the lockfile has no ${portId}@${portVersion} of the provider ${id}`)
  const wanted = known ?? inLockfile?.contractHash ?? null
  if (inLockfile !== undefined && inLockfile.contractHash !== wanted)
    problems.push(`the lockfile has another contract of ${portId}@${portVersion} than the app`)
  if (manifest === null) return problems
  const said = capabilityIn(manifest, portId, portVersion)
  if (said === undefined) return [...problems, `the manifest of ${id} does not list ${portId}@${portVersion}`]
  if (wanted !== null && said.contractHash !== wanted)
    problems.push(`the manifest of ${id} has another contract of ${portId}@${portVersion} than the app`)
  if (!said.executionHosts.includes(targetHost))
    problems.push(`the provider ${id} serves ${portId} on ${said.executionHosts.join(', ')}, and not on ${targetHost}`)
  return problems
}

/** What is delegated loads nothing here; where the provider is here for another port, it says who may delegate to it. */
function findForbiddenDelegations(manifest: ProviderManifest, { plan, host }: Deployed): readonly string[] {
  return (plan?.capabilityBindings ?? []).flatMap(({ portId, portVersion, resolution }) => {
    if (resolution.mode !== 'delegated' || resolution.providerId !== manifest.providerId) return []
    const allowed = capabilityIn(manifest, portId, portVersion)?.delegationAllowedFrom
    if (allowed === undefined || allowed.includes(host)) return []
    return [`the provider ${manifest.providerId} takes ${portId} from ${allowed.join(', ')}, and not from ${host}`]
  })
}

async function assertIntegrity(locked: LockedProvider | undefined, { moduleIntegrity }: Verifying): Promise<void> {
  if (moduleIntegrity === undefined || locked === undefined || locked.integrity === null) return
  const { providerId, providerVersion, integrity } = locked
  try {
    await moduleIntegrity.assert({ providerId, providerVersion, integrity })
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown)
    throw new ActivationError('activation_error', [`the module ${providerId} is not what was locked: ${why}`], {
      cause: thrown,
    })
  }
}

/** Holds delegated ports against the lockfile: nothing of them is loaded, and nobody else will look. */
export function verifyDelegations({ deployed, requirements }: Verifying): void {
  const problems = (deployed.plan?.capabilityBindings ?? []).flatMap(({ portId, portVersion, resolution }) => {
    if (resolution.mode !== 'delegated') return []
    const { providerId } = resolution
    const locked = lockedProvider(deployed, providerId)?.capabilities.find(
      (one) => one.portId === portId && one.portVersion === portVersion,
    )
    if (locked === undefined) return [`the lockfile has no ${portId}@${portVersion} of the provider ${providerId}`]
    const known = requirements.find((one) => one.portId === portId)?.contractHash ?? locked.contractHash
    return locked.contractHash === known
      ? []
      : [`the lockfile has another contract of ${portId}@${portVersion} than the app`]
  })
  refuse('activation_error', problems)
}
