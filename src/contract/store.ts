import type { CollectionTable, StoredRecord } from './collection.js'
import type { Envelope } from './envelope.js'
import type { FlowJob } from './flow.js'
import type { FlowStepRecord, FlowStore } from './flow-store.js'
import type { HistoryPolicy, HistoryRecord, HistoryStore, TimelineStore } from './history.js'
import type { Awaitable } from './json.js'
import type { QueryProgram, QueryScope } from './program.js'
import type { OutputRow, RowOrder } from './row.js'
import type { SessionStore, SessionWrite } from './session.js'

/** What `open` gets: everything the store must be able to keep. */
export interface StoreSchema {
  readonly appId: string
  readonly tables: readonly CollectionTable[]
  /** Absent: the app records no signals. */
  readonly history?: HistoryPolicy
}

/** A record with the version that a commit checks; version 0 is "no such record". */
export interface VersionedRecord {
  readonly record: StoredRecord | null
  readonly version: number
}

/** One record that an action read, and the version it saw. */
export interface RecordRead {
  readonly collection: string
  readonly id: string
  readonly version: number
}

/** One record's final state after an action; `null` deletes it. */
export interface RecordWrite {
  readonly collection: string
  readonly id: string
  readonly record: StoredRecord | null
}

/** What commits together, or not at all. */
export interface Commit {
  readonly reads: readonly RecordRead[]
  readonly writes: readonly RecordWrite[]
  /** The replay record of a call with an idempotency key; the reservation's token proves that it is still ours. */
  readonly replay: ReplayRecord | null
  /** Signals for history, in the order in which they were emitted. One that is there already, just so, changes nothing. */
  readonly events?: readonly HistoryRecord[]
  readonly session?: SessionWrite
  /** Runs of flows for the outbox, in their order. */
  readonly jobs?: readonly FlowJob[]
  /** The step of a flow run that this is; its hold proves that the run is still ours. */
  readonly step?: FlowStepRecord
}

/**
 * `conflict`: a record or a session that was read has changed since (for a session: `sessionCollection`, and its key).
 * `lost`: the reservation, or the hold on the flow run, ran out and was taken by another. `event_conflict`: history holds other events under the
 * identities of these (indexes of `events`); nothing was committed.
 */
export type CommitOutcome =
  | { readonly kind: 'committed' }
  | { readonly kind: 'conflict'; readonly collection: string; readonly id: string }
  | { readonly kind: 'lost' }
  | { readonly kind: 'event_conflict'; readonly events: readonly number[] }

/** A finished call, as it is answered again. `expiresAt` is an instant in milliseconds since the epoch. */
export interface ReplayRecord {
  readonly scope: string
  readonly inputHash: string
  readonly token: string
  readonly envelope: Envelope
  readonly expiresAt: number
}

/** What a reservation found: `held` while another call holds the lease. */
export type Reservation =
  | { readonly kind: 'reserved' }
  | { readonly kind: 'recorded'; readonly inputHash: string; readonly envelope: Envelope }
  | { readonly kind: 'held'; readonly inputHash: string }

/** Asks for a scope. `now` and `leaseUntil` are instants in milliseconds since the epoch. */
export interface ReservationRequest {
  readonly scope: string
  readonly inputHash: string
  readonly token: string
  readonly now: number
  readonly leaseUntil: number
}

/** Where finished calls with an idempotency key are kept. Expired records count as never seen. */
export interface ReplayStore {
  reserve(request: ReservationRequest): Awaitable<Reservation>
  /** Records the result of a call that `reserve` let through, where no unit of work carries it; throws when it is lost. */
  save(record: ReplayRecord): Awaitable<void>
  /** Gives a reservation back, so that a retry can run. */
  release(scope: string, token: string): Awaitable<void>
}

/** What a query asks of the store. A store may do as much of it as it can do exactly, and says what it did. */
export interface Selection {
  readonly query: QueryProgram
  readonly scope: QueryScope
  readonly order: RowOrder
  /** The trimmed, lower-cased search text; null without a search. */
  readonly search: string | null
  readonly offset: number
  readonly limit: number
}

/**
 * One candidate: the record (or, in a join, the records by alias), and the output row made from it. In an aggregate both
 * are the output row of a group.
 */
export interface RowEntry {
  readonly source: object
  readonly row: OutputRow
}

/**
 * `page`: the store filtered, searched, sorted, counted and paged. `entries`: the store applied the projection's `keep`,
 * and the pipeline applies the other filters, searches, counts and pages, and sorts unless `sorted`. Entries may hold
 * more rows than match, never fewer. Of an aggregate they are its groups, after all of its own filters.
 */
export type Selected =
  | { readonly kind: 'page'; readonly rows: readonly OutputRow[]; readonly total: number }
  | { readonly kind: 'entries'; readonly entries: readonly RowEntry[]; readonly sorted: boolean }

/**
 * The one port through which an app keeps anything. Every implementation passes the same suite.
 * Methods may answer at once or with a promise; a rejected promise or a throw is a failure of the store.
 */
export interface AppStore {
  /** False: a commit of several writes may be left half done. Such a store takes no write that asks for atomicity. */
  readonly isAtomic?: false
  /** Creates what is missing, adds what is new, and refuses (throws) what it cannot change without losing data. */
  open(schema: StoreSchema): Awaitable<void>
  read(collection: string, id: string): Awaitable<VersionedRecord>
  select(selection: Selection): Awaitable<Selected>
  /** Checks the reads, then applies everything in one transaction. */
  commit(commit: Commit): Awaitable<CommitOutcome>
  readonly replay: ReplayStore
  readonly sessions: SessionStore
  readonly flows: FlowStore
  /** A store that keeps no history leaves these two out: an app that needs them does not start with it. */
  readonly history?: HistoryStore
  readonly timelines?: TimelineStore
  close(): Awaitable<void>
}
