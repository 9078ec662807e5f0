import type { AppRuntime } from '../contract/invocation.js'

/** Lets every run of a flow end that the calls before have led to. */
export async function drainFlows(runtime: AppRuntime): Promise<void> {
  await runtime.drain()
}

/** How many runs of each flow have completed. */
export async function countCompletedRuns(runtime: AppRuntime): Promise<ReadonlyMap<string, number>> {
  const counts = await runtime.flows.counts()
  return new Map(counts.map(({ flow, completed }) => [flow, completed]))
}
