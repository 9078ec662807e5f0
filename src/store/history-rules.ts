import type { HistoryRecord } from '../contract/history.js'
import { equal } from '../semantics/expression-logic.js'
import { instantOf } from '../semantics/timestamp.js'

/** How many old records a commit that brings new ones drops at most, so that none has to drop a million. */
export const mostPurged = 100

/** Whether two records of one identity are one record. */
export function isSameRecord(one: HistoryRecord, other: HistoryRecord): boolean {
  return equal(one, other)
}

/** Before when records are too old, now that these are there, in milliseconds since the epoch; null where none ever is. */
export function purgeBefore(events: readonly HistoryRecord[], retentionMs: number | null): number | null {
  if (retentionMs === null || events.length === 0) return null
  return Math.max(...events.map(({ emittedAt }) => instantOf(emittedAt))) - retentionMs
}
