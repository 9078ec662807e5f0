// Takes a finished envelope and who emitted its signals; gives the envelope back after the runs that follow are pending.
// Promises that only an `ok` call is followed, and that runs begin when this call is over.
// Does not retry: where jobs cannot be added, a warning tells, and the result stands.

import type { Envelope } from '../contract/envelope.js'
import { warning } from '../semantics/wording.js'
import { withWarning } from './envelope.js'
import { depthAfter, type Emitter } from './flow-commit.js'
import type { Host } from './host.js'

/** Adds the runs that no commit has carried, and wakes who runs them. */
export async function startFlows(host: Host, envelope: Envelope, emitter: Emitter): Promise<Envelope> {
  const { flows } = host
  if (flows === null || envelope.status !== 'ok' || envelope.emittedSignals.length === 0) return envelope
  try {
    if (!flows.isTransactional) {
      const { principal, received, step } = emitter
      const { emittedSignals: signals } = envelope
      await flows.enqueue(flows.jobsOf({ signals, principal, ctx: received.ctx, depth: depthAfter(step) }))
    }
    flows.wake()
    return envelope
  } catch (thrown) {
    const { invocationId, traceId } = envelope
    host.logger.error('the runs of flows that follow could not be added', { invocationId, traceId, thrown })
    return withWarning(envelope, warning('flow_dispatch_error', {}))
  }
}
