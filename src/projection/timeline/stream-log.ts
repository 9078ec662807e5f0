// Takes an event log that is too long to be kept; gives the page that was asked for, made from history as it is read.
// Promises to hold no more rows than the page needs, however long the log is.
// Not its job: logs that are kept.

import type { Selected, Selection } from '../../contract/store.js'
import { type Steps, wait } from '../../semantics/steps.js'
import { compareEntries } from '../sort-entries.js'
import { isWanted } from '../take-page.js'
import type { RecordSource } from './catch-up.js'
import { isAlive, type LogEntry, type LogState } from './log-state.js'
import { distinctRecords } from './read-event.js'

/** What was selected; `isTrimmed` where some rows have outlived the timeline's retention. */
export interface SelectedRows {
  readonly selected: Selected
  readonly isTrimmed: boolean
}

const mostAtOnce = 1000

/** Reads the whole log once. */
export function* streamLog(
  state: LogState,
  source: RecordSource,
  { selection, nowMs }: { readonly selection: Selection; readonly nowMs: number },
): Steps<SelectedRows> {
  const { order, offset, limit } = selection
  const { id, retentionMs } = state.timeline
  const compare = order.rules.length === 0 ? state.natural : compareEntries(state.timeline, order)
  const page = new FirstRows(compare, offset + limit)
  let isTrimmed = false
  let after = state.startAfter
  for (let hasMore = true; hasMore; ) {
    const scan = yield* wait(source.scan(after, mostAtOnce))
    for (const placed of distinctRecords(id, scan.records)) {
      const entry = state.read(placed)
      if (entry === null) continue
      if (retentionMs !== null && !isAlive(entry, nowMs - retentionMs)) isTrimmed = true
      else if (isWanted(selection, entry)) page.add(entry)
    }
    after = scan.through
    hasMore = scan.hasMore
  }
  const rows = page
    .list()
    .slice(offset)
    .map(({ row }) => row)
  return { selected: { kind: 'page', rows, total: page.total }, isTrimmed }
}

/** The first rows in some order of all that are added. */
class FirstRows {
  total = 0
  private rows: LogEntry[] = []
  private readonly compare: (left: LogEntry, right: LogEntry) => number
  private readonly most: number

  constructor(compare: (left: LogEntry, right: LogEntry) => number, most: number) {
    this.compare = compare
    this.most = most
  }

  add(entry: LogEntry): void {
    this.total++
    this.rows.push(entry)
    // At twice the length, so that each row is sorted about twice.
    if (this.rows.length >= 2 * this.most) this.rows = this.list()
  }

  list(): LogEntry[] {
    return this.rows.sort(this.compare).slice(0, this.most)
  }
}
