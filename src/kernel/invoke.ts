// Takes whatever a caller sends; gives the envelope, at once where nothing has to be waited for.
// Promises the order of the stages, and that nothing is ever thrown: what is, is a bug or a failed step, told here.
// Does nothing of the stages' own work.

import type { Envelope } from '../contract/envelope.js'
import type { Refusal } from '../contract/invocation.js'
import type { Awaitable } from '../contract/json.js'
import type { MutationProgram, QueryProgram, RouteProgram } from '../contract/program.js'
import { bug } from '../semantics/bug.js'
import { isPromise } from '../semantics/is-promise.js'
import { admit } from './authorize.js'
import { deliverSignals } from './deliver-signals.js'
import { dispatchQuery } from './dispatch-query.js'
import { type Called, type Ending, failed, type Refused, refused } from './ending.js'
import { envelope } from './envelope.js'
import { failureOf } from './failure-of.js'
import type { Host } from './host.js'
import type { Allowed, Entrypoint, Invocation } from './invocation.js'
import { performAction } from './perform-action.js'
import { receive, unreceived } from './receive.js'
import { recordResult } from './record-result.js'
import { type Pending, replay } from './replay.js'
import { resolve } from './resolve.js'
import { screenKernelOf } from './screen-kernel-of.js'
import { startFlows } from './start-flows.js'
import { validate } from './validate.js'

/** Runs one call through the pipeline. */
export function invoke(host: Host, request: unknown): Awaitable<Envelope> {
  let received = unreceived
  try {
    received = receive(host, request)
  } catch (thrown) {
    return apologize(host, { received, called: 'nothing', thrown })
  }
  return proceed(host, received)
}

/** Runs a call that has been received through the rest of the pipeline. */
export function proceed(host: Host, received: Invocation<'received'>): Awaitable<Envelope> {
  let called: Called = 'nothing'
  try {
    const resolved = resolve(host.program, received)
    if (resolved.stage === 'ended') return envelope(host, received, resolved)
    called = resolved.entrypoint.kind
    const valid = validate(resolved)
    if (valid.stage === 'ended') return envelope(host, received, valid)
    const admitted = admit(host, valid)
    return isPromise(admitted) ? dispatchLater(host, valid, admitted) : dispatch(host, received, admitted)
  } catch (thrown) {
    return apologize(host, { received, called, thrown })
  }
}

type Admitted = Allowed<Entrypoint> | Refused

function dispatch(host: Host, received: Invocation<'received'>, admitted: Admitted): Awaitable<Envelope> {
  if (admitted.stage === 'ended') return envelope(host, received, admitted)
  if (isMutation(admitted)) return invokeMutation(host, admitted)
  if (isRoute(admitted)) return envelopeLater(host, admitted, openRoute(host, admitted))
  return invokeQuery(host, admitted as Allowed<QueryProgram>)
}

async function dispatchLater(
  host: Host,
  { received, entrypoint }: Invocation<'valid'>,
  admitted: Promise<Admitted>,
): Promise<Envelope> {
  try {
    return await dispatch(host, received, await admitted)
  } catch (thrown) {
    return apologize(host, { received, called: entrypoint.kind, thrown })
  }
}

function isMutation(allowed: Allowed<Entrypoint>): allowed is Allowed<MutationProgram> {
  return allowed.entrypoint.kind === 'mutation'
}

function isRoute(allowed: Allowed<Entrypoint>): allowed is Allowed<RouteProgram> {
  return allowed.entrypoint.kind === 'route'
}

function openRoute(host: Host, allowed: Allowed<RouteProgram>): Promise<Ending> {
  const kernel = screenKernelOf(host)
  if (kernel === null) throw bug('the program has routes and not the kernel that opens them')
  return kernel.dispatchRoute(host, allowed)
}

function invokeQuery(host: Host, allowed: Allowed<QueryProgram>): Awaitable<Envelope> {
  const { received } = allowed
  const ending = dispatchQuery(host, allowed)
  return isPromise(ending) ? envelopeLater(host, allowed, ending) : envelope(host, received, ending)
}

async function envelopeLater(host: Host, allowed: Allowed<Entrypoint>, ending: Promise<Ending>): Promise<Envelope> {
  const { received, entrypoint } = allowed
  try {
    return envelope(host, received, await ending)
  } catch (thrown) {
    return apologize(host, { received, called: entrypoint.kind, thrown })
  }
}

function invokeMutation(host: Host, allowed: Allowed<MutationProgram>): Awaitable<Envelope> {
  return allowed.received.key === null ? performOnce(host, allowed) : replay(host, allowed, perform)
}

async function performOnce(host: Host, allowed: Allowed<MutationProgram>): Promise<Envelope> {
  try {
    const performed = await performAction(host, allowed, null)
    return await handOn(host, performed.envelope, allowed)
  } catch (thrown) {
    return apologize(host, { received: allowed.received, called: 'mutation', thrown })
  }
}

async function perform({ host, policy, invocation, claim }: Pending): Promise<Envelope> {
  const performed = await performAction(host, invocation, claim)
  return handOn(host, await recordResult(host, policy, { claim, performed }), invocation)
}

// A call that emits nothing has nothing to hand on, and need not wait for it.
function handOn(host: Host, finished: Envelope, allowed: Allowed<MutationProgram>): Awaitable<Envelope> {
  return finished.emittedSignals.length === 0 ? finished : handOnSignals(host, finished, allowed)
}

async function handOnSignals(host: Host, finished: Envelope, allowed: Allowed<MutationProgram>): Promise<Envelope> {
  return startFlows(host, await deliverSignals(host, finished, allowed.principal), allowed)
}

/** Something that nobody foresaw while a call was answered. */
export interface Accident {
  readonly received: Invocation<'received'>
  readonly called: Called
  readonly thrown: unknown
}

/** The answer to a call that ended by something thrown. */
export function apologize(host: Host, { received, called, thrown }: Accident): Envelope {
  return envelope(host, received, failed(called, failureOf(host.logger, received.ctx, thrown)))
}

/** The answer to a call that is not let in at all. */
export function refuseCall(host: Host, request: unknown, refusal: Refusal): Envelope {
  let received = unreceived
  try {
    received = receive(host, request)
    if ('thrown' in refusal) return apologize(host, { received, called: 'nothing', thrown: refusal.thrown })
    return envelope(host, received, 'code' in refusal ? failed('nothing', refusal) : refused(kindOf(received), refusal))
  } catch (thrown) {
    return apologize(host, { received, called: 'nothing', thrown })
  }
}

function kindOf({ kind }: Invocation<'received'>): Called {
  return kind === 'query' || kind === 'mutation' || kind === 'route' ? kind : 'nothing'
}
