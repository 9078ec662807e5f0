import type { HistoryScan, PlacedRecord, TimelineHead } from '../../contract/history.js'
import type { RowOrder } from '../../contract/row.js'
import type { RowEntry } from '../../contract/store.js'
import type { LogProgram, TimelineProgram } from '../../contract/timeline.js'
import { deepFreeze } from '../../semantics/deep-freeze.js'
import { instantOf } from '../../semantics/timestamp.js'
import { comparisonIn, type OrderKey } from './order-key.js'
import type { ReadEvent } from './read-event.js'
import { type NaturalOrder, SortedLists } from './sorted-lists.js'
import { type TimelineRows, TimelineState } from './timeline-state.js'

/** A row of an event log. */
export interface LogEntry extends RowEntry {
  readonly key: OrderKey
  readonly emittedAt: string
}

// What is longer than this is read anew for each query: it is history itself, and would fill the memory twice.
const mostRows = 100_000

/** The rows of an event log, one for each record. */
export class LogState extends TimelineState {
  private readonly program: LogProgram
  private readonly lists: SortedLists<LogEntry>
  private rowCount = 0
  /** The position through which rows have gone already. */
  private dropped: number

  constructor(timeline: TimelineProgram, program: LogProgram, saved: TimelineHead | null) {
    // Its rows are history itself, and nothing of them is saved.
    super(timeline, saved && { ...saved, position: saved.startAfter })
    this.program = program
    this.dropped = this.startAfter
    this.lists = new SortedLists(timeline, this.natural)
  }

  /** Whether the rows are too many to be kept; then there is nothing to list. */
  get isTooLong(): boolean {
    return this.rowCount > mostRows
  }

  get ungrouped(): null {
    return null
  }

  list(order: RowOrder, nowMs: number): TimelineRows {
    const entries = this.lists.list(order)
    const { retentionMs } = this.timeline
    if (retentionMs === null) return { entries, isTrimmed: false }
    const kept = entries.filter((entry) => isAlive(entry, nowMs - retentionMs))
    return { entries: kept, isTrimmed: kept.length < entries.length }
  }

  /** How two rows stand where nobody asked for an order. */
  get natural(): NaturalOrder<LogEntry> {
    const compare = comparisonIn(this.timeline.order)
    return (left, right) => compare(left.key, right.key)
  }

  /** The row of one record; null where it does not count. */
  read(placed: PlacedRecord): LogEntry | null {
    const read = this.reader.isTooEarly(placed) ? null : this.reader.read(placed)
    return read === null ? null : this.entryOf(read)
  }

  private entryOf({ event, key }: ReadEvent): LogEntry {
    const row = deepFreeze(this.program.shape(event))
    return { source: row, row, key, emittedAt: event.signal.emitted_at }
  }

  /** Rows whose records are dropped from history go with them, or a process that starts later would show others. */
  override take(scan: HistoryScan): void {
    super.take(scan)
    const { purgedThrough } = scan
    if (purgedThrough <= this.dropped) return
    this.dropped = purgedThrough
    this.lack()
    for (const entry of this.lists.oldest()) {
      if (entry.key[3] > purgedThrough) break
      this.lists.replace(entry, null)
      this.rowCount--
    }
  }

  protected add(read: ReadEvent): void {
    this.rowCount++
    if (this.isTooLong) this.lists.clear()
    else this.lists.replace(null, this.entryOf(read))
  }
}

/** Whether a row is of a time at or after the instant. */
export function isAlive({ emittedAt }: LogEntry, sinceMs: number): boolean {
  return instantOf(emittedAt) >= sinceMs
}
