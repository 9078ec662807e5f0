import type { Context, Principal } from '../contract/caller.js'
import type { Envelope, SignalEnvelope } from '../contract/envelope.js'
import type { Json } from '../contract/json.js'
import type { EmittedSignal, ScenarioProgram } from '../contract/scenario.js'
import type { LockedInputs } from '../contract/scenario-report.js'
import type { TestBed } from './test-bed.js'

/** One scenario while it runs: what it has captured, and what the calls of its steps have given. */
export interface ScenarioState {
  readonly bed: TestBed
  readonly scenario: ScenarioProgram
  /** The caller as expressions see it. */
  readonly principal: Principal
  /** The caller's session as it is now. */
  session: object
  /** Completed runs of flows when the scenario began. */
  readonly runsBefore: ReadonlyMap<string, number>
  readonly captured: Record<string, Json>
  readonly made: Record<string, LockedInputs[string]>
  /** In the order of emission, those that flows emitted too. */
  readonly signals: EmittedSignal[]
  /** The answer of the last trigger. */
  answer: Envelope | null
  /** The output of the last query or projection that was expected. */
  lastExpectation: unknown
}

/** What inputs and arguments see. */
export function scopeBefore({ captured, principal, session }: ScenarioState): object {
  return { captured, principal, session }
}

/** What captures see. */
export function scopeAfter(state: ScenarioState): object {
  const { answer, signals, lastExpectation } = state
  const lastPayload = signals.at(-1)?.payload ?? null
  const before = { ...scopeBefore(state), lastPayload, lastExpectation }
  if (answer === null) return before
  const emitted = answer.emittedSignals.map((signal) => asEmitted(signal, answer.traceId))
  return { ...before, ...scopeOfAnswer(answer), signals: emitted, ctx: contextOf(answer) }
}

/** An answer as captures and guards see it. */
export function scopeOfAnswer(answer: Envelope): {
  readonly result: Envelope
  readonly output: unknown
  readonly rows: unknown
} {
  const { output = null } = answer
  return { result: answer, output, rows: rowsOf(output) }
}

export function rowsOf(output: unknown): unknown {
  return typeof output === 'object' && output !== null && 'rows' in output ? output.rows : null
}

/** The call behind an answer. */
export function contextOf({ invocationId: id, traceId, timings }: Envelope): Context {
  return { id, now: timings.startedAt, traceId }
}

/** A signal as expressions see it, with its payload. */
export function asEmitted(signal: SignalEnvelope, traceId: string): EmittedSignal {
  return {
    signal_name: signal.signalId,
    version: signal.signalVersion,
    event_key: signal.eventKey,
    emitted_at: signal.emittedAt,
    trace_id: traceId,
    payload: signal.payload,
  }
}
