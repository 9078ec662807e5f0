// Takes the slots of a screen and a caller who may see it; gives the rows of each, and what is known of them.
// Promises that each slot is asked as the query that it is, with the caller's own access, and that one that fails harms
// no other.
// Does not render.

import type { QueryProgram, RouteProgram } from '../contract/program.js'
import type { QueryOutput } from '../contract/query-output.js'
import type { ScreenProgram, ScreenScope, SlotMeta, SlotProgram } from '../contract/screen.js'
import { bug } from '../semantics/bug.js'
import { CallFailed } from '../semantics/call-failed.js'
import { authorize } from './authorize.js'
import { dispatchQuery } from './dispatch-query.js'
import { type Ending, failed } from './ending.js'
import type { Host } from './host.js'
import type { Allowed, Invocation } from './invocation.js'
import { type EffectSet, noEffects } from './observed-effects.js'
import { validate } from './validate.js'

/** What the slots of a screen were answered with. */
export interface AnsweredSlots {
  readonly scope: ScreenScope
  readonly meta: Readonly<Record<string, SlotMeta>>
  readonly effects: EffectSet
}

/** Asks all slots in their order; each sees those before it. */
export async function runSlots(
  host: Host,
  { received, principal, ctx, input }: Allowed<RouteProgram>,
  { screen, session }: { readonly screen: ScreenProgram; readonly session: object },
): Promise<AnsweredSlots> {
  const data: Record<string, readonly object[]> = {}
  const meta: Record<string, SlotMeta> = {}
  // What an input reader gives is an object.
  const scope: ScreenScope = { data, data_meta: meta, session, input: input as object, principal, ctx }
  let effects: EffectSet = noEffects
  for (const slot of screen.slots) {
    const ending = await runSlot(host, received, { slot, scope })
    effects |= ending.effects
    data[slot.name] = ending.status === 'ok' ? (ending.output as QueryOutput).rows : []
    meta[slot.name] = metaOf(ending)
  }
  return { scope, meta, effects }
}

async function runSlot(
  host: Host,
  received: Invocation<'received'>,
  { slot, scope }: { readonly slot: SlotProgram; readonly scope: ScreenScope },
): Promise<Ending> {
  const entrypoint = host.program.queries.get(slot.query)
  if (entrypoint === undefined) throw bug(`a slot asks the query ${slot.query}, which is not there`)
  try {
    const input = slot.args === undefined ? {} : slot.args(scope)
    const asked: Invocation<'resolved'> = {
      stage: 'resolved',
      received: { ...received, kind: 'query', entrypointId: slot.query, input },
      entrypoint,
    }
    const valid = validate(asked)
    if (valid.stage === 'ended') return valid
    const allowed = authorize(host.program, valid)
    return allowed.stage === 'ended' ? allowed : await dispatchQuery(host, allowed as Allowed<QueryProgram>)
  } catch (thrown) {
    if (thrown instanceof CallFailed) return failed('query', thrown.failure)
    throw thrown
  }
}

function metaOf(ending: Ending): SlotMeta {
  switch (ending.status) {
    case 'ok':
      return { status: 'ok', ...(ending.output as QueryOutput).meta }
    case 'rejected': {
      const code = ending.violations[0]?.code
      return code === undefined ? { status: 'rejected' } : { status: 'rejected', code }
    }
    case 'error':
      return { status: 'error', code: ending.failure.code }
  }
}
