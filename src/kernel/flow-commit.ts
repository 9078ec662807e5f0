// Takes what an action came to; gives what of it a commit carries for flows: runs that follow, the step that it is.
// Promises that nothing is carried where the jobs of flows are kept elsewhere.
// Does not add jobs that no commit carries.

import type { Principal } from '../contract/caller.js'
import type { FlowStepPlace } from '../contract/flow-work.js'
import type { Json } from '../contract/json.js'
import type { Commit } from '../contract/store.js'
import type { Answered } from './ending.js'
import type { Host } from './host.js'
import type { Invocation } from './invocation.js'

export type FlowCommit = Pick<Commit, 'jobs' | 'step'>

/** The action whose commit it is. */
export interface Emitter {
  readonly received: Invocation<'received'>
  readonly principal: Principal
  readonly step?: FlowStepPlace
}

/** Null where the action has nothing to commit for flows. */
export function flowCommitOf({ flows }: Host, emitter: Emitter, { signals, output }: Answered): FlowCommit | null {
  if (flows === null || !flows.isTransactional) return null
  const { principal, received, step } = emitter
  const jobs = flows.jobsOf({ signals, principal, ctx: received.ctx, depth: depthAfter(step) })
  const followed = jobs.length > 0 ? { jobs } : {}
  if (step === undefined) return jobs.length > 0 ? followed : null
  // What an action gives is JSON: readers and templates make nothing else.
  return { ...followed, step: { hold: step.hold, path: step.path, output: output as Json } }
}

/** How many flow runs lead to a run that follows a signal of this step, or of a mutation. */
export function depthAfter(step: FlowStepPlace | undefined): number {
  return (step?.depth ?? 0) + 1
}
