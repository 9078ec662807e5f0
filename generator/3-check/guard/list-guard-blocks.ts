import type { GuardSyntax } from '../../artifact/guard-syntax.js'
import type { Declarations } from '../declaration/declarations.js'

/** A block of rules, and what it belongs to in the author's words: `action "desk.close"`. */
export interface GuardBlock {
  readonly guards: GuardSyntax
  readonly by: string
}

/** Every block of rules that may hold some in plain words. */
export function listGuardBlocks({ callables, signals, flows, scenarios }: Declarations): readonly GuardBlock[] {
  const ofActions = [...callables.values()].flatMap((callable) => {
    if (callable.kind !== 'action') return []
    const by = `action "${callable.id}"`
    const { pre = null, post = null } = callable.syntax.guards ?? {}
    return [pre, post].map((guards) => ({ guards, by }))
  })
  const ofSignals = [...signals.values()].map(({ id, syntax: { guards } }) => ({ guards, by: `signal "${id}"` }))
  const ofFlows = [...flows.values()].map(({ id, syntax: { guards } }) => ({ guards, by: `flow "${id}"` }))
  const ofScenarios = scenarios.flatMap(({ name, value }) =>
    value.steps.map(({ expect }) => ({ guards: expect?.guards ?? null, by: `scenario "${name.text}"` })),
  )
  return [...ofActions, ...ofSignals, ...ofFlows, ...ofScenarios].flatMap(({ guards, by }) =>
    guards === null ? [] : [{ guards, by }],
  )
}
