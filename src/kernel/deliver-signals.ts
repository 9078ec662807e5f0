// Takes a finished envelope and the caller; gives the envelope back after its signals were handed to listeners and host.
// Promises that only signals of an `ok` call leave, after the commit and in order.
// Does not retry: a sink that fails leaves a warning, and the result stands.

import type { Principal } from '../contract/caller.js'
import type { Envelope } from '../contract/envelope.js'
import { warning } from '../semantics/wording.js'
import { withWarning } from './envelope.js'
import type { Host } from './host.js'
import { tellChange } from './tell-change.js'

/** Tells the listeners, and hands the signals to the host's sink, where there are any and it has one. */
export async function deliverSignals(host: Host, envelope: Envelope, principal: Principal): Promise<Envelope> {
  tellChange(host, envelope)
  if (host.signalSink === null || envelope.status !== 'ok' || envelope.emittedSignals.length === 0) return envelope
  try {
    await host.signalSink.emit(envelope.emittedSignals, principal)
    return envelope
  } catch (thrown) {
    const { invocationId, traceId } = envelope
    host.logger.warn('the signal sink failed', { invocationId, traceId, thrown })
    return withWarning(envelope, warning('signal_sink_error', {}))
  }
}
