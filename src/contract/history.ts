import type { Awaitable, Json } from './json.js'

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

/** A record and its place in the order of appending: places count up from 1, and none is ever given twice. */
export interface PlacedRecord {
  readonly position: number
  readonly record: HistoryRecord
}

/** Asks for the records of these signals that were appended after a position, the first `limit` of them. */
export interface HistoryRequest {
  readonly signals: readonly string[]
  readonly after: number
  readonly limit: number
}

/** Records in the order of appending; `purgedThrough` is the last position at which one of the signals was dropped, 0 for none. */
export interface HistoryScan {
  readonly records: readonly PlacedRecord[]
  /** The position through which all that was asked for is among the records: nothing before it need be looked at again. */
  readonly through: number
  readonly hasMore: boolean
  readonly purgedThrough: number
}

/**
 * The signals that were emitted. Records come in with a commit; no two have one identity. What is older than the app's
 * retention by the time of a newer record may be dropped, oldest first.
 */
export interface HistoryStore {
  scan(request: HistoryRequest): Awaitable<HistoryScan>
  /** The same, without the records that were emitted after the instant. A store that cannot look back leaves it out. */
  scanAsOf?(request: HistoryRequest & { readonly until: string }): Awaitable<HistoryScan>
  /** A position that no record has passed so far, and every later one will; 0 before the first. */
  head(): Awaitable<number>
}

/** What is saved of a timeline beside its groups. Orders are lists of what records are ordered by. */
export interface TimelineHead {
  /** The hash of what decided how it was accumulated. */
  readonly accumulation: string
  /** The position through which all records are in it. */
  readonly position: number
  /** Records at this position and before it do not count. */
  readonly startAfter: number
  /** How many records belong to no group. */
  readonly ungrouped: number
  /** False where records that count were dropped before they could be seen, or are left out by the definition. */
  readonly isComplete: boolean
  /** Groups that were removed last, each with the order of the last record that it had. */
  readonly removed: readonly (readonly [key: string, order: Json])[]
  /** The highest order of a record in any group that was removed before those; null where there is none. */
  readonly removedThrough: Json
  /**
   * Until when the longest-lived of the groups that were let go of for their age would have lived, in milliseconds since
   * the epoch; null where none was.
   */
  readonly expiredThrough: number | null
  /** When the last rebuild began; null where there was none. */
  readonly rebuiltAt: string | null
}

/** The head of a timeline as it was saved. */
export interface SavedHead {
  readonly version: number
  readonly head: TimelineHead
}

/** A timeline as it was saved: its groups by key. */
export interface SavedTimeline extends SavedHead {
  readonly groups: ReadonlyMap<string, Json>
}

/** What replaces the version that was read, 0 for none. A group that is null goes; `replaces`: all others go, too. */
export interface TimelineChange {
  readonly version: number
  readonly head: TimelineHead
  readonly groups: ReadonlyMap<string, Json | null>
  readonly replaces: boolean
}

/** What timelines have accumulated, by the id of the projection, so that nobody has to begin at the beginning. */
export interface TimelineStore {
  /** The number of the saved version, which grows with each; 0 where nothing is saved. */
  version(projection: string): Awaitable<number>
  /** What is saved beside the groups. */
  head(projection: string): Awaitable<SavedHead | null>
  load(projection: string): Awaitable<SavedTimeline | null>
  /** The number of the new version; null, and nothing is saved, where the version has changed meanwhile. */
  save(projection: string, change: TimelineChange): Awaitable<number | null>
}
