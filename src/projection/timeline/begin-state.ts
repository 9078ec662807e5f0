import type { SavedTimeline, TimelineHead } from '../../contract/history.js'
import type { TimelineProgram } from '../../contract/timeline.js'
import { type Steps, wait } from '../../semantics/steps.js'
import type { AnyState, RecordSource } from './catch-up.js'
import { GroupedState } from './grouped-state.js'
import { LogState } from './log-state.js'

/** Goes on from what was saved; from the very beginning where nothing was. */
export function resumeState(timeline: TimelineProgram, saved: Omit<SavedTimeline, 'version'> | null): AnyState {
  const { rows } = timeline
  return rows.mode === 'state'
    ? new GroupedState(timeline, rows, saved)
    : new LogState(timeline, rows, saved?.head ?? null)
}

/** Begins anew behind a position. Records before it that would count, had it begun earlier, are known to be missing. */
export function* beginState(
  timeline: TimelineProgram,
  source: RecordSource,
  { startAfter, rebuiltAt }: Pick<TimelineHead, 'startAfter' | 'rebuiltAt'>,
): Steps<AnyState> {
  const head = { ...resumeState(timeline, null).toHead(), position: startAfter, startAfter, rebuiltAt }
  const state = resumeState(timeline, { head, groups: new Map() })
  if (startAfter === 0) return state
  const { records, purgedThrough } = yield* wait(source.scan(0, 1))
  const [first] = records
  if (purgedThrough > 0 || (first !== undefined && first.position <= startAfter)) state.lack()
  return state
}
