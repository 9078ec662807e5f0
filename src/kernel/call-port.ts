// Takes a port, an input and the step that calls; gives the port's valid output, at once where the port answers at once.
// Promises that input and output fit the contract, that no effect goes unobserved or undeclared, and an end in time.
// Does not retry, and does not tell the caller what a provider threw, unless it threw a `PortError`.

import type { Context, Principal } from '../contract/caller.js'
import type { Failure } from '../contract/envelope.js'
import type { Awaitable, Json } from '../contract/json.js'
import { CallFailed, callFailed } from '../semantics/call-failed.js'
import { isJson } from '../semantics/is-json.js'
import { isPlainObject } from '../semantics/read-values.js'
import { valid } from '../semantics/valid.js'
import { failure } from '../semantics/wording.js'
import type { BoundPort } from './bound-port.js'
import { type Deadline, deadlineOf } from './deadline.js'
import type { Host } from './host.js'
import { type EffectSet, effectBits, effectsOf, listEffects } from './observed-effects.js'
import { OpenCall } from './open-call.js'
import { effectsIn, readResult } from './read-result.js'

/** The action on whose behalf a port is called. */
export interface PortCaller {
  readonly principal: Principal
  readonly ctx: Context
  /** What step keys begin with: the id of the call, or the step of a flow run. */
  readonly origin: string
  /** What the action may do. */
  readonly permitted: EffectSet
  /** The time of the step around the call. */
  readonly deadline?: Deadline | null
  observe(effects: EffectSet): void
}

export interface PortRequest {
  readonly input: unknown
  /** `<action id>/<path of the step>`. */
  readonly step: string
  /** The most milliseconds; the usual ones where it is absent. */
  readonly timeoutMs?: number | undefined
  readonly caller: PortCaller
}

/** Calls one port once. */
export function callPort(
  host: Host,
  bound: BoundPort,
  { input, step, timeoutMs, caller }: PortRequest,
): Awaitable<unknown> {
  const { program, declared } = bound
  caller.deadline?.check()
  const given = valid(program.readInput, input, program.id)
  if (bound.serve.kind === 'typed') {
    check(bound, caller, declared)
    // Before the call: one that throws may have had every effect already.
    caller.observe(declared)
  }
  const attempt = { host, bound, caller, call: new OpenCall(host, caller, step) }
  let answer: unknown
  try {
    answer = send(attempt, given)
  } catch (thrown) {
    throw failed(attempt, thrown)
  }
  return isThenable(answer) ? receiveLater(attempt, answer, timeoutMs) : receive(attempt, answer)
}

interface Attempt {
  readonly host: Host
  readonly bound: BoundPort
  readonly caller: PortCaller
  readonly call: OpenCall
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'
}

function send({ bound, call }: Attempt, input: unknown): unknown {
  const { serve, program } = bound
  if (serve.kind === 'typed') return serve.call(input, call)
  const { ctx, stepKey } = call
  const { subject, roles } = call.principal
  const { id: portId, version: portVersion } = program
  const sent = { portId, portVersion, input, principal: { subject, roles }, ctx, stepKey }
  return serve.kind === 'untyped'
    ? serve.instance.invoke(sent)
    : serve.host.invokeDelegated({ ...sent, ...serve.route })
}

async function receiveLater(
  attempt: Attempt,
  answer: PromiseLike<unknown>,
  timeoutMs: number | undefined,
): Promise<unknown> {
  const { host, bound, caller, call } = attempt
  const deadline = deadlineOf(host, bound.program.id, { timeoutMs, outer: caller.deadline ?? null })
  let received: unknown
  try {
    received = await deadline.wait(Promise.resolve(answer))
  } catch (thrown) {
    if (deadline.isOver) call.giveUp()
    throw failed(attempt, thrown)
  } finally {
    deadline.end()
  }
  return receive(attempt, received)
}

function receive({ bound, caller }: Attempt, answer: unknown): unknown {
  const { program, serve, declared } = bound
  if (serve.kind === 'typed') return valid(program.readOutput, answer, program.id)
  const told = effectsIn(answer)
  const observed = told === null ? declared : effectsOf(told)
  caller.observe(observed)
  const { problem, result } = readResult(answer)
  if (problem !== null) throw callFailed('capability_contract_error', { port: program.id, problem })
  // What the port may not do is told even where the call went well: this check follows the act.
  check(bound, caller, observed)
  if (!result.ok) throw new CallFailed({ ...result.error, retryable: result.error.retryable === true })
  return valid(program.readOutput, result.output, program.id)
}

function check({ program, declared }: BoundPort, { permitted }: PortCaller, effects: EffectSet): void {
  const always = effectBits.compute | effectBits.read
  const [effect] = listEffects(effects & ~(declared & (permitted | always)))
  if (effect !== undefined) throw callFailed('effect_violation_error', { port: program.id, effect })
}

function failed({ host, bound, caller, call }: Attempt, thrown: unknown): CallFailed {
  const { program, module, serve, declared } = bound
  if (serve.kind !== 'typed') caller.observe(declared)
  // Its time, or that of a step around it, was up.
  if (thrown instanceof CallFailed) return thrown
  const isDelegated = serve.kind === 'delegated'
  // By name, not by class: a bundled provider may carry its own copy of `PortError`.
  const told = !isDelegated && thrown instanceof Error && thrown.name === 'PortError' ? toldFailure(thrown) : null
  if (told !== null) return new CallFailed(told)
  const { id: invocationId, traceId } = call.ctx
  host.logger.error(`the port ${program.id} failed`, { module, invocationId, traceId, thrown })
  const code = isDelegated ? 'capability_delegation_error' : 'capability_invocation_error'
  return new CallFailed(failure(code, { port: program.id }))
}

function toldFailure(error: { code?: unknown; message?: unknown; retryable?: unknown; details?: unknown }) {
  const { code, message, retryable, details } = error
  if (typeof code !== 'string' || code === '' || typeof message !== 'string') return null
  const told: Failure = { code, message, retryable: retryable === true }
  return isPlainObject(details) && isJson(details) ? { ...told, details: details as Record<string, Json> } : told
}
