import type { FlowCounts, FlowEnd } from '../../contract/flow-store.js'
import { compareText } from '../../semantics/compare-values.js'

/** How runs have ended, by flow. */
export class FlowTally {
  private readonly ends = new Map<string, Record<FlowEnd['kind'], number>>()

  count(flow: string, kind: FlowEnd['kind']): void {
    const counted = this.ends.get(flow) ?? { completed: 0, failed: 0, deduped: 0 }
    counted[kind]++
    this.ends.set(flow, counted)
  }

  /** The counts with the flows of the jobs that are pending. */
  list(pending: readonly string[]): readonly FlowCounts[] {
    const flows = [...new Set([...this.ends.keys(), ...pending])].sort(compareText)
    return flows.map((flow) => {
      const { completed, failed, deduped } = this.ends.get(flow) ?? { completed: 0, failed: 0, deduped: 0 }
      return { flow, pending: pending.filter((one) => one === flow).length, completed, failed, deduped }
    })
  }
}
