import { eachUser, type PortNeed } from '../../artifact/port-need.js'
import { semanticJudge } from '../../artifact/standard-ports.js'
import type { Declarations } from '../declaration/declarations.js'
import { listGuardBlocks } from '../guard/list-guard-blocks.js'

/** Where a judge would be asked: by every rule in plain words. Null where the spec has no such rule. */
export function findJudgeNeed(declarations: Declarations): PortNeed | null {
  const asked = listGuardBlocks(declarations).flatMap(({ guards, by }) => guards.semantic.map(({ at }) => ({ at, by })))
  const [first] = asked
  if (first === undefined) return null
  const { id: port, version } = semanticJudge
  const neededBy = eachUser(asked.map(({ by }) => by))
  return { port, version, isOptional: true, at: first.at, neededBy, reachedFrom: [] }
}
