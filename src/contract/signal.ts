import type { Context, Principal } from './caller.js'
import type { GuardProgram } from './guard.js'
import type { Issues } from './issues.js'
import type { SignalContext } from './signal-context.js'

/** A signal: its identity, the reader of its payload, and what is held against it. */
export interface SignalProgram<Payload = unknown> {
  readonly id: string
  readonly version: number
  readPayload(raw: unknown, issues: Issues): Payload
  /** The identity of one emission; null where the spec gives none. */
  eventKey?(payload: Payload, ctx: Context): unknown
  /** How payloads of older versions become current ones, step by step from the oldest. Absent: there are none. */
  readonly migrations?: readonly SignalMigration[]
  /** What is held against each emission. Absent: nothing but the payload's shape. */
  readonly guards?: GuardProgram<SignalScope<Payload>>
}

/** What the guards of a signal see. */
export interface SignalScope<Payload = unknown> {
  readonly payload: Payload
  readonly signal: SignalContext
  readonly principal: Principal
  readonly ctx: Context
}

/** The step from one version of a payload to the next. What it gives replaces the payload; only the last is validated. */
export interface SignalMigration {
  readonly from: number
  migrate(payload: unknown): unknown
}
