import type { Json } from './json.js'

/** That an app records the signals that it emits, and for how long. */
export interface HistoryPolicy {
  /** How long a record is kept, in milliseconds; null keeps it for ever. */
  readonly retentionMs: number | null
}

/** One emitted signal as history keeps it. Its identity is the pair of `signalName` and `eventKey`. */
export interface HistoryRecord {
  readonly signalName: string
  readonly signalVersion: number
  readonly eventKey: string
  readonly emittedAt: string
  readonly traceId: string
  readonly payload: Json
}
