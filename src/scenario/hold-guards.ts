import type { Warning } from '../contract/envelope.js'
import type { GuardProgram } from '../contract/guard.js'
import type { ScenarioExpectation, ScenarioRule } from '../contract/scenario.js'
import type { BrokenScenarioRule, ReadScenarioValue } from '../contract/scenario-report.js'
import { CallFailed } from '../semantics/call-failed.js'
import { evaluateGuards } from '../semantics/guard/evaluate-guards.js'
import type { BrokenRule } from '../semantics/guard/find-broken.js'
import { sha256 } from '../semantics/sha256.js'
import { judgeOf } from './ask-judge.js'
import { profiles } from './profile.js'
import { asJson } from './run-trigger.js'
import { contextOf, type ScenarioState } from './scenario-state.js'
import { stopped } from './scenario-stopped.js'

/** Holds the guards of an expectation against what they look at. Gives what is to be known and stops nothing. */
export async function holdGuards(
  expect: ScenarioExpectation,
  scope: object,
  { index, path }: { readonly index: number; readonly path: string },
  state: ScenarioState,
): Promise<readonly Warning[]> {
  const { guards } = expect
  if (guards === undefined) return []
  const { bed, scenario, principal, answer } = state
  const ctx = answer === null ? nothingCalled : contextOf(answer)
  const { broken, warnings } = await evaluateGuards(guards, scope, () => {
    const instance = bed.judge()
    return {
      environment: profiles[bed.profile].environment,
      // What is judged must not follow from ids that count calls, or one scenario would change the next.
      seed: `${scenario.id}:${index}`,
      judge: instance === null ? null : judgeOf(instance, { principal, ctx }),
      digest: sha256,
    }
  })
  if (broken.length === 0) return warnings
  const rules = broken.map((one) => describeBroken(one, { guards, expect, scope }))
  const description = rules.map((rule) => sayBroken(rule)).join(' ')
  throw stopped('scenario_guard_error', { description }, { place: expect.place, path: `${path}.expect.guards`, rules })
}

const nothingCalled = { id: 'scenario', now: '2026-01-01T00:00:00.000Z', traceId: 'scenario' }

function sayBroken({ description, cause }: BrokenScenarioRule): string {
  return cause === 'unanswered' ? `Nobody judged the rule: ${description}` : description
}

interface Held {
  readonly guards: GuardProgram
  readonly expect: ScenarioExpectation
  readonly scope: object
}

function describeBroken({ rule, tier, cause }: BrokenRule, { guards, expect, scope }: Held): BrokenScenarioRule {
  const { id: guardId, description, path } = rule
  const head = { guardId, tier, description, path, cause }
  if (tier === 'semantic') {
    const words = guards.semantic.find(({ id }) => id === guardId)?.rule ?? ''
    return { ...head, place: null, rule: words, values: [] }
  }
  const index = guards.structural.findIndex(({ id }) => id === guardId)
  const read = expect.rules?.[index]
  const problem = findProblem(guards.structural[index], scope)
  return {
    ...head,
    place: read?.place ?? null,
    rule: read?.written ?? '',
    ...(problem === null ? {} : { problem }),
    values: readValues(read, scope),
  }
}

/** Why a rule cannot be evaluated; null where it can be, and does not hold. */
function findProblem(rule: GuardProgram['structural'][number] | undefined, scope: object): string | null {
  try {
    rule?.holds(scope)
    return null
  } catch (thrown) {
    if (thrown instanceof CallFailed) return thrown.message
    throw thrown
  }
}

/** Every value that a rule reads; one that cannot be read is left out. */
function readValues(rule: ScenarioRule | undefined, scope: object): readonly ReadScenarioValue[] {
  return (rule?.values ?? []).flatMap((value) => {
    try {
      return [{ path: value.path, value: asJson(value.read(scope)) }]
    } catch (thrown) {
      if (thrown instanceof CallFailed) return []
      throw thrown
    }
  })
}
