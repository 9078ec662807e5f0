import type { Failure, Status, Violation, Warning } from './envelope.js'
import type { GuardTier } from './guard.js'
import type { Json, JsonObject } from './json.js'

/** Why a scenario did not pass. */
export const scenarioFailures = {
  scenario_policy_error: 'the profile {profile} allows no {what}; {others} do',
  scenario_lockfile_error: 'the locked inputs of {entrypoint} cannot be used: {problem}',
  scenario_generation_error: 'no input for {entrypoint} can be made up: {problem}',
  scenario_trigger_error: '{entrypoint} {problem}',
  scenario_capture_error: '"{capture}" could not be captured: {problem}',
  scenario_expectation_error: '{expectation} {problem}',
  scenario_guard_error: '{description}',
} as const

export type ScenarioFailureCode = keyof typeof scenarioFailures

/** The one failure that ended a scenario. */
export interface ScenarioFailure {
  readonly code: ScenarioFailureCode
  readonly message: string
  /** The index of the step; null where the scenario did not begin. */
  readonly step: number | null
  /** Where in the spec it stands: `app.yaml:41`; null for the scenario as a whole. */
  readonly place: string | null
  /** The same within the document: `scenarios.first_order.steps.0.trigger`. */
  readonly path: string
  /** Of a call that ended otherwise than it should. */
  readonly expected?: CallEnd
  readonly actual?: CallEnd
  /** Of guards that do not hold. */
  readonly rules?: readonly BrokenScenarioRule[]
}

/** How a call ended, or should have; `codes` are those of its refusal or failure. */
export interface CallEnd {
  readonly status: Status
  readonly codes: readonly string[]
  readonly violations?: readonly Violation[]
  readonly error?: Failure
}

/** A rule that does not hold, with everything that it read. */
export interface BrokenScenarioRule {
  readonly guardId: string
  readonly tier: GuardTier
  readonly description: string
  readonly place: string | null
  readonly path: string
  /** As it is written: an expression in one line of YAML, or plain words. */
  readonly rule: string
  /** `unanswered`: a rule in plain words that nobody judged. */
  readonly cause: 'violated' | 'unanswered'
  /** Why the rule could not be evaluated, where it could not. */
  readonly problem?: string
  readonly values: readonly ReadScenarioValue[]
}

export interface ReadScenarioValue {
  readonly path: string
  readonly value: Json
}

/** What one step came to. */
export interface StepResult {
  readonly index: number
  readonly place: string
  readonly ok: boolean
  readonly trigger?: TriggerResult
  readonly captures?: JsonObject
  /** Each expectation that was looked at, in order. */
  readonly expectations?: readonly ExpectationResult[]
  readonly warnings?: readonly Warning[]
}

export interface TriggerResult extends CallEnd {
  readonly kind: 'mutation' | 'query' | 'route'
  readonly id: string
  readonly input: Json
  readonly output?: Json
}

export interface ExpectationResult {
  readonly kind: 'query' | 'signal' | 'projection' | 'flow_completed'
  readonly id: string
  readonly ok: boolean
  /** Of queries and projections that answered: how many rows there are on the page. */
  readonly rows?: number
}

/** Inputs that were made up for a scenario, by the index of their step. */
export type LockedInputs = Readonly<Record<string, JsonObject>>

/** The inputs of all scenarios, by scenario: what `scenarios.lock` holds. */
export type ScenarioLock = Readonly<Record<string, LockedInputs>>

/** One run of a scenario. */
export interface ScenarioRun {
  readonly scenarioId: string
  readonly ok: boolean
  readonly stepResults: readonly StepResult[]
  readonly captures: JsonObject
  /** The inputs that were made up or taken from the lock. */
  readonly lockSnapshot: LockedInputs
  readonly error?: ScenarioFailure
}

/** All runs of a suite, in code-unit order of scenario. */
export interface SuiteReport {
  readonly ok: boolean
  readonly selectedScenarioIds: readonly string[]
  readonly runs: readonly ScenarioRun[]
}

/** How the scenarios of one persona fared. */
export interface PersonaCoverage {
  readonly personaId: string
  readonly totalScenarios: number
  readonly passingScenarios: number
}
