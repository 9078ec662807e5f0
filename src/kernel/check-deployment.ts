// Takes the compiled app and how it is deployed; gives nothing, or throws everything that the deployment lacks.
// Promises that each port that the app needs is planned, and that plan, lockfile and runtime are of one piece.
// Does not load a module: that takes time, and creation is synchronous.

import { hostApiVersion } from '../contract/deployment.js'
import type { HostPorts } from '../contract/host.js'
import type { Program } from '../contract/program.js'
import { failure } from '../semantics/wording.js'
import { ActivationError } from './activation-error.js'
import type { Deployed } from './deployed.js'
import { findMalformed } from './find-malformed.js'

/** Whether a port is one that the app's store serves, in whose units of work it takes part. */
export function isOfStore(port: string): boolean {
  return /^(collections|history|session)\./.test(port)
}

/** Refuses an app that could not answer. */
export function checkDeployment({ app, requirements }: Program, deployed: Deployed, hostPorts: HostPorts): void {
  const { plan, lockfile, isGiven } = deployed
  if (isGiven) refuse('activation_error', findMalformed(deployed))
  refuse('host_port_missing', findMissingPorts(deployed, hostPorts))
  const needs = requirements.filter(({ mode }) => mode !== 'unreachable')
  if (plan === null && lockfile === null) {
    if (needs.length === 0) return
    const ports = needs.map(({ portId }) => portId).join(', ')
    throw new ActivationError('activation_error', [`the app needs ${ports} and has no modules`])
  }
  refuse('capability_unreachable_error', [...findUnplanned(needs, deployed), ...findUnservable(deployed)])
  if (plan === null || lockfile === null)
    throw new ActivationError('activation_error', ['a binding plan and its lockfile come together or not at all'])
  refuse('artifact_alignment_error', findForeignApi({ 'the binding plan': plan, 'the lockfile': lockfile }))
  refuse('activation_error', findStrangers(app.id, deployed))
}

function refuse(code: ActivationError['code'], problems: readonly string[]): void {
  if (problems.length > 0) throw new ActivationError(code, problems)
}

function findMissingPorts({ plan, isGiven }: Deployed, hostPorts: HostPorts): readonly string[] {
  const isDelegating = plan?.capabilityBindings.some(({ resolution }) => resolution.mode === 'delegated') ?? false
  const missing = [
    ...(isDelegating && hostPorts.capabilityDelegation === undefined ? ['capabilityDelegation.invokeDelegated'] : []),
    // The bundle's own lockfile was held against its modules when it was built.
    ...(isGiven && hostPorts.moduleIntegrity === undefined ? ['moduleIntegrity.assert'] : []),
  ]
  return missing.map((port) => failure('host_port_missing', { port }).message)
}

function findUnplanned(needs: Program['requirements'], { plan }: Deployed): readonly string[] {
  return needs.flatMap(({ portId, portVersion }) => {
    const planned = plan?.capabilityBindings.find((binding) => binding.portId === portId)
    if (planned === undefined) return [`no module serves the port ${portId}`]
    if (planned.portVersion !== portVersion)
      return [`the port ${portId} is needed at version ${portVersion}, and planned at version ${planned.portVersion}`]
    const { resolution } = planned
    if (resolution.mode !== 'unreachable') return []
    return [
      `the port ${portId} is planned to be unreachable${resolution.reason === undefined ? '' : `: ${resolution.reason}`}`,
    ]
  })
}

function findUnservable({ plan, modules }: Deployed): readonly string[] {
  const bindings = plan?.capabilityBindings ?? []
  const problems = bindings.flatMap(({ portId, resolution }) => {
    if (resolution.mode === 'delegated' && isOfStore(portId))
      return [`the port ${portId} is served by the store of the app, and cannot be delegated`]
    if (resolution.mode !== 'local') return []
    const found = modules.find((module) => module.id === resolution.providerId)
    if (found === undefined)
      return [`the port ${portId} is bound to ${resolution.providerId}, and there is no such module`]
    return found.kind === 'provider' || found.kind === 'guest'
      ? []
      : [`the port ${portId} is bound to ${found.id}, which is no provider`]
  })
  const ofStore = bindings.filter(({ portId }) => isOfStore(portId))
  const stores = new Set(
    ofStore.flatMap(({ resolution }) => (resolution.mode === 'local' ? [resolution.providerId] : [])),
  )
  if (stores.size > 1)
    problems.push(
      `one module must serve all of collections.*, history.* and session.*, not ${[...stores].join(' and ')}`,
    )
  return problems
}

function findForeignApi(artifacts: Readonly<Record<string, { readonly hostApiVersion: string }>>): readonly string[] {
  return Object.entries(artifacts)
    .filter(([, artifact]) => artifact.hostApiVersion !== hostApiVersion)
    .map(
      ([name, artifact]) => `${name} was made for host API ${artifact.hostApiVersion}, and this is ${hostApiVersion}`,
    )
}

function findStrangers(appId: string, { plan, lockfile }: Deployed): readonly string[] {
  if (plan === null || lockfile === null) return []
  const problems: string[] = []
  if (plan.appId !== appId) problems.push(`the binding plan is of the app ${plan.appId}, and this is ${appId}`)
  if (lockfile.appId !== appId) problems.push(`the lockfile is of the app ${lockfile.appId}, and this is ${appId}`)
  if (plan.environment !== lockfile.environment)
    problems.push(`the binding plan is for ${plan.environment}, and the lockfile for ${lockfile.environment}`)
  return problems
}
