import type { JsonObject } from '../contract/json.js'
import type { Program } from '../contract/program.js'
import type { ScenarioTrigger } from '../contract/scenario.js'
import { describeIssues, IssueList } from '../semantics/issue-list.js'

/** What is wrong with some members of an input; what is wrong with others, or missing, is not looked at. */
export function findInputProblem(
  { mutations, queries, routes }: Program,
  { kind, id }: Pick<ScenarioTrigger, 'kind' | 'id'>,
  members: JsonObject,
): string | null {
  const entrypoint = kind === 'mutation' ? mutations.get(id) : kind === 'query' ? queries.get(id) : routes?.get(id)
  if (entrypoint === undefined) return null
  const issues = new IssueList()
  entrypoint.readInput(members, issues)
  const found = (issues.found ?? []).filter(({ path }) => Object.hasOwn(members, path.split('.')[0] ?? ''))
  return found.length === 0 ? null : describeIssues(found)
}
