import type { ModelOptions } from '../artifact/app-model.js'
import type { CheckedSignal } from '../artifact/checked-app.js'
import type { CheckedFlow, FlowModel } from '../artifact/flow-model.js'
import { declarationIdentifier } from '../artifact/identifier.js'
import { standardSignals } from '../artifact/standard-signals.js'
import { modelGuards } from './model-guards.js'
import { modelFlowSteps } from './model-steps.js'

/** A flow with its steps as one function over the run. */
export function modelFlow(flow: CheckedFlow, locate: ModelOptions['locate']): FlowModel {
  const { at, steps, guards, ...parts } = flow
  return {
    ...parts,
    identifier: declarationIdentifier('flow', flow.id),
    origin: locate(at),
    steps: modelFlowSteps(steps, locate),
    guards: modelGuards(guards, locate),
  }
}

/** The runtime's own signals that some flow listens to: the program has to know them then. */
export function listHeardSignals(flows: readonly CheckedFlow[]): readonly CheckedSignal[] {
  return [...standardSignals.values()].flatMap((signal) => {
    const flow = flows.find(({ on }) => on.includes(signal.id))
    if (flow === undefined) return []
    const nothing = { description: null, eventKey: null, migrations: [], guards: null }
    return [{ ...signal, ...nothing, at: flow.at }]
  })
}
