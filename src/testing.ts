import type { SuiteReport } from './contract/scenario-report.js'
import { sessionKeyOf } from './kernel/load-session.js'
import { timelineKernel } from './kernel/timeline-kernel.js'
import { createAppRuntime } from './runtime.js'
import { runSuite, type SuiteRequest } from './scenario/run-suite.js'
import { createMemoryStore } from './store/memory/index.js'

export type { Persona, ScenarioProgram, ScenarioSuite } from './contract/scenario.js'
export type {
  BrokenScenarioRule,
  CallEnd,
  ExpectationResult,
  LockedInputs,
  PersonaCoverage,
  ReadScenarioValue,
  ScenarioFailure,
  ScenarioFailureCode,
  ScenarioLock,
  ScenarioRun,
  StepResult,
  SuiteReport,
  TriggerResult,
} from './contract/scenario-report.js'
export { lockAfter, personaCoverage } from './scenario/after-run.js'
export { printLock, type ReadLock, readLock } from './scenario/lock-file.js'
export { type Profile, profiles } from './scenario/profile.js'
export type { SuiteRequest } from './scenario/run-suite.js'
export type { LockUse } from './scenario/run-trigger.js'
export type { RunPorts } from './scenario/test-bed.js'

/**
 * Runs scenarios through the app's own kernel, in a world that is the same each time: an empty store in memory, a clock
 * that begins with the year 2026 and goes on by a millisecond whenever it is read, and ids that count.
 *
 * @example
 * const report = await runScenarios({ bundle, scenarios, tags: ['smoke'] })
 * if (!report.ok) console.log(report.runs.filter(({ ok }) => !ok))
 */
export function runScenarios(request: SuiteRequest): Promise<SuiteReport> {
  const parts = { start: createAppRuntime, createStore: createMemoryStore, sessionKeyOf, timelineKernel }
  return runSuite(parts, request)
}
