import type { GuardSyntax } from '../../artifact/guard-syntax.js'
import type { PortUser } from '../../artifact/port-need.js'
import type { Declarations } from '../declaration/declarations.js'

/** A block of rules, and what it belongs to. */
export interface GuardBlock {
  readonly guards: GuardSyntax
  readonly by: PortUser
}

/** Every block of rules that may hold some in plain words. */
export function listGuardBlocks({ callables, signals, flows, scenarios }: Declarations): readonly GuardBlock[] {
  const ofActions = [...callables.values()].flatMap((callable) => {
    if (callable.kind !== 'action') return []
    const by = { kind: 'action', id: callable.id } as const
    const { pre = null, post = null } = callable.syntax.guards ?? {}
    return [pre, post].map((guards) => ({ guards, by }))
  })
  const ofSignals = [...signals.values()].map(({ id, syntax: { guards } }) => ({
    guards,
    by: { kind: 'signal', id } as const,
  }))
  const ofFlows = [...flows.values()].map(({ id, syntax: { guards } }) => ({
    guards,
    by: { kind: 'flow', id } as const,
  }))
  const ofScenarios = scenarios.flatMap(({ name, value }) =>
    value.steps.map(({ expect }) => ({
      guards: expect?.guards ?? null,
      by: { kind: 'scenario', id: name.text } as const,
    })),
  )
  return [...ofActions, ...ofSignals, ...ofFlows, ...ofScenarios].flatMap(({ guards, by }) =>
    guards === null ? [] : [{ guards, by }],
  )
}
