// Takes an app and its scenarios; gives the report of those that were selected.
// Promises that each runs once, in code-unit order of id, in one fresh world for all or in one each, and that the same
// app and scenarios give the same report.
// Does not read or write the lock: it takes one, and the report says what was made up.

import type { Bundle } from '../contract/bundle.js'
import type { ScenarioProgram, ScenarioSuite } from '../contract/scenario.js'
import type { LockedInputs, ScenarioLock, ScenarioRun, SuiteReport } from '../contract/scenario-report.js'
import type { Profile } from './profile.js'
import { refuseRun, runScenario } from './run-scenario.js'
import type { LockUse } from './run-trigger.js'
import { openBed, type RunPorts, type RuntimeParts, type TestBed } from './test-bed.js'

/** What to run, and how. */
export interface SuiteRequest {
  readonly bundle: Bundle
  readonly scenarios: ScenarioSuite
  /** Default: `simulation` for one scenario that is asked for by its id, `default_ci` otherwise. */
  readonly profile?: Profile | undefined
  /** Only scenarios that have one of these tags. */
  readonly tags?: readonly string[] | undefined
  /** Only scenarios of these ids. */
  readonly scenarioIds?: readonly string[] | undefined
  /** `suite`: one world for all scenarios, so that each finds what those before it left. `scenario`: a fresh one for each. */
  readonly isolation?: 'suite' | 'scenario' | undefined
  /** The inputs that were made up in earlier runs. */
  readonly lock?: ScenarioLock | undefined
  /** Why there is no lock though there should be one: what makes up inputs then fails. */
  readonly lockProblem?: string | undefined
  /** `replay`: inputs of the lock are used again. `refresh`: all are made anew. `frozen`: none may be made that the lock lacks. */
  readonly lockUse?: LockUse | undefined
  /** What the host brings in; everything else is the same in each run. */
  readonly hostPorts?: RunPorts | undefined
}

/** Runs scenarios. Rejects with an `ActivationError` where the app does not start. */
export async function runSuite(parts: RuntimeParts, request: SuiteRequest): Promise<SuiteReport> {
  const { scenarios, bundle, isolation = 'suite', hostPorts = {} } = request
  if (scenarios.hash !== bundle.hash)
    throw new Error('the scenarios were compiled with another program than the bundle')
  const selected = selectScenarios(request)
  const profile = profileOf(request)
  const refused = selected.flatMap((scenario) => refuseRun(scenario, profile) ?? [])
  const ran = new Map(refused.map((run) => [run.scenarioId, run]))
  const allowed = selected.filter(({ id }) => !ran.has(id))
  const groups = isolation === 'suite' ? [allowed] : allowed.map((scenario) => [scenario])
  for (const group of groups) {
    if (group.length === 0) continue
    const bed = await openBed(parts, { bundle, scenarios: group, profile, hostPorts })
    for (const run of await runGroup(bed, group, request)) ran.set(run.scenarioId, run)
  }
  const runs = selected.flatMap(({ id }) => ran.get(id) ?? [])
  return { ok: runs.every(({ ok }) => ok), selectedScenarioIds: selected.map(({ id }) => id), runs }
}

async function runGroup(
  bed: TestBed,
  scenarios: readonly ScenarioProgram[],
  { lock = {}, lockProblem, lockUse = 'replay' }: SuiteRequest,
): Promise<readonly ScenarioRun[]> {
  try {
    const runs: ScenarioRun[] = []
    for (const scenario of scenarios) {
      const inputs: LockedInputs = Object.hasOwn(lock, scenario.id) ? (lock[scenario.id] ?? {}) : {}
      runs.push(await runScenario(bed, scenario, { inputs, problem: lockProblem ?? null, use: lockUse }))
    }
    return runs
  } finally {
    await bed.runtime.close()
  }
}

/** The profile that a request means. */
export function profileOf({ profile, scenarioIds }: Pick<SuiteRequest, 'profile' | 'scenarioIds'>): Profile {
  return profile ?? (scenarioIds?.length === 1 ? 'simulation' : 'default_ci')
}

/** The scenarios that a request means, in the order of the suite. Throws for an id or a tag that no scenario has. */
export function selectScenarios({
  scenarios,
  tags = [],
  scenarioIds = [],
}: Pick<SuiteRequest, 'scenarios' | 'tags' | 'scenarioIds'>): readonly ScenarioProgram[] {
  const all = scenarios.scenarios
  const unknownId = scenarioIds.find((id) => !all.some((scenario) => scenario.id === id))
  if (unknownId !== undefined) throw new Error(`there is no scenario "${unknownId}"`)
  const unknownTag = tags.find((tag) => !all.some((scenario) => scenario.tags.includes(tag)))
  if (unknownTag !== undefined) throw new Error(`no scenario has the tag "${unknownTag}"`)
  return all.filter(
    ({ id, tags: own }) =>
      (scenarioIds.length === 0 || scenarioIds.includes(id)) &&
      (tags.length === 0 || tags.some((tag) => own.includes(tag))),
  )
}
