import type { OutputRow } from '../../contract/row.js'
import type { StateProgram, TimelineEvent, TimelineProgram } from '../../contract/timeline.js'
import { canonicalJson } from '../../semantics/canonical-json.js'
import { deepFreeze } from '../../semantics/deep-freeze.js'
import { own } from '../../semantics/read-path.js'
import { instantOf } from '../../semantics/timestamp.js'
import type { OrderKey } from './order-key.js'
import type { ReadEvent } from './read-event.js'

/** The program with a start that leaves out no member. */
export interface FilledProgram extends StateProgram {
  readonly start: OutputRow
}

/** What was accumulated of a group's records. */
export interface Group {
  readonly row: OutputRow
  /** The place of the last record in it. */
  readonly last: OrderKey
  /** The latest instant of a record in it, in milliseconds since the epoch. */
  readonly latestMs: number
}

/** The group that a record names; null where it names none. */
export interface NamedGroup {
  readonly key: string
  readonly members: object
}

export function groupOf(state: StateProgram, event: TimelineEvent): NamedGroup | null {
  const members = state.group(event)
  for (const value of Object.values(members)) if (value === null || value === undefined) return null
  return { key: canonicalJson(members), members }
}

/** Takes one record into its group; null where the record ends it. */
export function accumulate(
  state: FilledProgram,
  before: Group | null,
  { event, key }: ReadEvent,
  members: object,
): Group | null {
  const { signal_name: signal, emitted_at } = event.signal
  const acc = before?.row ?? state.start
  // Own members, because a signal may have the name of what every object inherits.
  const change = own(state.when, signal) as StateProgram['when'][string]
  const ends = state.removeWhen && (own(state.removeWhen, signal) as NonNullable<StateProgram['removeWhen']>[string])
  const row = deepFreeze({ ...acc, ...change?.({ acc, ...event }), ...members })
  if (ends?.({ acc: row, ...event }) === true) return null
  return { row, last: key, latestMs: Math.max(before?.latestMs ?? Number.NEGATIVE_INFINITY, instantOf(emitted_at)) }
}

/** Whether the group has outlived the timeline's retention at that instant. */
export function hasExpired({ retentionMs }: TimelineProgram, { latestMs }: Group, nowMs: number): boolean {
  return retentionMs !== null && latestMs + retentionMs < nowMs
}
