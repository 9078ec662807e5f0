// Takes the action of a flow step; gives its envelope, as a mutation that runs it would have one.
// Promises a unit of work of its own that records the step, and that signals go where those of mutations go.
// Does not check access, which was the emitting call's, and does not try again.

import type { Envelope } from '../contract/envelope.js'
import type { FlowAction } from '../contract/flow-work.js'
import { deliverSignals } from './deliver-signals.js'
import { failed } from './ending.js'
import { envelope } from './envelope.js'
import { failureOf } from './failure-of.js'
import type { Host } from './host.js'
import type { Invocation } from './invocation.js'
import { performAction } from './perform-action.js'
import { unreceived } from './receive.js'
import { startFlows } from './start-flows.js'

/** Runs the action of one step. Never rejects. */
export async function performFlowAction(host: Host, flowAction: FlowAction): Promise<Envelope> {
  const { action, input, principal, ctx, step } = flowAction
  const received: Invocation<'received'> = { ...unreceived, ctx, arrivedMs: host.time.ms, isPinned: false }
  const emitter = { received, principal, step }
  try {
    const performed = await performAction(host, { ...emitter, entrypoint: action, input }, null)
    const delivered = await deliverSignals(host, performed.envelope, principal)
    return await startFlows(host, delivered, emitter)
  } catch (thrown) {
    return envelope(host, received, failed('mutation', failureOf(host.logger, ctx, thrown)))
  }
}
