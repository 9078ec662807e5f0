// Takes a state and where its records come from; brings the state to the last record that there is.
// Promises to read nothing but what is new, unless a record came too late for its order: then the groups of such records
// are made anew from all of history.
// Not its job: where states are kept.

import type { HistoryScan, HistoryStore } from '../../contract/history.js'
import type { Awaitable } from '../../contract/json.js'
import type { TimelineProgram } from '../../contract/timeline.js'
import { callFailed } from '../../semantics/call-failed.js'
import { type Steps, wait } from '../../semantics/steps.js'
import { GroupedState } from './grouped-state.js'
import type { LogState } from './log-state.js'
import { distinctRecords } from './read-event.js'

/** What a timeline has made of its records. */
export type AnyState = GroupedState | LogState

/** The records of one timeline behind a position. */
export interface RecordSource {
  scan(after: number, limit: number): Awaitable<HistoryScan>
}

/** Everything that was recorded. */
export function readingOf({ signals }: TimelineProgram, history: HistoryStore): RecordSource {
  const ids = signals.map(({ id }) => id)
  return { scan: (after, limit) => history.scan({ signals: ids, after, limit }) }
}

/** What had been emitted by an instant; throws where the store cannot look back. */
export function readingAsOf({ id, signals }: TimelineProgram, history: HistoryStore, until: string): RecordSource {
  const ids = signals.map((signal) => signal.id)
  return {
    scan: (after, limit) => {
      if (history.scanAsOf === undefined)
        throw callFailed('projection_history_capability_error', { projection: id, port: 'history.scan_as_of' })
      return history.scanAsOf({ signals: ids, after, limit, until })
    },
  }
}

/** Called between two readings of a long way, with the position that was reached. */
export type Between = (position: number) => Awaitable<void>

const atOnce: Between = () => {}

// Enough to make each reading worth its while, and little enough to be held in memory.
const mostAtOnce = 1000

/** Takes in what is new, and makes groups anew where that came too late. */
export function* catchUp(state: AnyState, source: RecordSource, between: Between = atOnce): Steps<void> {
  for (let hasMore = true; hasMore; ) {
    const after = state.position
    const scan = yield* wait(source.scan(after, mostAtOnce))
    // Another call may have taken the same records in meanwhile.
    if (state.position !== after) continue
    const fresh = { ...scan, records: distinctRecords(state.timeline.id, scan.records) }
    state.attempt(() => state.take(fresh))
    hasMore = scan.hasMore
    if (hasMore) yield* wait(between(state.position))
  }
  while (state instanceof GroupedState && state.isLate) yield* remake(state, source, between)
}

function* remake(state: GroupedState, source: RecordSource, between: Between): Steps<void> {
  const remade = state.beginRemake()
  let after = state.startAfter
  for (let hasMore = true; hasMore; ) {
    const scan = yield* wait(source.scan(after, mostAtOnce))
    // What was dropped from history is not in the group any more once that is made anew.
    if (scan.purgedThrough > state.startAfter) state.lack()
    const records = distinctRecords(state.timeline.id, scan.records)
    state.attempt(() => state.gather(remade, records))
    after = scan.through
    hasMore = scan.hasMore
    if (hasMore) yield* wait(between(after))
  }
  state.attempt(() => state.remake(remade))
}
