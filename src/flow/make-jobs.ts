// Takes what an action emitted; gives the runs that follow, one for each signal and flow that listens to it.
// Promises their order, by emission and then by the flow's id, and that no flow can keep the action from being committed.
// Does not read what runs share: that is another's until the run has begun.

import type { FlowEvent, FlowJob } from '../contract/flow.js'
import type { Emission } from '../contract/flow-work.js'
import type { FlowProgram } from '../contract/program.js'
import { compareText } from '../semantics/compare-values.js'
import { signalContextOf } from '../semantics/signal-context-of.js'
import { keyOf } from './key-of.js'

/** The flows that listen to each signal, in code-unit order of id. */
export type Listeners = ReadonlyMap<string, readonly FlowProgram[]>

/** Who listens to what. */
export function listenersOf(flows: ReadonlyMap<string, FlowProgram>): Listeners {
  const listeners = new Map<string, FlowProgram[]>()
  for (const flow of [...flows.values()].sort((left, right) => compareText(left.id, right.id)))
    for (const { id } of flow.on) listeners.set(id, [...(listeners.get(id) ?? []), flow])
  return listeners
}

/** The runs that follow from these signals. */
export function makeJobs(listeners: Listeners, emission: Emission, newId: () => string): readonly FlowJob[] {
  const { signals, principal, depth } = emission
  const { now, traceId } = emission.ctx
  return signals.flatMap((signal) =>
    (listeners.get(signal.signalId) ?? []).map((flow): FlowJob => {
      const id = newId()
      const event = {
        payload: signal.payload,
        signal: signalContextOf(signal, traceId),
        principal,
        ctx: { id, now, traceId },
      }
      return { id, flow: flow.id, correlationKey: correlationKeyOf(flow, event), signal, principal, traceId, depth }
    }),
  )
}

// The run finds out why there is none, and fails of it: the action must not.
function correlationKeyOf(flow: FlowProgram, event: FlowEvent): string | null {
  try {
    return flow.correlationKey === undefined ? event.signal.event_key : keyOf(flow.correlationKey(event))
  } catch {
    return null
  }
}
