import type { RefreshTrigger, SignalEnvelope } from './envelope.js'

/** What has been committed: the signals of one call or of one run of a flow, and what they make stale. */
export interface Change {
  readonly signals: readonly SignalEnvelope[]
  readonly refreshTriggers: readonly RefreshTrigger[]
  readonly affectedQueryIds: readonly string[]
  readonly traceId: string
  readonly invocationId: string
}

/** Is told of every commit that emitted something. What it throws is logged and harms nobody. */
export type ChangeListener = (change: Change) => unknown
