// Takes the compiled app; gives nothing, or throws everything that its deployment lacks.
// Promises that each port that the app needs has a module of a kind that can serve it.
// Does not load a module: that takes time, and creation is synchronous.

import { type Deployment, hostApiVersion } from '../contract/deployment.js'
import type { Program } from '../contract/program.js'
import { ActivationError } from './activation-error.js'
import { historyPortsOf } from './check-history.js'
import { judgePort } from './judge.js'

/** Whether a port is one that the app's store serves. */
export function isOfStore(port: string): boolean {
  return /^(collections|history|session)\./.test(port)
}

/** Refuses an app that could not answer. */
export function checkDeployment(program: Program): void {
  const { deployment } = program
  const needs = needsOf(program)
  if (deployment === null) {
    if (needs.length === 0) return
    throw new ActivationError('activation_error', [`the app needs ${needs.join(', ')} and has no modules`])
  }
  if (deployment.hostApiVersion !== hostApiVersion)
    throw new ActivationError('activation_error', [
      `the bundle was made for host API ${deployment.hostApiVersion}, and this is ${hostApiVersion}`,
    ])
  const unbound = needs.filter((port) => !deployment.bindings.some((binding) => binding.port === port))
  const problems = [...unbound.map((port) => `no module serves the port ${port}`), ...findUnservable(deployment)]
  if (problems.length > 0) throw new ActivationError('capability_unreachable_error', problems)
}

// A query always reads a collection, or history; whether a mutation does shows when it runs.
function needsOf(program: Program): readonly string[] {
  const needed = [...program.ports.keys()].filter((port) => port !== judgePort)
  const readsRecords = [...program.queries.values()].some(({ projection }) => projection.strategy !== 'timeline')
  const reads = readsRecords ? ['collections.read'] : []
  return [...needed, ...reads, ...historyPortsOf(program)].sort()
}

function findUnservable({ bindings, modules }: Deployment): readonly string[] {
  const problems = bindings.flatMap(({ port, module: id }) => {
    const found = modules.find((module) => module.id === id)
    if (found === undefined) return [`the port ${port} is bound to ${id}, and there is no such module`]
    return found.kind === 'provider' ? [] : [`the port ${port} is bound to ${id}, which is no provider`]
  })
  const stores = new Set(bindings.filter(({ port }) => isOfStore(port)).map(({ module }) => module))
  if (stores.size > 1)
    problems.push(`one module must serve all of collections.* and session.*, not ${[...stores].join(' and ')}`)
  return problems
}
