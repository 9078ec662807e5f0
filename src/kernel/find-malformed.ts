import { hostKinds } from '../contract/deployment.js'
import { isPlainObject } from '../semantics/read-values.js'
import type { Deployed } from './deployed.js'

/** Finds what is wrong with the shape of a plan and a lockfile that a host brings: nobody has compiled those. */
export function findMalformed({ plan, lockfile }: Deployed): readonly string[] {
  return [...(plan === null ? [] : findInPlan(plan)), ...(lockfile === null ? [] : findInLockfile(lockfile))]
}

type Members = Readonly<Record<string, unknown>>

function findInPlan(plan: unknown): readonly string[] {
  if (!isPlainObject(plan)) return ['the binding plan must be an object']
  const bindings = listAt(plan, 'capabilityBindings')
  const problems = findInHead(plan, 'the binding plan')
  if (bindings === null) problems.push('capabilityBindings of the binding plan must be a list of at least one')
  const seen = new Set<unknown>()
  for (const binding of bindings ?? []) {
    const { portId, timeoutMs } = binding
    const name = `the binding of ${String(portId)}`
    if (!isText(portId) || !isText(binding.portVersion)) problems.push(`${name} must have portId and portVersion`)
    if (seen.has(portId)) problems.push(`the port ${String(portId)} is planned twice`)
    seen.add(portId)
    if (!isResolution(binding.resolution))
      problems.push(`${name} must have a resolution: local, delegated or unreachable`)
    if (timeoutMs !== undefined && !(Number.isSafeInteger(timeoutMs) && (timeoutMs as number) >= 1))
      problems.push(`timeoutMs of ${name} must be a whole number of at least 1`)
  }
  return problems
}

function isResolution(value: unknown): boolean {
  if (!isPlainObject(value)) return false
  const { mode, targetHost, providerId, delegateRouteId } = value
  if (mode === 'unreachable') return true
  const isServed = isText(providerId) && (hostKinds as readonly unknown[]).includes(targetHost)
  return isServed && (mode === 'local' || (mode === 'delegated' && isText(delegateRouteId)))
}

function findInLockfile(lockfile: unknown): readonly string[] {
  if (!isPlainObject(lockfile)) return ['the lockfile must be an object']
  const providers = listAt(lockfile, 'providers')
  const problems = findInHead(lockfile, 'the lockfile')
  if (providers === null) problems.push('providers of the lockfile must be a list of at least one')
  for (const provider of providers ?? []) {
    const capabilities = listAt(provider, 'capabilities')
    const isWhole = capabilities?.every(({ portId, portVersion }) => isText(portId) && isText(portVersion)) ?? false
    if (!isText(provider.providerId) || !isWhole)
      problems.push(`the locked provider ${String(provider.providerId)} must have providerId and capabilities`)
  }
  return problems
}

function findInHead(artifact: Members, name: string): string[] {
  const missing = ['appId', 'environment', 'hostApiVersion'].filter((member) => !isText(artifact[member]))
  return missing.map((member) => `${member} of ${name} must be text`)
}

function listAt(artifact: Members, member: string): readonly Members[] | null {
  const list = artifact[member]
  return Array.isArray(list) && list.length > 0 && list.every(isPlainObject) ? list : null
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}
