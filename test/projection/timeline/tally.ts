import type { HistoryRecord, HistoryStore, TimelineStore } from '../../../src/contract/history.js'
import type { Json } from '../../../src/contract/json.js'
import type { TimelineMeta } from '../../../src/contract/query-output.js'
import type { SignalProgram } from '../../../src/contract/signal.js'
import type { AppStore } from '../../../src/contract/store.js'
import type { TimelineProgram } from '../../../src/contract/timeline.js'
import { objectAt, requiredInt, requiredText } from '../../../src/program.js'
import type { TimelineParts } from '../../../src/projection/timeline/timeline-reader.js'
import { Timelines } from '../../../src/projection/timeline/timelines.js'
import { createMemoryStore } from '../../../src/store/memory/index.js'
import { queryOf, sampleSchema, scopeOf } from '../../store/sample-app.js'

/** What the signal `counted` says by now: version 1 had no `by`, version 2 called it `step`. */
export interface Counted {
  readonly who: string
  readonly by: number
}

export interface Tally {
  readonly who: string | null
  readonly sum: number
  readonly trail: string
}

export const counted: SignalProgram<Counted> = {
  id: 'counted',
  version: 3,
  readPayload: (raw, issues) => {
    const fields = objectAt(raw, issues)
    return { who: requiredText(fields.who, 'who', issues), by: requiredInt(fields.by, 'by', issues) }
  },
  migrations: [
    { from: 1, migrate: (payload) => ({ ...(payload as object), step: 1 }) },
    {
      from: 2,
      migrate: (payload) => {
        const { who, step } = payload as { readonly who: string; readonly step: unknown }
        return { who, by: step as number }
      },
    },
  ],
}

/** Sums of what was counted, by who did; zero ends one. */
export function tally(
  more: Partial<TimelineProgram<Tally, Counted, { readonly counted: Counted }>> = {},
): TimelineProgram {
  const timeline: TimelineProgram<Tally, Counted, { readonly counted: Counted }> = {
    id: 'tally',
    strategy: 'timeline',
    hash: 'hash of tally',
    accumulation: 'accumulation of tally',
    signals: [counted as SignalProgram],
    order: { direction: 'asc' },
    rows: {
      mode: 'state',
      start: { sum: 0, trail: '' },
      groupNames: ['who'],
      group: ({ payload: { who } }) => ({ who }),
      when: {
        counted: ({ acc, payload }) => ({ sum: acc.sum + payload.by, trail: `${acc.trail}${payload.by}`.slice(-8) }),
      },
      removeWhen: { counted: ({ payload }) => payload.by === 0 },
    },
    rebuild: { mode: 'full' },
    retentionMs: null,
    sortKeys: new Map([
      ['who', { value: (row: object) => (row as Tally).who }],
      ['sum', { value: (row: object) => (row as Tally).sum }],
    ]),
    sort: { kind: 'natural' },
    pagination: { defaultPage: 1, defaultSize: 25, maxSize: 1000 },
    ...more,
  }
  return timeline as unknown as TimelineProgram
}

/** The same signals as an event log. */
export function countedLog(more: Partial<TimelineProgram> = {}): TimelineProgram {
  const rows = {
    mode: 'log',
    shape: ({ payload, signal }: { payload: unknown; signal: { event_key: string; version: number } }) => ({
      event_key: signal.event_key,
      version: signal.version,
      payload,
    }),
  }
  return { ...tally(), id: 'log', rows: rows as never, sortKeys: new Map(), ...more }
}

/** An instant, so many minutes into the test. */
export function at(minutes: number): string {
  return new Date(Date.parse('2026-03-01T00:00:00.000Z') + minutes * 60_000).toISOString()
}

let keys = 0

export function record(who: string, by: number, more: Partial<HistoryRecord> = {}): HistoryRecord {
  keys++
  const own = { signalName: 'counted', signalVersion: 3, eventKey: `k${keys}`, traceId: 't', emittedAt: at(keys) }
  return { ...own, payload: { who, by }, ...more }
}

export async function append(store: AppStore, ...events: readonly HistoryRecord[]): Promise<void> {
  const outcome = await store.commit({ reads: [], writes: [], replay: null, events })
  if (outcome.kind !== 'committed') throw new Error(outcome.kind)
}

export async function opened(store: AppStore = createMemoryStore()): Promise<AppStore> {
  await store.open({ ...sampleSchema, history: { retentionMs: null } })
  return store
}

export interface Process {
  readonly timelines: Timelines
  /** What was reported that changed no answer. */
  readonly reports: string[]
  ask(input?: object): Promise<Answer>
  rebuild(): Promise<void>
}

export interface Answer {
  readonly rows: readonly object[]
  readonly meta: TimelineMeta & { readonly [name: string]: Json }
}

/** One process that shows one timeline of a store, at an instant when everything has happened. */
export function start(store: AppStore, timeline: TimelineProgram, parts: Partial<TimelineParts> = {}): Process {
  const reports: string[] = []
  const timelines = new Timelines(new Map([[timeline.id, timeline]]), {
    history: store.history as HistoryStore,
    timelines: store.timelines as TimelineStore,
    saveAfter: 3,
    pause: () => {},
    report: (problem) => reports.push(problem),
    ...parts,
  })
  const query = {
    ...queryOf(timeline as never),
    projection: timeline,
    asOf: ({ input }: { readonly input: unknown }) => (input as { readonly as_of?: unknown }).as_of,
  }
  const now = at(100_000)
  return {
    timelines,
    reports,
    rebuild: () => timelines.rebuild(timeline.id, now),
    ask: async (input = {}) => {
      const scope = scopeOf(input)
      const outcome = await timelines.answer(query as never, { ...scope, ctx: { ...scope.ctx, now } })
      if (outcome.kind !== 'answered') throw new Error(`${outcome.code}: ${outcome.problem}`)
      return outcome.output as unknown as Answer
    },
  }
}
