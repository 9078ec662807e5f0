import { type HostKind, hostKinds } from '../contract/deployment.js'
import type { ProviderManifest } from '../contract/provider.js'
import { isPlainObject } from '../semantics/read-values.js'

/** The JSON Schema that contracts are written in; a manifest that names another was made for another kind of contract. */
export const schemaProfile = 'draft-2020-12'

const number = '(0|[1-9][0-9]*)'
const semver = new RegExp(`^${number}\\.${number}\\.${number}(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?$`)
const hash = /^[0-9a-f]{64}$/

/** Whether a text is a version as packages have it. */
export function isSemver(value: unknown): value is string {
  return typeof value === 'string' && semver.test(value)
}

/** Finds what is wrong with the shape of a provider's manifest; one without problems is a `ProviderManifest`. */
export function findManifestProblems(manifest: unknown): readonly string[] {
  if (!isPlainObject(manifest)) return ['it must be an object']
  const { providerId, providerVersion, hostApiRange, target, capabilities } = manifest
  const problems: string[] = []
  if (!isText(providerId)) problems.push('providerId must be text')
  if (!isSemver(providerVersion)) problems.push('providerVersion must be a version such as 1.0.0')
  if (!isText(hostApiRange)) problems.push('hostApiRange must be text')
  if (target !== undefined && !isText(target)) problems.push('target must be text')
  if (!Array.isArray(capabilities) || capabilities.length === 0) problems.push('capabilities must list at least one')
  else problems.push(...capabilities.flatMap(findCapabilityProblems))
  return problems
}

function findCapabilityProblems(capability: unknown, index: number): readonly string[] {
  const at = `capabilities.${index}`
  if (!isPlainObject(capability)) return [`${at} must be an object`]
  const { portId, portVersion, contractHash, executionHosts, delegationAllowedFrom } = capability
  const problems: string[] = []
  if (!isText(portId)) problems.push(`${at}.portId must be text`)
  if (!isSemver(portVersion)) problems.push(`${at}.portVersion must be a version such as 1.0.0`)
  if (typeof contractHash !== 'string' || !hash.test(contractHash))
    problems.push(`${at}.contractHash must be 64 hexadecimal digits in lower case`)
  if (!areHosts(executionHosts) || executionHosts.length === 0)
    problems.push(`${at}.executionHosts must list at least one of ${hostKinds.join(', ')}`)
  if (delegationAllowedFrom !== undefined && !areHosts(delegationAllowedFrom))
    problems.push(`${at}.delegationAllowedFrom must list some of ${hostKinds.join(', ')}`)
  return problems
}

function areHosts(value: unknown): value is readonly HostKind[] {
  return Array.isArray(value) && value.every((host) => (hostKinds as readonly unknown[]).includes(host))
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

/** What a manifest says of a port, if it has it. */
export function capabilityIn({ capabilities }: ProviderManifest, port: string, version: string) {
  return capabilities.find(({ portId, portVersion }) => portId === port && portVersion === version)
}
