import type { Envelope } from '../contract/envelope.js'
import type { Json, JsonObject } from '../contract/json.js'
import type { ScenarioTrigger } from '../contract/scenario.js'
import type { CallEnd, LockedInputs, TriggerResult } from '../contract/scenario-report.js'
import { CallFailed } from '../semantics/call-failed.js'
import { isPlainObject } from '../semantics/read-values.js'
import { drainFlows } from './await-flows.js'
import { findInputProblem } from './find-input-problem.js'
import { hasMembersOf, inputMaker } from './make-input.js'
import { readSession, sessionId } from './scenario-session.js'
import { asEmitted, type ScenarioState, scopeBefore } from './scenario-state.js'
import { stopped } from './scenario-stopped.js'

/** Which inputs that are made up count: those of the lock, new ones, or those of the lock alone. */
export type LockUse = 'replay' | 'refresh' | 'frozen'

/** What was made up for a scenario before. */
export interface LockedScenario {
  readonly inputs: LockedInputs
  /** Why the lock cannot be read; null where it can. */
  readonly problem: string | null
  readonly use: LockUse
}

/** Where a trigger stands. */
export interface TriggerPlace {
  readonly index: number
  readonly path: string
  readonly locked: LockedScenario
}

/** Calls what a step calls, and lets everything that follows from it end. `told` gets the result even where it is not right. */
export async function runTrigger(
  trigger: ScenarioTrigger,
  place: TriggerPlace,
  state: ScenarioState,
  told: (result: TriggerResult) => void,
): Promise<void> {
  const { kind, id } = trigger
  const { bed, scenario } = state
  const input = buildInput(trigger, place, state)
  const answer = await bed.runtime.invoke({
    entrypointKind: kind,
    entrypointId: id,
    input,
    authContext: scenario.principal,
    sessionId,
  })
  await drainFlows(bed.runtime)
  state.session = await readSession(bed, scenario.principal)
  state.answer = answer
  state.signals.push(...bed.takeSignals().map((signal) => asEmitted(signal, answer.traceId)))
  const end = endOf(answer)
  told({ kind, id, input: asJson(input), ...end, ...(answer.ok ? { output: asJson(answer.output) } : {}) })
  const { status, code } = trigger
  if (end.status === status && (code === null || end.codes.includes(code))) return
  const expected = { status, codes: code === null ? [] : [code] }
  const problem = `had to end ${sayEnd(expected)}, and ended ${sayEnd(end)}`
  throw stopped(
    'scenario_trigger_error',
    { entrypoint: nameOf(trigger), problem },
    { ...at(trigger, place), expected, actual: end },
  )
}

/** `ok`, or `rejected (access_denied_error)`. */
export function sayEnd({ status, codes }: CallEnd): string {
  return codes.length === 0 ? status : `${status} (${codes.join(', ')})`
}

/** How a call ended, with everything that it says of it. */
export function endOf({ status, violations, error }: Envelope): CallEnd {
  const codes = [...violations.map(({ code }) => code), ...(error === undefined ? [] : [error.code])]
  return {
    status,
    codes: [...new Set(codes)],
    ...(violations.length === 0 ? {} : { violations }),
    ...(error === undefined ? {} : { error }),
  }
}

/** What crosses the border of an app, as a report holds it. */
export function asJson(value: unknown): Json {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as Json)
}

function at(trigger: ScenarioTrigger, { path }: TriggerPlace) {
  return { place: trigger.place, path: `${path}.trigger` }
}

function nameOf({ kind, id }: ScenarioTrigger): string {
  return `${kind} "${id}"`
}

/** What is written goes before captures, and these before what is made up. */
function buildInput(trigger: ScenarioTrigger, place: TriggerPlace, state: ScenarioState): unknown {
  const made = makeUp(trigger, place, state)
  const captured = (trigger.fromCapture ?? []).map(({ input, capture }) => [input, state.captured[capture]] as const)
  const written = writtenInput(trigger, place, state)
  if (isPlainObject(written)) return { ...made, ...Object.fromEntries(captured), ...written }
  if (trigger.generate === undefined && captured.length === 0) return written
  const problem = 'could not be called: its input is no object, so no captures can be added to it'
  throw stopped('scenario_trigger_error', { entrypoint: nameOf(trigger), problem }, at(trigger, place))
}

function writtenInput(trigger: ScenarioTrigger, place: TriggerPlace, state: ScenarioState): unknown {
  if (trigger.input === undefined) return {}
  try {
    return trigger.input(scopeBefore(state))
  } catch (thrown) {
    if (!(thrown instanceof CallFailed)) throw thrown
    const problem = `could not be called: its input cannot be computed: ${thrown.message}`
    throw stopped('scenario_trigger_error', { entrypoint: nameOf(trigger), problem }, at(trigger, place))
  }
}

/** The inputs that nothing else gives: those of the lock, where it has them and they still fit. */
function makeUp(trigger: ScenarioTrigger, place: TriggerPlace, state: ScenarioState): JsonObject {
  if (trigger.generate === undefined) return {}
  const { index, locked } = place
  const made = trigger.generate(inputMaker(state.scenario, index))
  const known = locked.use === 'refresh' ? undefined : locked.inputs[index]
  const used = known ?? made
  const problem =
    known === undefined ? findMadeProblem(made, trigger, place, state) : findLockProblem(known, made, trigger, state)
  if (problem !== null) {
    const code = problem.isOfLock ? 'scenario_lockfile_error' : 'scenario_generation_error'
    throw stopped(code, { entrypoint: nameOf(trigger), problem: problem.text }, at(trigger, place))
  }
  state.made[index] = used
  return used
}

interface MadeProblem {
  readonly text: string
  readonly isOfLock: boolean
}

function findMadeProblem(
  made: JsonObject,
  trigger: ScenarioTrigger,
  { locked }: TriggerPlace,
  { bed }: ScenarioState,
): MadeProblem | null {
  if (locked.problem !== null && locked.use !== 'refresh') return { isOfLock: true, text: locked.problem }
  if (locked.use === 'frozen')
    return { isOfLock: true, text: 'there are none yet, and nothing may be added to the lock' }
  const text = findInputProblem(bed.program, trigger, made)
  return text === null ? null : { isOfLock: false, text }
}

function findLockProblem(
  known: JsonObject,
  made: JsonObject,
  trigger: ScenarioTrigger,
  { bed }: ScenarioState,
): MadeProblem | null {
  const text = hasMembersOf(known, made)
    ? findInputProblem(bed.program, trigger, known)
    : 'other inputs are made up now than when they were locked'
  return text === null ? null : { isOfLock: true, text }
}
