import type { Envelope } from '../contract/envelope.js'
import type { EmittedSignal, ScenarioExpectation } from '../contract/scenario.js'
import type { ExpectationResult } from '../contract/scenario-report.js'
import { CallFailed } from '../semantics/call-failed.js'
import { countCompletedRuns } from './await-flows.js'
import { endOf, sayEnd } from './run-trigger.js'
import { sessionId } from './scenario-session.js'
import { rowsOf, type ScenarioState, scopeBefore, scopeOfAnswer } from './scenario-state.js'
import { stopped } from './scenario-stopped.js'

/** Where an expectation stands, and who is told what each part of it came to. */
export interface ExpectationPlace {
  readonly path: string
  told(result: ExpectationResult): void
}

/** Checks what must hold, in the order of the language. Gives what the guards look at. */
export async function checkExpectation(
  expect: ScenarioExpectation,
  place: ExpectationPlace,
  state: ScenarioState,
): Promise<object> {
  const args = buildArguments(expect, place, state)
  const asked = new Asking(expect, place, state)
  const ofQuery = expect.query === undefined ? null : await asked.query(expect.query, args)
  const signal = expect.signal === undefined ? null : asked.signal(expect.signal)
  const ofProjection = expect.projection === undefined ? null : await asked.projection(expect.projection, args)
  if (expect.flow !== undefined) await asked.flow(expect.flow)
  const looked = ofQuery ?? ofProjection
  if (looked !== null) state.lastExpectation = looked.output ?? null
  const answer = looked ?? state.answer
  return {
    captured: state.captured,
    ...(answer === null ? {} : scopeOfAnswer(answer)),
    ...(signal === null ? {} : signalScope(signal)),
  }
}

function buildArguments(expect: ScenarioExpectation, { path }: ExpectationPlace, state: ScenarioState): unknown {
  if (expect.args === undefined) return {}
  try {
    return expect.args(scopeBefore(state))
  } catch (thrown) {
    if (!(thrown instanceof CallFailed)) throw thrown
    const words = { expectation: 'what is expected', problem: `cannot be asked for: ${thrown.message}` }
    throw stopped('scenario_expectation_error', words, { place: expect.place, path: `${path}.expect.args` })
  }
}

function signalScope({ payload, ...signal }: EmittedSignal): object {
  return { signal, payload }
}

/** Looks at each thing that an expectation names, and says what came of it. */
class Asking {
  private readonly expect: ScenarioExpectation
  private readonly place: ExpectationPlace
  private readonly state: ScenarioState

  constructor(expect: ScenarioExpectation, place: ExpectationPlace, state: ScenarioState) {
    this.expect = expect
    this.place = place
    this.state = state
  }

  query(id: string, args: unknown): Promise<Envelope> {
    return this.answered('query', id, { entrypointId: id, input: args })
  }

  projection({ id, query }: NonNullable<ScenarioExpectation['projection']>, args: unknown): Promise<Envelope> {
    return this.answered('projection', id, { entrypointId: query.id, input: args })
  }

  signal(id: string): EmittedSignal {
    const latest = this.state.signals.filter(({ signal_name }) => signal_name === id).at(-1)
    this.tell('signal', id, latest !== undefined)
    if (latest !== undefined) return latest
    const emitted = [...new Set(this.state.signals.map(({ signal_name }) => signal_name))]
    const others = emitted.length === 0 ? 'none was' : `there were ${emitted.join(', ')}`
    throw this.fail(`signal "${id}"`, `was not emitted in this scenario; ${others}`, 'signal')
  }

  async flow(id: string): Promise<void> {
    const { bed, runsBefore } = this.state
    const completed = (await countCompletedRuns(bed.runtime)).get(id) ?? 0
    const isDone = completed > (runsBefore.get(id) ?? 0)
    this.tell('flow_completed', id, isDone)
    if (!isDone) throw this.fail(`flow "${id}"`, 'has completed no run in this scenario', 'flow_completed')
  }

  private async answered(
    kind: 'query' | 'projection',
    id: string,
    { entrypointId, input }: { readonly entrypointId: string; readonly input: unknown },
  ): Promise<Envelope> {
    const { bed, scenario } = this.state
    const authContext = scenario.principal
    const request = { entrypointKind: 'query', entrypointId, input, authContext, sessionId } as const
    const answer = await bed.runtime.invoke(request)
    const rows = rowsOf(answer.output)
    this.tell(kind, id, answer.status === 'ok', Array.isArray(rows) ? rows.length : null)
    if (answer.status === 'ok') return answer
    const actual = endOf(answer)
    throw this.fail(`${kind} "${id}"`, `had to answer ok, and ended ${sayEnd(actual)}`, kind, {
      expected: { status: 'ok', codes: [] },
      actual,
    })
  }

  private tell(kind: ExpectationResult['kind'], id: string, ok: boolean, rows: number | null = null): void {
    this.place.told(rows === null ? { kind, id, ok } : { kind, id, ok, rows })
  }

  private fail(expectation: string, problem: string, key: string, more: object = {}): Error {
    const path = `${this.place.path}.expect.${key}`
    return stopped('scenario_expectation_error', { expectation, problem }, { place: this.expect.place, path, ...more })
  }
}
