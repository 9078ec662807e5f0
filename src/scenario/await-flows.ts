import type { AppRuntime } from '../contract/invocation.js'

/** What a runtime has where its app has flows. */
interface FlowWork {
  /** Fulfilled when no run is pending or running. */
  drain?(): Promise<void>
  readonly flows?: { counts(): Promise<readonly { readonly flow: string; readonly completed: number }[]> }
}

/** Lets every run of a flow end that the calls before have led to. */
export async function drainFlows(runtime: AppRuntime & FlowWork): Promise<void> {
  await runtime.drain?.()
}

/** How many runs of each flow have completed. */
export async function countCompletedRuns(runtime: AppRuntime & FlowWork): Promise<ReadonlyMap<string, number>> {
  const counts = (await runtime.flows?.counts()) ?? []
  return new Map(counts.map(({ flow, completed }) => [flow, completed]))
}
