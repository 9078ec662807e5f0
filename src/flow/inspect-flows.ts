import type { FlowInspection, FlowStore } from '../contract/flow-store.js'
import type { FlowProgram } from '../contract/program.js'
import { compareText } from '../semantics/compare-values.js'

/** What an operator can see of these flows; `retried` is called when a failed run is pending again. */
export function inspectFlows(
  flows: ReadonlyMap<string, FlowProgram>,
  store: FlowStore,
  retried: () => void,
): FlowInspection {
  return {
    counts: async () => {
      const counted = new Map((await store.counts()).map((counts) => [counts.flow, counts]))
      return [...flows.keys()]
        .sort(compareText)
        .map((flow) => counted.get(flow) ?? { flow, pending: 0, completed: 0, failed: 0, deduped: 0 })
    },
    deadLetters: async () => (await store.deadLetters()).filter(({ job }) => flows.has(job.flow)),
    retryDeadLetter: async (id) => {
      const isPending = await store.retryDeadLetter(id)
      if (isPending) retried()
      return isPending
    },
  }
}
