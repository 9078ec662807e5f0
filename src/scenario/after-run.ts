import type { ScenarioSuite } from '../contract/scenario.js'
import type { PersonaCoverage, ScenarioLock, SuiteReport } from '../contract/scenario-report.js'

/** How the scenarios of each persona fared, in code-unit order of persona; those that did not run do not count. */
export function personaCoverage(
  { personas, scenarios }: ScenarioSuite,
  { runs }: SuiteReport,
): readonly PersonaCoverage[] {
  const passed = new Map(runs.map(({ scenarioId, ok }) => [scenarioId, ok]))
  return personas.map(({ id: personaId }) => {
    const own = scenarios.filter(({ id, persona }) => persona?.id === personaId && passed.has(id))
    const passing = own.filter(({ id }) => passed.get(id) === true)
    return { personaId, totalScenarios: own.length, passingScenarios: passing.length }
  })
}

/**
 * The lock after a run: a scenario that passed has the inputs of this run, one that failed or did not run keeps what it
 * had, and one that is no longer there is gone. Members are in code-unit order.
 */
export function lockAfter(lock: ScenarioLock, { scenarios }: ScenarioSuite, { runs }: SuiteReport): ScenarioLock {
  const passed = new Map(runs.flatMap((run) => (run.ok ? [[run.scenarioId, run.lockSnapshot] as const] : [])))
  const entries = scenarios.flatMap(({ id }) => {
    const inputs = passed.get(id) ?? (Object.hasOwn(lock, id) ? lock[id] : undefined)
    return inputs === undefined || Object.keys(inputs).length === 0 ? [] : [[id, inputs] as const]
  })
  return Object.fromEntries(entries)
}
