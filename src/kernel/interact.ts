// Takes an event of a rendered screen; gives the envelope of what it led to.
// Promises that nothing is done that the caller could not do without the screen: the route must be open to him, and what
// is called goes through the whole pipeline.
// Does not render, and does not believe the renderer: inputs are evaluated again.

import type { Envelope, Violation } from '../contract/envelope.js'
import type { RouteProgram } from '../contract/program.js'
import type { InteractionProgram } from '../contract/screen.js'
import { failure, violation } from '../semantics/wording.js'
import { admit } from './authorize.js'
import { overlayOf } from './dispatch-route.js'
import { type Ending, failed, none, refused } from './ending.js'
import { envelope } from './envelope.js'
import { findTarget, type Target } from './find-interaction.js'
import type { Host } from './host.js'
import type { Allowed } from './invocation.js'
import { apologize, proceed } from './invoke.js'
import { loadSession, openStored, sessionKeyOf } from './load-session.js'
import { effectBits, noEffects } from './observed-effects.js'
import { patchSession } from './patch-session.js'
import { type InteractEvent, readEvent } from './read-event.js'
import { receive, unreceived } from './receive.js'
import { runSlots } from './run-slots.js'
import { validate } from './validate.js'

/** Answers an event. */
export async function interact(host: Host, request: unknown): Promise<Envelope> {
  let received = unreceived
  try {
    received = receive(host, request)
    const event = readEvent(request)
    if ('violations' in event) return envelope(host, received, refused('nothing', event.violations))
    const target = findTarget(host.program, event)
    if ('ending' in target) return envelope(host, received, target.ending)
    const valid = validate({ stage: 'resolved', received, entrypoint: target.route })
    if (valid.stage === 'ended') return envelope(host, received, valid)
    const allowed = await admit(host, valid)
    if (allowed.stage === 'ended') return envelope(host, received, allowed)
    return await act(host, allowed as Allowed<RouteProgram>, { event, target })
  } catch (thrown) {
    return apologize(host, { received, called: 'route', thrown })
  }
}

interface Event {
  readonly event: InteractEvent
  readonly target: Target
}

async function act(host: Host, allowed: Allowed<RouteProgram>, { event, target }: Event): Promise<Envelope> {
  const { received } = allowed
  if (target.kind === 'path')
    return envelope(host, received, await writePath(host, allowed, { event, path: target.path }))
  const { interaction } = target
  const input = await inputOf(host, allowed, { event, interaction })
  const { kind, entrypoint: entrypointId } = interaction
  return proceed(host, { ...received, kind, entrypointId, input })
}

/** `session.write` of the one path that the node is for. */
async function writePath(
  host: Host,
  { principal, received, ctx }: Allowed<RouteProgram>,
  { event, path }: { readonly event: InteractEvent; readonly path: string },
): Promise<Ending> {
  const program = host.program.session
  if (program === undefined) return unreachable()
  const call = { principal, sessionId: received.sessionId, ctx }
  const patches = [{ op: 'set', path, value: event.value }] as const
  const patched = await patchSession(host, call, { program, patches })
  if (!patched.ok)
    return refused(
      'route',
      patched.issues.map(({ problem }) => misfit(problem)),
    )
  if (patched.isKept === 'failed') {
    const found = failure('capability_invocation_error', { port: 'session.write' })
    return failed('route', found, { effects: effectBits.session, warnings: none })
  }
  if (patched.isKept === 'nowhere' && sessionKeyOf(call) !== null) return unreachable()
  const effects = patched.isKept === 'kept' ? effectBits.session : noEffects
  const answer = { stage: 'ended', status: 'ok', called: 'route', output: {} } as const
  return { ...answer, effects, signals: none, triggers: none, warnings: none }
}

function misfit(problem: string): Violation {
  return violation('validation_error', { problem: `value ${problem}` }, { path: 'value' })
}

function unreachable(): Ending {
  return failed('route', failure('capability_unreachable_error', { port: 'session.write' }))
}

/** The input as it is at the time of the event. */
async function inputOf(
  host: Host,
  allowed: Allowed<RouteProgram>,
  { event, interaction }: { readonly event: InteractEvent; readonly interaction: InteractionProgram },
): Promise<unknown> {
  const { principal, ctx, input, entrypoint } = allowed
  const session = await sessionOf(host, allowed)
  const scope = interaction.readsData
    ? (await runSlots(host, allowed, { screen: entrypoint.screen, session })).scope
    : { data: {}, data_meta: {}, session, input: input as object, principal, ctx }
  return interaction.input({ ...scope, row: event.row ?? null, event: event.event ?? null })
}

/**
 * The session as it is now. What the route's inputs made of it when the screen was rendered is in it already, and may
 * have been changed since; only where nothing keeps it, they are laid over it again.
 */
async function sessionOf(host: Host, allowed: Allowed<RouteProgram>): Promise<object> {
  const program = host.program.session
  if (program === undefined) return {}
  const { principal, received, ctx } = allowed
  const call = { principal, sessionId: received.sessionId, ctx }
  const key = sessionKeyOf(call)
  if (key !== null && host.sessions !== null)
    return openStored(host, program, { found: await loadSession(host, key, ctx), ctx }).session
  const patched = await patchSession(host, call, { program, patches: overlayOf(allowed) })
  return patched.ok ? patched.session : {}
}
