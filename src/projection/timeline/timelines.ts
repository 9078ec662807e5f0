// Takes queries of timelines; gives one page of rows, or why it was refused.
// Promises the stages of the language: gates, history, dedupe, migrate, filter, order, accumulate, and those of every query.
// Not its job: who may ask, and how a refusal is worded for the caller.

import type { Awaitable } from '../../contract/json.js'
import type { QueryProgram, QueryScope } from '../../contract/program.js'
import type { StateMeta, TimelineMeta } from '../../contract/query-output.js'
import type { Selection } from '../../contract/store.js'
import type { TimelineProgram } from '../../contract/timeline.js'
import { bug } from '../../semantics/bug.js'
import { perform, type Steps } from '../../semantics/steps.js'
import { instantOf } from '../../semantics/timestamp.js'
import { answerPage, selectionOf } from '../answer-page.js'
import { guardRows } from '../guard-rows.js'
import { type Asked, readArguments } from '../read-arguments.js'
import type { ProjectionOutcome } from '../run-projection.js'
import { LogState } from './log-state.js'
import { readAsOf } from './read-as-of.js'
import { type SelectedRows, streamLog } from './stream-log.js'
import { type TimelineParts, TimelineReader } from './timeline-reader.js'
import type { TimelineRows } from './timeline-state.js'

/** The timelines of a running app. */
export class Timelines {
  private readonly readers: ReadonlyMap<string, TimelineReader>

  constructor(timelines: ReadonlyMap<string, TimelineProgram>, parts: TimelineParts) {
    this.readers = new Map([...timelines].map(([id, timeline]) => [id, new TimelineReader(timeline, parts)]))
  }

  /** Notes where timelines begin that count only what comes from now on. Before the first record of this run. */
  async activate(): Promise<void> {
    for (const reader of this.readers.values()) await perform(reader.activate())
  }

  /** Answers a query of a timeline; a promise only where a store gives one. */
  answer(query: QueryProgram, scope: QueryScope): Awaitable<ProjectionOutcome> {
    const asked = readArguments(query, scope.input)
    return asked.kind === 'refused' ? asked : perform(this.page({ query, scope }, asked))
  }

  /** Makes what a timeline has accumulated anew from history; rejects with what keeps it from that. */
  async rebuild(id: string, now: string): Promise<void> {
    await this.readerOf(id).makeAnew(now)
  }

  /** Whether there is a timeline of that id. */
  has(id: string): boolean {
    return this.readers.has(id)
  }

  private *page(call: Pick<Selection, 'query' | 'scope'>, asked: Asked): Steps<ProjectionOutcome> {
    const reader = this.readerOf(call.query.projection.id)
    const asOf = readAsOf(call.query, call.scope)
    const nowMs = instantOf(asOf ?? call.scope.ctx.now)
    const state = yield* asOf === null ? reader.current(nowMs) : reader.asOf(asOf)
    const selection = selectionOf(call, asked)
    const isTooLong = state instanceof LogState && state.isTooLong
    const rows = isTooLong
      ? yield* streamLog(state, reader.sourceAsOf(asOf), { selection, nowMs })
      : rowsOf(state.list(asked.order, nowMs))
    const page = answerPage(selection, asked, rows.selected)
    if (page.kind === 'refused') return page
    const { status, progress, startedAt } = reader.rebuild
    const meta: TimelineMeta = {
      ...page.meta,
      strategy: 'timeline',
      rebuild_status: status,
      rebuild_progress: progress,
      rebuild_started_at: startedAt,
      history_complete: state.isComplete && !rows.isTrimmed,
      as_of_applied: asOf,
    }
    const told = { ...page, meta: withUngrouped(meta, state.ungrouped) }
    const isSuspended = status === 'in_progress'
    return guardRows(reader.timeline, told, { args: call.scope.input, as_of: asOf, isSuspended })
  }

  private readerOf(id: string): TimelineReader {
    const reader = this.readers.get(id)
    if (reader === undefined) throw bug(`the app has no timeline ${id}`)
    return reader
  }
}

function rowsOf({ entries, isTrimmed }: TimelineRows): SelectedRows {
  return { selected: { kind: 'entries', entries, sorted: true }, isTrimmed }
}

function withUngrouped(meta: TimelineMeta, ungrouped: number | null): TimelineMeta | StateMeta {
  return ungrouped === null ? meta : { ...meta, ungrouped_records: ungrouped }
}
