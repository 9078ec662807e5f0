import type { GuardProgram, SemanticRule } from '../../../src/contract/guard.js'
import type { ActionRun, Program, SignalProgram } from '../../../src/contract/program.js'
import { objectAt, requiredBool, requiredInt } from '../../../src/program.js'
import { deploymentOf, serving } from './deployment.js'
import { type DeskOptions, startDesk, withProbe } from './desk.js'
import { program as deskProgram } from './program.js'

/** What the rules of these tests see. */
export type Scope = { readonly size: number }

/** A rule that holds for sizes up to the most. */
export const rule = (index: number, most: number) => ({
  id: `action:desk.probe:pre:structural:${index}`,
  description: `At most ${most}.`,
  path: `domain.actions.desk.probe.guards.pre.structural.${index}`,
  holds: ({ size }: Scope) => size <= most,
})

/** Two rules for the probe, with a policy. */
export function guards(policy: GuardProgram['policy'], more: Partial<GuardProgram<Scope>> = {}): GuardProgram<Scope> {
  return {
    kind: 'action',
    primitive: 'desk.probe',
    policy,
    structural: [rule(0, 9), rule(1, 5)],
    semantic: [],
    ...more,
  }
}

/** Runs one action of the test's own. */
export async function act(body: (run: ActionRun) => unknown, options: DeskOptions = {}, more: Partial<Program> = {}) {
  const desk = startDesk({ ...options, program: withProbe((_, run) => body(run), {}, more) })
  return { ...desk, answer: await desk.mutate('probe', {}) }
}

/** A write of one agent. */
export const upsert = (id: string, display: string) => ({
  patch: { op: 'upsert', collection: 'agents', id, value: { display } },
})

/** A signal that carries a number. */
export const counted: SignalProgram<{ readonly n: number }> = {
  id: 'desk.counted',
  version: 2,
  readPayload: (raw, issues) => ({ n: requiredInt(objectAt(raw, issues).n, 'n', issues) }),
}

/** A rule in plain words that is always judged. */
export const civil: SemanticRule = {
  id: 'action:desk.probe:pre:semantic:0',
  description: 'Civil.',
  path: 'domain.actions.desk.probe.guards.pre.semantic.0',
  rule: 'It stays civil.',
  confidence: 'medium',
  sampling: { production: 1, simulation: 1, ci: 1 },
}

/** A desk whose judge answers what the test says. */
export function withJudge(verdict: (input: Record<string, unknown>) => unknown) {
  const asked: { readonly input: Record<string, unknown>; readonly stepKey: string }[] = []
  const judge = {
    kind: 'provider',
    activate: () => ({
      'guards.semantic.evaluate': async (input: Record<string, unknown>, { stepKey }: { readonly stepKey: string }) => {
        asked.push({ input, stepKey })
        return verdict(input)
      },
    }),
  }
  const port = {
    id: 'guards.semantic.evaluate',
    version: '1.0.0',
    contractHash: '55'.repeat(32),
    effects: ['network'] as const,
    readInput: (raw: unknown) => raw,
    readOutput: (raw: unknown, issues: Parameters<typeof objectAt>[1]) => ({
      pass: requiredBool(objectAt(raw, issues).pass, 'pass', issues),
    }),
  }
  const deployment = deploymentOf({ ...serving, [port.id]: 'judge' })
  const more: Partial<Program> = {
    ports: new Map([...deskProgram.ports, [port.id, port]]),
    deployment: {
      ...deployment,
      modules: [...deployment.modules, { id: 'judge', kind: 'provider', source: './judge.ts', config: null }],
    },
  }
  const judged = (body: (run: ActionRun) => unknown, options: DeskOptions = {}) =>
    act(body, { ...options, modules: { judge } }, more)
  return { asked, judged, more }
}
