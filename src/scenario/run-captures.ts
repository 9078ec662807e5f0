import type { JsonObject } from '../contract/json.js'
import type { ScenarioCapture } from '../contract/scenario.js'
import { CallFailed } from '../semantics/call-failed.js'
import { asJson } from './run-trigger.js'
import { type ScenarioState, scopeAfter } from './scenario-state.js'
import { stopped } from './scenario-stopped.js'

/** Keeps what a step captures; each capture sees those before it. Gives what was captured here. */
export function runCaptures(captures: readonly ScenarioCapture[], state: ScenarioState): JsonObject {
  for (const capture of captures) {
    const { name, place, path } = capture
    const fail = (problem: string) => stopped('scenario_capture_error', { capture: name, problem }, { place, path })
    let value: unknown
    try {
      value = capture.value(scopeAfter(state))
    } catch (thrown) {
      if (!(thrown instanceof CallFailed)) throw thrown
      throw fail(thrown.message)
    }
    if (value === null || value === undefined) throw fail('there is nothing at its place')
    state.captured[name] = asJson(value)
  }
  return Object.fromEntries(captures.map(({ name }) => [name, state.captured[name] ?? null]))
}
