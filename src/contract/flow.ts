import type { Principal } from './caller.js'
import type { SignalEnvelope } from './envelope.js'

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
