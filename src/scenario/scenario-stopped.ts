import type { ScenarioFailure, ScenarioFailureCode } from '../contract/scenario-report.js'
import { scenarioFailures } from '../contract/scenario-report.js'
import type { Words } from '../semantics/wording.js'

type More = Omit<ScenarioFailure, 'code' | 'message' | 'step'>

/** Ends a scenario: thrown by what a step consists of, caught where steps are run. */
export class ScenarioStopped extends Error {
  override readonly name = 'ScenarioStopped'
  readonly failure: Omit<ScenarioFailure, 'step'>

  constructor(failure: Omit<ScenarioFailure, 'step'>) {
    super(failure.message)
    this.failure = failure
  }
}

/** The end of a scenario by that code, worded by the catalogue. */
export function stopped<Code extends ScenarioFailureCode>(
  code: Code,
  words: Words<(typeof scenarioFailures)[Code]>,
  more: More,
): ScenarioStopped {
  const filled: Readonly<Record<string, string>> = words
  const message = scenarioFailures[code].replace(/\{(\w+)\}/g, (hole, name: string) => filled[name] ?? hole)
  return new ScenarioStopped({ code, message, ...more })
}
