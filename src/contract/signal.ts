import type { Context } from './caller.js'
import type { Issues } from './issues.js'

/** A signal: its identity, and the reader of its payload. */
export interface SignalProgram<Payload = unknown> {
  readonly id: string
  readonly version: number
  readPayload(raw: unknown, issues: Issues): Payload
  /** The identity of one emission; null where the spec gives none. */
  eventKey?(payload: Payload, ctx: Context): unknown
  /** How payloads of older versions become current ones, step by step from the oldest. Absent: there are none. */
  readonly migrations?: readonly SignalMigration[]
}

/** The step from one version of a payload to the next. What it gives replaces the payload; only the last is validated. */
export interface SignalMigration {
  readonly from: number
  migrate(payload: unknown): unknown
}
