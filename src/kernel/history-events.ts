import type { Context } from '../contract/caller.js'
import type { SignalEnvelope } from '../contract/envelope.js'
import type { HistoryRecord } from '../contract/history.js'
import type { Json } from '../contract/json.js'
import type { Program } from '../contract/program.js'

/** The signals as history keeps them, one for one and in their order; none where the app keeps no history. */
export function eventsOf(
  { history }: Program,
  signals: readonly SignalEnvelope[],
  { traceId }: Context,
): readonly HistoryRecord[] {
  if (history === undefined) return []
  return signals.map(({ signalId, signalVersion, eventKey, emittedAt, payload }) => ({
    signalName: signalId,
    signalVersion,
    eventKey,
    emittedAt,
    traceId,
    // A payload was read by its signal's own reader, which gives nothing but JSON.
    payload: payload as Json,
  }))
}
