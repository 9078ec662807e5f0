import type { Context, Principal } from './caller.js'
import type { SignalEnvelope } from './envelope.js'
import type { SignalContext } from './signal-context.js'

/** One pending run: a signal and a flow that listens to it. It commits together with what emitted the signal. */
export interface FlowJob {
  /** The id of the run: its `ctx.id`. */
  readonly id: string
  readonly flow: string
  /** Runs of one flow and one correlation key are strictly sequential; null where the expression gave none. */
  readonly correlationKey: string | null
  readonly signal: SignalEnvelope
  /** Who made the call that emitted the signal. */
  readonly principal: Principal
  readonly traceId: string
  /** How many flow runs led to this one: 1 for a signal of a mutation. */
  readonly depth: number
}

/** What is known of a run before it begins: what its correlation key is made from. */
export interface FlowEvent<Payload = unknown> {
  readonly payload: Payload
  readonly signal: SignalContext
  /** Who made the call that emitted the signal. */
  readonly principal: Principal
  /** Of the run: its own id, the instant it began, and the trace of the call that emitted the signal. */
  readonly ctx: Context
}

/** One `run` step: where it stands within its flow, and how often and how patiently it is tried. */
export interface FlowStep {
  /** `steps.0.then.1`. */
  readonly path: string
  /** In all; 1 where it is absent. */
  readonly maxAttempts?: number
  /** Before the second attempt, and twice as long before each one after that. */
  readonly backoffMs?: number
}

/** The bounds of what is kept for one correlation key. */
export interface FlowLifecycle {
  /** How long its state and its idempotency keys are kept after its last run. */
  readonly stateTtlMs: number
  /** Beyond it, the oldest key is forgotten. */
  readonly maxIdempotencyKeys: number
  /** How many runs there may be within the time of `stateTtlMs`. */
  readonly maxRuns: number
}
