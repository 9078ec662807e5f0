import type { ClaimedJob } from '../contract/flow-store.js'
import type { FlowProgram } from '../contract/program.js'
import { IssueList } from '../semantics/issue-list.js'
import type { FlowHost } from './flow-host.js'

/**
 * The state that a run begins with, as the flow's program declares it. What an older version of the app has left under
 * another type, or under a name that is gone, begins anew.
 */
export function readState({ logger }: FlowHost, flow: FlowProgram, { correlation, job }: ClaimedJob): unknown {
  const stored = correlation?.state ?? {}
  const issues = new IssueList()
  const state = flow.readState(stored, issues)
  if (issues.found === undefined) return state
  const misfits = new Set(issues.found.map(({ path }) => path.split('.')[0]))
  logger.warn('members of the state of a flow do not fit it any more and begin anew', {
    flow: flow.id,
    correlationKey: job.correlationKey,
    members: [...misfits],
  })
  const fitting = Object.entries(stored).filter(([name]) => !misfits.has(name))
  return flow.readState(Object.fromEntries(fitting), new IssueList())
}
