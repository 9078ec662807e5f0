// Takes one timeline and the stores of history and of what was accumulated; gives its rows, now or as of an instant.
// Promises the rows of the full definition, made from what is known already and the records that are new since.
// Refuses with `CallFailed` where what is saved is of another definition; a save that fails is reported and costs nothing.
// Not its job: filters, search, sort and pages.

import type { HistoryStore, TimelineStore } from '../../contract/history.js'
import type { Awaitable } from '../../contract/json.js'
import type { TimelineMeta } from '../../contract/query-output.js'
import type { TimelineProgram } from '../../contract/timeline.js'
import { callFailed } from '../../semantics/call-failed.js'
import { perform, type Steps, wait } from '../../semantics/steps.js'
import { beginState, resumeState } from './begin-state.js'
import { type AnyState, catchUp, type RecordSource, readingAsOf, readingOf } from './catch-up.js'
import { GroupedState } from './grouped-state.js'

/** What timelines work with. */
export interface TimelineParts {
  readonly history: HistoryStore
  readonly timelines: TimelineStore
  /** How many records may be taken in before what has come of them is saved. */
  readonly saveAfter: number
  /** Lets others have their turn. */
  pause(): Awaitable<void>
  /** Something failed that changes no answer. */
  report(problem: string, thrown: unknown): void
}

/** Whether a rebuild is going on, and what became of the last one. */
export interface RebuildStatus {
  readonly status: TimelineMeta['rebuild_status']
  readonly progress: number | null
  readonly startedAt: string | null
}

/** A state with the version of it that is saved, and how many records it had taken in then. */
interface Kept {
  readonly state: AnyState
  version: number
  saved: number
}

// A page of the past is followed by the next page of it.
const mostPasts = 4

/** Keeps one timeline current in this process. */
export class TimelineReader {
  readonly timeline: TimelineProgram
  private readonly parts: TimelineParts
  private readonly source: RecordSource
  private readonly pasts = new Map<string, AnyState>()
  private kept: Kept | null = null
  private rebuilding: Promise<void> | null = null
  private lastRebuild: RebuildStatus | null = null

  constructor(timeline: TimelineProgram, parts: TimelineParts) {
    this.timeline = timeline
    this.parts = parts
    this.source = readingOf(timeline, parts.history)
  }

  get rebuild(): RebuildStatus {
    const startedAt = this.kept?.state.rebuiltAt ?? null
    return this.lastRebuild ?? { status: 'complete', progress: startedAt === null ? null : 1, startedAt }
  }

  /** Notes where a timeline begins that counts only what comes after it was first there. */
  *activate(): Steps<void> {
    if (this.timeline.rebuild.mode !== 'none') return
    const { id } = this.timeline
    const { timelines, history } = this.parts
    if ((yield* wait(timelines.version(id))) > 0) return
    const startAfter = yield* wait(history.head())
    const state = yield* beginState(this.timeline, this.source, { startAfter, rebuiltAt: null })
    // Where another process was faster, its beginning counts.
    yield* wait(timelines.save(id, { version: 0, head: state.toHead(), groups: new Map(), replaces: true }))
  }

  /** The state with everything that has been recorded. */
  *current(nowMs: number): Steps<AnyState> {
    const kept = yield* this.keep()
    yield* catchUp(kept.state, this.source)
    yield* this.save(kept, nowMs)
    return kept.state
  }

  /** The state of what had been emitted by an instant. */
  *asOf(until: string): Steps<AnyState> {
    const { state: present } = yield* this.keep()
    const source = this.sourceAsOf(until)
    const known = this.pasts.get(until)
    const past = known?.isSpoilt === false ? known : yield* beginState(this.timeline, source, present)
    // Set again, so that the map's order is that of use.
    this.pasts.delete(until)
    this.pasts.set(until, past)
    for (const oldest of this.pasts.keys()) {
      if (this.pasts.size <= mostPasts) break
      this.pasts.delete(oldest)
    }
    yield* catchUp(past, source)
    return past
  }

  /** The records of the timeline that had been emitted by an instant; null: all of them. */
  sourceAsOf(until: string | null): RecordSource {
    return until === null ? this.source : readingAsOf(this.timeline, this.parts.history, until)
  }

  /** Makes everything anew from history, and saves it. Two that ask at once get one rebuild. */
  makeAnew(now: string): Promise<void> {
    this.rebuilding ??= this.remake(now).finally(() => {
      this.rebuilding = null
    })
    return this.rebuilding
  }

  private async remake(startedAt: string): Promise<void> {
    const { timelines, history, pause } = this.parts
    this.lastRebuild = { status: 'in_progress', progress: 0, startedAt }
    try {
      const saved = await timelines.head(this.timeline.id)
      const start = { startAfter: saved?.head.startAfter ?? 0, rebuiltAt: startedAt }
      const state = await perform(beginState(this.timeline, this.source, start))
      const end = await history.head()
      const version = await this.replace(state, (position) => {
        this.lastRebuild = { status: 'in_progress', progress: Math.min(1, position / end), startedAt }
        return pause()
      })
      this.kept = { state, version, saved: state.taken }
      this.pasts.clear()
      this.lastRebuild = null
    } catch (thrown) {
      this.lastRebuild = { status: 'failed', progress: null, startedAt }
      throw thrown
    }
  }

  // Again where another process has saved meanwhile: what it saved is of the definition that is replaced.
  private async replace(state: AnyState, between: (position: number) => Awaitable<void>): Promise<number> {
    const { timelines } = this.parts
    const { id } = this.timeline
    for (;;) {
      await between(state.position)
      await perform(catchUp(state, this.source, between))
      const version = await timelines.version(id)
      const saved = await timelines.save(id, wholeOf(state, version))
      if (saved !== null) return saved
    }
  }

  private *keep(): Steps<Kept> {
    const { parts, timeline } = this
    const kept = this.kept?.state.isSpoilt === true ? null : this.kept
    const version = yield* wait(parts.timelines.version(timeline.id))
    if (kept !== null && (version === kept.version || (yield* this.adopt(kept)))) return kept
    const saved = yield* wait(parts.timelines.load(timeline.id))
    const isState = timeline.rows.mode === 'state'
    if (isState && saved !== null && saved.head.accumulation !== timeline.accumulation) throw this.isStale()
    const state = resumeState(timeline, saved)
    this.kept = { state, version: saved?.version ?? 0, saved: 0 }
    return this.kept
  }

  /** Goes on with its own state where another process has saved the same meanwhile. */
  private *adopt(kept: Kept): Steps<boolean> {
    const saved = yield* wait(this.parts.timelines.head(this.timeline.id))
    const { state } = kept
    if (saved === null || !state.agreesWith(saved.head)) return false
    if (!saved.head.isComplete) state.lack()
    kept.version = saved.version
    kept.saved = state.taken
    return true
  }

  private isStale(): Error {
    const { status } = this.lastRebuild ?? { status: 'stale' }
    return callFailed('projection_rebuild_required_error', { projection: this.timeline.id }, { rebuild_status: status })
  }

  private *save(kept: Kept, nowMs: number): Steps<void> {
    const { state } = kept
    const isDue = state.taken - kept.saved >= (kept.version === 0 ? 1 : this.parts.saveAfter)
    if (!isDue || !(state instanceof GroupedState) || state.isLate) return
    const change = state.toChange(kept.version, nowMs)
    // Also where it fails: the next attempt can wait for as many records more.
    kept.saved = state.taken
    try {
      const version = yield* wait(this.parts.timelines.save(this.timeline.id, change))
      if (version === null) state.takeBack(change)
      else kept.version = version
    } catch (thrown) {
      state.takeBack(change)
      this.parts.report(`what ${this.timeline.id} has accumulated could not be saved`, thrown)
    }
  }
}

function wholeOf(state: AnyState, version: number) {
  if (state instanceof GroupedState) return state.toWhole(version)
  return { version, head: state.toHead(), groups: new Map(), replaces: true }
}
