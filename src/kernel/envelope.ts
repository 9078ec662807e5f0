// Takes how a call ended; gives the envelope that the caller gets.
// Promises every member that the language asks for, and lists that cannot be changed behind another caller's back.
// Does not decide anything about the outcome.

import type { Envelope, EnvelopeMeta, Timings, Warning } from '../contract/envelope.js'
import { affectedQueriesOf } from './affected-queries.js'
import type { Answered, Ending, Failed, Refused } from './ending.js'
import { none } from './ending.js'
import type { Host } from './host.js'
import type { Invocation } from './invocation.js'
import { effectBits, listEffects } from './observed-effects.js'

/** The envelope of one ending. */
export function envelope(host: Host, received: Invocation<'received'>, ending: Ending): Envelope {
  switch (ending.status) {
    case 'ok':
      return answer(host, received, ending)
    case 'rejected':
      return rejection(host, received, ending)
    case 'error':
      return error(host, received, ending)
  }
}

// Each kind is written out: putting an object together from parts costs several times as much.
function answer(host: Host, received: Invocation<'received'>, ending: Answered): Envelope {
  return {
    envelopeVersion: '1.0.0',
    status: 'ok',
    ok: true,
    traceId: received.ctx.traceId,
    invocationId: received.ctx.id,
    output: ending.output,
    violations: none,
    emittedSignals: ending.signals,
    observedEffects: listEffects(ending.effects),
    timings: timingsOf(host, received),
    meta: answerMeta(host, ending),
  }
}

function answerMeta(host: Host, ending: Answered): EnvelopeMeta {
  if (ending.called !== 'mutation')
    return {
      replayed: false,
      artifactHash: host.program.hash,
      affectedQueryIds: none,
      refreshTriggers: none,
      warnings: ending.warnings,
    }
  return {
    replayed: false,
    artifactHash: host.program.hash,
    affectedQueryIds: ending.signals.length > 0 ? affectedQueriesOf(host.program, ending.signals) : none,
    refreshTriggers: ending.triggers,
    outcome: isSoftRejection(ending.output) ? 'rejection' : 'success',
    warnings: ending.warnings,
  }
}

/** Whether an action completed and says in its output that it refused. */
export function isSoftRejection(output: unknown): boolean {
  return typeof output === 'object' && output !== null && 'ok' in output && output.ok === false
}

function rejection(host: Host, received: Invocation<'received'>, ending: Refused): Envelope {
  return {
    envelopeVersion: '1.0.0',
    status: 'rejected',
    ok: false,
    traceId: received.ctx.traceId,
    invocationId: received.ctx.id,
    violations: ending.violations,
    emittedSignals: none,
    observedEffects: listEffects(ending.effects),
    timings: timingsOf(host, received),
    meta: apologyMeta(host, ending),
  }
}

function error(host: Host, received: Invocation<'received'>, ending: Failed): Envelope {
  return {
    envelopeVersion: '1.0.0',
    status: 'error',
    ok: false,
    traceId: received.ctx.traceId,
    invocationId: received.ctx.id,
    violations: none,
    error: ending.failure,
    emittedSignals: none,
    observedEffects: listEffects(ending.effects),
    timings: timingsOf(host, received),
    meta: apologyMeta(host, ending),
  }
}

function apologyMeta(host: Host, ending: Refused | Failed): EnvelopeMeta {
  const meta = {
    replayed: false,
    artifactHash: host.program.hash,
    affectedQueryIds: none,
    refreshTriggers: none,
    warnings: ending.warnings,
  }
  if (ending.called !== 'mutation') return meta
  const outcome = ending.status === 'error' ? 'error' : 'rejection'
  const hasLeftTraces = (ending.effects & (effectBits.write | effectBits.network)) !== 0
  return hasLeftTraces ? { ...meta, outcome, partialEffects: true } : { ...meta, outcome }
}

function timingsOf({ time }: Host, { ctx, arrivedMs, isPinned }: Invocation<'received'>): Timings {
  time.advanceIfPossible()
  const durationMs = time.ms - arrivedMs
  const completedAt = isPinned ? after(ctx.now, durationMs) : time.text
  return { startedAt: ctx.now, completedAt, durationMs }
}

function after(start: string, durationMs: number): string {
  if (durationMs === 0) return start
  const text = new Date(Date.parse(start) + durationMs).toISOString()
  // At the end of the year 9999 there is no later instant.
  return text.length === 24 ? text : start
}

/** The same answer given again: nothing differs but the status and what `meta` says of it. */
export function replayed(original: Envelope): Envelope {
  const { status } = original
  switch (status) {
    case 'replayed':
      return original
    case 'ok':
      return replayedAnswer(original)
    default:
      return { ...original, status: 'replayed', meta: { ...original.meta, replayed: true, originalStatus: status } }
  }
}

// Written out, because copying an object member by member takes several times as long.
function replayedAnswer(original: Envelope): Envelope {
  const { meta } = original
  return {
    envelopeVersion: '1.0.0',
    status: 'replayed',
    ok: true,
    traceId: original.traceId,
    invocationId: original.invocationId,
    output: original.output,
    violations: none,
    emittedSignals: original.emittedSignals,
    observedEffects: original.observedEffects,
    timings: original.timings,
    meta: {
      replayed: true,
      originalStatus: 'ok',
      artifactHash: meta.artifactHash,
      affectedQueryIds: meta.affectedQueryIds,
      refreshTriggers: meta.refreshTriggers,
      outcome: meta.outcome ?? 'success',
      warnings: meta.warnings,
    },
  }
}

/** The same envelope with one warning more. */
export function withWarning(envelope: Envelope, added: Warning): Envelope {
  return { ...envelope, meta: { ...envelope.meta, warnings: [...envelope.meta.warnings, added] } }
}
