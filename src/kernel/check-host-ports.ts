import type { HostPorts } from '../contract/host.js'
import { failure } from '../semantics/wording.js'
import { ActivationError } from './activation-error.js'

const functionsOf: { readonly [Port in keyof HostPorts]-?: readonly string[] } = {
  moduleLoader: ['load'],
  replayStore: ['reserve', 'save', 'release'],
  flowStore: [
    'enqueue',
    'claim',
    'extend',
    'hasCompleted',
    'recordStep',
    'postpone',
    'finish',
    'counts',
    'deadLetters',
    'retryDeadLetter',
  ],
  sessionStore: ['load', 'save'],
  clock: ['nowIso'],
  identity: ['newTraceId', 'newInvocationId'],
  logger: ['debug', 'info', 'warn', 'error'],
  principal: ['validate'],
  signalSink: ['emit'],
  timer: ['after'],
  moduleIntegrity: ['assert'],
  capabilityDelegation: ['invokeDelegated'],
  environment: ['get'],
}

/** Refuses a host port that lacks a function, before the first call finds out. */
export function checkHostPorts(hostPorts: HostPorts): void {
  const problems = Object.entries(functionsOf).flatMap(([port, functions]) => {
    const given: unknown = hostPorts[port as keyof HostPorts]
    if (given === undefined || (given === null && port === 'replayStore')) return []
    const missing = functions.filter((name) => typeof (given as Record<string, unknown> | null)?.[name] !== 'function')
    return missing.map((name) => failure('host_port_missing', { port: `${port}.${name}` }).message)
  })
  if (problems.length > 0) throw new ActivationError('host_port_missing', problems)
}
