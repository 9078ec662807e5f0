// Takes a port, an input and the step that calls; gives the port's valid output.
// Promises that input and output fit the contract, and that no effect goes unobserved or undeclared.
// Does not retry, and does not tell the caller what a provider threw, unless it threw a `PortError`.

import type { Context, Principal } from '../contract/caller.js'
import { type EffectKind, effectKinds } from '../contract/effect.js'
import type { Failure } from '../contract/envelope.js'
import type { Json } from '../contract/json.js'
import type { PortCall } from '../contract/provider.js'
import { CallFailed, callFailed } from '../semantics/call-failed.js'
import { isJson } from '../semantics/is-json.js'
import { isPlainObject } from '../semantics/read-values.js'
import { valid } from '../semantics/valid.js'
import { failure } from '../semantics/wording.js'
import type { BoundPort, TypedPort, UntypedPort } from './bound-port.js'
import type { Host } from './host.js'
import { type EffectSet, effectBits, effectsOf, listEffects } from './observed-effects.js'

/** The action on whose behalf a port is called. */
export interface PortCaller {
  readonly principal: Principal
  readonly ctx: Context
  /** What the action may do. */
  readonly permitted: EffectSet
  observe(effects: EffectSet): void
}

/** Calls one port once. */
export async function callPort(host: Host, bound: BoundPort, request: PortRequest): Promise<unknown> {
  const { program, serve } = bound
  const input = valid(program.readInput, request.input, program.id)
  const call = {
    principal: request.caller.principal,
    ctx: request.caller.ctx,
    stepKey: `${request.caller.ctx.id}/${request.step}`,
    signal: host.closing,
  }
  const output =
    serve.kind === 'typed'
      ? await callTyped(host, bound, { serve, input, call, caller: request.caller })
      : await callUntyped(host, bound, { serve, input, call, caller: request.caller })
  return valid(program.readOutput, output, program.id)
}

export interface PortRequest {
  readonly input: unknown
  /** `<action id>/<path of the step>`. */
  readonly step: string
  readonly caller: PortCaller
}

interface Attempt<Serve> {
  readonly serve: Serve
  readonly input: unknown
  readonly call: PortCall
  readonly caller: PortCaller
}

async function callTyped(host: Host, bound: BoundPort, attempt: Attempt<TypedPort>): Promise<unknown> {
  check(bound, attempt.caller, bound.declared)
  // Before the call: one that throws may have had every effect already.
  attempt.caller.observe(bound.declared)
  try {
    return await attempt.serve.call(attempt.input, attempt.call)
  } catch (thrown) {
    throw portFailure(host, bound, { thrown, ctx: attempt.call.ctx })
  }
}

async function callUntyped(host: Host, bound: BoundPort, attempt: Attempt<UntypedPort>): Promise<unknown> {
  const { program } = bound
  const { subject, roles } = attempt.call.principal
  const { ctx, stepKey } = attempt.call
  const { id: portId, version: portVersion } = program
  let result: unknown
  try {
    const call = { portId, portVersion, input: attempt.input, principal: { subject, roles }, ctx, stepKey }
    result = await attempt.serve.instance.invoke(call)
  } catch (thrown) {
    attempt.caller.observe(bound.declared)
    throw portFailure(host, bound, { thrown, ctx })
  }
  return readResult(bound, attempt.caller, result)
}

function readResult(bound: BoundPort, caller: PortCaller, result: unknown): unknown {
  if (!isPlainObject(result)) throw misfit(bound, 'its result must be an object')
  const { ok, output, error, observedEffects } = result
  if (!areEffects(observedEffects)) throw misfit(bound, 'observedEffects must list effect kinds')
  const effects = effectsOf(observedEffects)
  caller.observe(effects)
  // What the port may not do is told even where the call went well: this check follows the act.
  check(bound, caller, effects)
  if (ok === true) return output
  if (ok !== false) throw misfit(bound, 'ok must be true or false')
  const told = isPlainObject(error) ? toldFailure(error) : null
  throw told === null ? misfit(bound, 'error must have a code and a message') : new CallFailed(told)
}

function areEffects(value: unknown): value is readonly EffectKind[] {
  return Array.isArray(value) && value.every((kind) => (effectKinds as readonly unknown[]).includes(kind))
}

function misfit({ program }: BoundPort, problem: string): CallFailed {
  return callFailed('capability_contract_error', { port: program.id, problem })
}

function check({ program, declared }: BoundPort, caller: PortCaller, effects: EffectSet): void {
  const always = effectBits.compute | effectBits.read
  const [effect] = listEffects(effects & ~always & ~(declared & caller.permitted))
  if (effect !== undefined) throw callFailed('effect_violation_error', { port: program.id, effect })
}

function portFailure(host: Host, { program, module }: BoundPort, at: { thrown: unknown; ctx: Context }): CallFailed {
  const { thrown, ctx } = at
  // By name, not by class: a bundled provider may carry its own copy of `PortError`.
  const told = thrown instanceof Error && thrown.name === 'PortError' ? toldFailure(thrown) : null
  if (told !== null) return new CallFailed(told)
  host.logger.error(`the port ${program.id} failed`, { module, invocationId: ctx.id, traceId: ctx.traceId, thrown })
  return new CallFailed(failure('capability_invocation_error', { port: program.id }))
}

function toldFailure(error: { code?: unknown; message?: unknown; retryable?: unknown; details?: unknown }) {
  const { code, message, retryable, details } = error
  if (typeof code !== 'string' || code === '' || typeof message !== 'string') return null
  const told: Failure = { code, message, retryable: retryable === true }
  return isPlainObject(details) && isJson(details) ? { ...told, details: details as Record<string, Json> } : told
}
