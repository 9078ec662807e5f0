// Takes an app in a world of its own and one scenario; gives what became of it.
// Promises that steps run in order through the app's own kernel, that the first failure ends the scenario, and that
// nothing runs that the profile does not allow.
// Does not start the app, and does not choose among scenarios.

import type { Warning } from '../contract/envelope.js'
import type { JsonObject } from '../contract/json.js'
import type { ScenarioProgram, ScenarioStep } from '../contract/scenario.js'
import type {
  ExpectationResult,
  ScenarioFailure,
  ScenarioRun,
  StepResult,
  TriggerResult,
} from '../contract/scenario-report.js'
import { countCompletedRuns } from './await-flows.js'
import { checkExpectation } from './check-expectation.js'
import { holdGuards } from './hold-guards.js'
import { findBreach, type Profile } from './profile.js'
import { runCaptures } from './run-captures.js'
import { type LockedScenario, runTrigger } from './run-trigger.js'
import { readSession, setSession } from './scenario-session.js'
import type { ScenarioState } from './scenario-state.js'
import { ScenarioStopped, stopped } from './scenario-stopped.js'
import type { TestBed } from './test-bed.js'

/** The run of a scenario that its profile does not allow; null where it may run. */
export function refuseRun(scenario: ScenarioProgram, profile: Profile): ScenarioRun | null {
  const breach = findBreach(scenario, profile)
  if (breach === null) return null
  const path = `scenarios.${scenario.id}`
  const { failure } = stopped('scenario_policy_error', { profile, ...breach }, { place: null, path })
  const error = atStep(failure, null)
  return { scenarioId: scenario.id, ok: false, stepResults: [], captures: {}, lockSnapshot: {}, error }
}

/** Runs a scenario to its end or to its first failure. */
export async function runScenario(
  bed: TestBed,
  scenario: ScenarioProgram,
  locked: LockedScenario,
): Promise<ScenarioRun> {
  const state = await begin(bed, scenario)
  const stepResults: StepResult[] = []
  let error: ScenarioFailure | null = null
  for (const [index, step] of scenario.steps.entries()) {
    const ran = await runStep(step, { index, locked, state })
    stepResults.push(ran.result)
    error = ran.error
    if (error !== null) break
  }
  const run = {
    scenarioId: scenario.id,
    ok: error === null,
    stepResults,
    captures: state.captured,
    lockSnapshot: state.made,
  }
  return error === null ? run : { ...run, error }
}

function atStep({ code, message, ...more }: Omit<ScenarioFailure, 'step'>, step: number | null): ScenarioFailure {
  return { code, message, step, ...more }
}

async function begin(bed: TestBed, scenario: ScenarioProgram): Promise<ScenarioState> {
  bed.overrides.current = new Map(scenario.overrides.map(({ port, output }) => [port, output]))
  bed.takeSignals()
  const { subject, claims, tags } = scenario.principal
  if (scenario.session !== null) await setSession(bed, scenario.principal, scenario.session)
  return {
    bed,
    scenario,
    principal: { subject, claims, tags, roles: bed.program.deriveRoles(subject, claims) },
    session: await readSession(bed, scenario.principal),
    runsBefore: await countCompletedRuns(bed.runtime),
    captured: {},
    made: {},
    signals: [],
    answer: null,
    lastExpectation: null,
  }
}

interface Turn {
  readonly index: number
  readonly locked: LockedScenario
  readonly state: ScenarioState
}

interface RanStep {
  readonly result: StepResult
  readonly error: ScenarioFailure | null
}

async function runStep(step: ScenarioStep, { index, locked, state }: Turn): Promise<RanStep> {
  const { place, path, trigger, captures, expect } = step
  const told = new StepLog()
  try {
    if (trigger !== undefined) {
      await runTrigger(trigger, { index, path, locked }, state, (result) => {
        told.trigger = result
      })
    }
    if (captures !== undefined) told.captures = runCaptures(captures, state)
    if (expect !== undefined) {
      const scope = await checkExpectation(expect, { path, told: (one) => told.expectations.push(one) }, state)
      told.warnings = await holdGuards(expect, scope, { index, path }, state)
    }
    return { result: told.result({ index, place, ok: true }), error: null }
  } catch (thrown) {
    if (!(thrown instanceof ScenarioStopped)) throw thrown
    return { result: told.result({ index, place, ok: false }), error: atStep(thrown.failure, index) }
  }
}

/** What a step has come to so far. */
class StepLog {
  trigger: TriggerResult | null = null
  captures: JsonObject | null = null
  readonly expectations: ExpectationResult[] = []
  warnings: readonly Warning[] = []

  result(head: Pick<StepResult, 'index' | 'place' | 'ok'>): StepResult {
    const { trigger, captures, expectations, warnings } = this
    return {
      ...head,
      ...(trigger === null ? {} : { trigger }),
      ...(captures === null ? {} : { captures }),
      ...(expectations.length === 0 ? {} : { expectations }),
      ...(warnings.length === 0 ? {} : { warnings }),
    }
  }
}
