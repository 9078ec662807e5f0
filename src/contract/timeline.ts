import type { ListingProgram } from './listing.js'
import type { OutputRow } from './row.js'
import type { SignalProgram } from './signal.js'
import type { SignalContext } from './signal-context.js'

/** One record of history as a timeline sees it. */
export interface TimelineEvent<Payload = unknown> {
  readonly payload: Payload
  /** Its version is the current one, to which the payload was brought. */
  readonly signal: SignalContext
}

/**
 * A read model over history. `Payload` is what the payloads of its signals have in common, `Payloads` what each has, by
 * signal. Search, sort and query filters see the output row.
 */
export interface TimelineProgram<Row = OutputRow, Payload = unknown, Payloads = Readonly<Record<string, unknown>>>
  extends ListingProgram<Row, Row> {
  readonly strategy: 'timeline'
  /** SHA-256 in lower-case hex over what decides what is accumulated: what was saved under another is stale. */
  readonly accumulation: string
  readonly signals: readonly SignalProgram[]
  /** Which records count. */
  keep?(event: TimelineEvent<Payload>): boolean
  readonly order: TimelineOrder<Payload>
  readonly rows: StateProgram<Row, Payload, Payloads> | LogProgram<Row, Payload>
  readonly rebuild: RebuildProgram
  /** How long a group lives after its last record, or a row of an event log, in milliseconds; null for ever. */
  readonly retentionMs: number | null
}

/** By what records are ordered: by when they were emitted, or by a value. Ties are settled by time, event key and position. */
export interface TimelineOrder<Payload = unknown> {
  value?(event: TimelineEvent<Payload>): unknown
  readonly direction: 'asc' | 'desc'
}

/** Which records count: all, those since an instant, or those since the app first ran with this timeline. */
export type RebuildProgram =
  | { readonly mode: 'full' | 'none' }
  | { readonly mode: 'from_timestamp'; readonly from: string }

/** A row for each record. */
export interface LogProgram<Row = OutputRow, Payload = unknown> {
  readonly mode: 'log'
  shape(event: TimelineEvent<Payload>): Row
}

/** A row for each group of records: what was accumulated of them, one after the other. */
export interface StateProgram<Row = OutputRow, Payload = unknown, Payloads = Readonly<Record<string, unknown>>> {
  readonly mode: 'state'
  /** What a group begins with; members that it leaves out are null. */
  readonly start: Partial<Row>
  /** The members that name a group, in authored order: groups stand in the order of their values. */
  readonly groupNames: readonly string[]
  /** These members of the record's group. Where one is null, the record belongs to none. */
  group(event: TimelineEvent<Payload>): { readonly [Name in keyof Row]?: Row[Name] | null }
  /** The members that a record changes, by signal; the accumulator is as it was before the record. */
  readonly when: TimelineHandlers<Row, Payloads, Partial<Row>>
  /** Whether a record, once it has changed the accumulator, ends the group. */
  readonly removeWhen?: TimelineHandlers<Row, Payloads, boolean>
}

/** What a handler sees: what has been accumulated, and the record. */
export interface TimelineStep<Row = OutputRow, Payload = unknown> extends TimelineEvent<Payload> {
  readonly acc: Row
}

// A method, so that a program of exact types may stand where the pipeline needs only the erased one.
type Handler<Row, Payload, Result> = { handle(step: TimelineStep<Row, Payload>): Result }['handle']

export type TimelineHandlers<Row, Payloads, Result> = {
  readonly [Signal in keyof Payloads]?: Handler<Row, Payloads[Signal], Result>
}
