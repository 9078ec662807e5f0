import type { SignalEnvelope } from '../contract/envelope.js'
import type { SignalContext } from '../contract/signal-context.js'

/** A signal as the expressions see it that are about one emission of it. */
export function signalContextOf(signal: SignalEnvelope, traceId: string): SignalContext {
  return {
    signal_name: signal.signalId,
    version: signal.signalVersion,
    event_key: signal.eventKey,
    emitted_at: signal.emittedAt,
    trace_id: traceId,
  }
}
