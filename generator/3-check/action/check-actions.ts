import type { CheckedAction } from '../../artifact/checked-app.js'
import type { ValueType } from '../../artifact/value-type.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import type { Callable, Declarations, DeclaredAction } from '../declaration/declarations.js'
import { findCycles, type Graph, orderByNeed } from '../declaration/find-cycles.js'
import { checkAction } from './check-action.js'
import { checkEffects } from './check-effects.js'

/** Checks every action, each after those it calls, because what they give decides what it can read. */
export function checkActions(declarations: Declarations, found: Diagnostic[]): readonly CheckedAction[] {
  const actions = new Map<string, DeclaredAction>()
  for (const [id, callable] of declarations.callables) if (callable.kind === 'action') actions.set(id, callable)
  const graph = graphOf(actions)
  const cycles = findCycles(graph)
  found.push(...tellCallCycles(cycles, actions))
  const outputs = new Map<string, ValueType>()
  const checked = new Map<string, CheckedAction>()
  for (const id of orderByNeed(graph)) {
    const action = actions.get(id)
    if (action === undefined) continue
    const result = checkAction(action, { declarations, outputs }, found)
    outputs.set(id, result.output)
    checked.set(id, result)
  }
  for (const action of actions.values()) found.push(...checkEffects(action, openCircles(declarations, cycles, action)))
  return [...actions.keys()].flatMap((id) => checked.get(id) ?? [])
}

/** The callables without those that lead back to an action: what it does through them is known once the circle is open. */
function openCircles(
  { callables }: Declarations,
  cycles: readonly (readonly string[])[],
  { id }: DeclaredAction,
): ReadonlyMap<string, Callable> {
  const circling = new Set(cycles.filter((cycle) => cycle.includes(id)).flat())
  return circling.size === 0 ? callables : new Map([...callables].filter(([name]) => !circling.has(name)))
}

function graphOf(actions: ReadonlyMap<string, DeclaredAction>): Graph {
  return new Map(
    [...actions].map(([id, { calls }]) => [
      id,
      calls.flatMap(({ target }) => (actions.has(target.text) ? [target.text] : [])),
    ]),
  )
}

/** One diagnostic for each circle of calls, with every call of it. */
function tellCallCycles(
  cycles: readonly (readonly string[])[],
  actions: ReadonlyMap<string, DeclaredAction>,
): readonly Diagnostic[] {
  return cycles.flatMap((cycle) => {
    const calls = cycle.flatMap((id, index) => {
      const next = cycle[(index + 1) % cycle.length]
      const call = actions.get(id)?.calls.find(({ target }) => target.text === next)
      return call === undefined ? [] : [{ id, next, call }]
    })
    const [first] = calls
    if (first === undefined) return []
    const circle = [...cycle, cycle[0]].map((id) => `"${id}"`).join(' → ')
    const problem =
      cycle.length === 1
        ? `action ${circle.split(' ')[0]} calls itself`
        : `actions call each other in a circle: ${circle}`
    const related = calls
      .slice(1)
      .map(({ id, next, call }) => ({ note: `"${id}" calls "${next}"`, at: call.target.at }))
    const extras = { path: first.call.path, related }
    return [diagnostic('spec_contract_conflict_error', first.call.target.at, { problem }, extras)]
  })
}
