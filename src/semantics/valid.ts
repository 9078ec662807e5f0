import type { Issue } from '../contract/issues.js'
import type { Reader } from '../contract/program.js'
import { callFailed } from './call-failed.js'
import { describeIssues, IssueList } from './issue-list.js'

/** Reads what a capability or port takes or gives; a misfit ends the call with `capability_contract_error`. */
export function valid<Value>(reader: Reader<Value>, raw: unknown, port: string): Value {
  const issues = new IssueList()
  const value = reader(raw, issues)
  if (issues.found === undefined) return value
  throw callFailed(
    'capability_contract_error',
    { port, problem: describeIssues(issues.found) },
    detailsOf(issues.found),
  )
}

/** Reads the input of an action; a misfit ends the call with `action_step_input_error`. */
export function actionInput<Value>(reader: Reader<Value>, raw: unknown, action: string): Value {
  const issues = new IssueList()
  const value = reader(raw, issues)
  if (issues.found === undefined) return value
  throw callFailed(
    'action_step_input_error',
    { action, problem: describeIssues(issues.found) },
    detailsOf(issues.found),
  )
}

function detailsOf(issues: readonly Issue[]) {
  return { issues: issues.map(({ path, problem }) => ({ path, problem })) }
}
