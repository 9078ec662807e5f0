// Takes an allowed route; gives its screen rendered, or how it failed.
// Promises that what cannot be shown does not keep the rest from being shown.
// Does nothing that an interaction of the screen would do.

import type { Warning } from '../contract/envelope.js'
import type { Json } from '../contract/json.js'
import type { RouteProgram } from '../contract/program.js'
import type { RenderedScreen } from '../contract/screen.js'
import type { SessionPatch } from '../contract/session.js'
import { bug } from '../semantics/bug.js'
import { own } from '../semantics/read-path.js'
import { renderNodes } from '../semantics/render-nodes.js'
import { warning } from '../semantics/wording.js'
import { type Ending, none } from './ending.js'
import type { Host } from './host.js'
import type { Allowed } from './invocation.js'
import { type EffectSet, effectBits, noEffects } from './observed-effects.js'
import { patchSession } from './patch-session.js'
import { runSlots } from './run-slots.js'

/** Lays the inputs over the session, asks the slots and renders the nodes. */
export async function dispatchRoute(host: Host, allowed: Allowed<RouteProgram>): Promise<Ending> {
  const { screen } = allowed.entrypoint
  const opened = await openForRoute(host, allowed)
  const { scope, meta, effects } = await runSlots(host, allowed, { screen, session: opened.session })
  const { tree, hidden, diagnostics } = renderNodes(screen, scope)
  const output: RenderedScreen = { screen: screen.id, tree, hidden, data_meta: meta, diagnostics }
  return {
    stage: 'ended',
    status: 'ok',
    called: 'route',
    output,
    effects: opened.effects | effects,
    signals: none,
    triggers: none,
    warnings: opened.warnings,
  }
}

interface Opened {
  readonly session: object
  readonly effects: EffectSet
  readonly warnings: readonly Warning[]
}

const withoutSession: Opened = { session: {}, effects: noEffects, warnings: none }

async function openForRoute(host: Host, allowed: Allowed<RouteProgram>): Promise<Opened> {
  const program = host.program.session
  if (program === undefined) return withoutSession
  const { principal, received, ctx } = allowed
  const patches = overlayOf(allowed)
  const patched = await patchSession(host, { principal, sessionId: received.sessionId, ctx }, { program, patches })
  if (!patched.ok) throw bug('the input of a route does not fit the session')
  const written = patched.isKept === 'kept' ? effectBits.session : noEffects
  return {
    session: patched.session,
    effects: effectBits.read | written,
    warnings: patched.isKept === 'failed' ? [warning('session_store_error', {})] : none,
  }
}

/** The inputs that are laid over the session: those that are there and not null. */
export function overlayOf({ entrypoint, input }: Allowed<RouteProgram>): readonly SessionPatch[] {
  return entrypoint.overlay.flatMap((path): readonly SessionPatch[] => {
    const value = own(input as object, path) as Json | undefined
    return value === undefined || value === null ? [] : [{ op: 'set', path, value }]
  })
}
