import fc from 'fast-check'
import type { HistoryRecord } from '../../../src/contract/history.js'
import type { QueryProgram, SignalProgram } from '../../../src/contract/program.js'
import type { LogProgram, RebuildProgram, StateProgram, TimelineProgram } from '../../../src/contract/timeline.js'
import { queryOf } from '../../store/sample-app.js'

export interface Payload {
  readonly g: string | null
  readonly h: number
  readonly n: number | null
  readonly v: string
}

/** What a record's payload adds to a group is in no way the same in another order. */
export interface Accumulated {
  readonly g: string | null
  readonly h: number | null
  readonly count: number
  readonly trail: string
}

/** Plain data of one random timeline. */
export interface Definition {
  readonly mode: 'state' | 'log'
  readonly by: 'g' | 'g and h'
  readonly order: 'emitted_at' | 'n'
  readonly direction: 'asc' | 'desc'
  readonly removes: boolean
  readonly keeps: boolean
  readonly retentionMs: number | null
  readonly rebuild: RebuildProgram
  /** How long history keeps records; what a state has of them stays, so it is a log that is held against it. */
  readonly historyMs: number | null
}

const minute = 60_000

export function at(minutes: number): string {
  return new Date(Date.parse('2026-01-01T00:00:00.000Z') + minutes * minute).toISOString()
}

const anyDefinition: fc.Arbitrary<Definition> = fc.record({
  historyMs: fc.constantFrom(null, 12 * minute),
  mode: fc.constantFrom('state' as const, 'state' as const, 'log' as const),
  by: fc.constantFrom('g' as const, 'g and h' as const),
  order: fc.constantFrom('emitted_at' as const, 'emitted_at' as const, 'n' as const),
  direction: fc.constantFrom('asc' as const, 'desc' as const),
  removes: fc.boolean(),
  keeps: fc.boolean(),
  retentionMs: fc.constantFrom(null, null, 7 * minute, 30 * minute),
  rebuild: fc.constantFrom<RebuildProgram>(
    { mode: 'full' },
    { mode: 'full' },
    { mode: 'none' },
    { mode: 'from_timestamp', from: at(10) },
  ),
})

export const definition = anyDefinition.map((wanted) => ({
  ...wanted,
  historyMs: wanted.mode === 'log' ? wanted.historyMs : null,
}))

function signal(id: string): SignalProgram {
  return { id, version: 1, readPayload: (raw) => raw }
}

export function keeps({ n }: Payload): boolean {
  return n !== 3
}

export function ends(acc: Accumulated, { v }: Payload): boolean {
  return v === 'x' && acc.count > 1
}

/** What the signal `b` makes of an accumulator; `a` counts as well. */
export function change(name: string, acc: Accumulated, { v }: Payload): Partial<Accumulated> {
  const trail = `${acc.trail}${v}${acc.count}`
  return name === 'a' ? { trail, count: acc.count + 1 } : { trail: trail.slice(-6) }
}

const start: Accumulated = { g: null, h: null, count: 0, trail: '' }

export function programOf(wanted: Definition): TimelineProgram<Accumulated, Payload> {
  const { direction, retentionMs, rebuild, order } = wanted
  return {
    id: 'trails',
    strategy: 'timeline',
    hash: 'hash of trails',
    accumulation: JSON.stringify(wanted),
    // `c` has no handler, and creates its group all the same.
    signals: [signal('a'), signal('b'), signal('c')],
    ...(wanted.keeps ? { keep: ({ payload }) => keeps(payload) } : {}),
    order: { direction, ...(order === 'n' ? { value: ({ payload }: { payload: Payload }) => payload.n } : {}) },
    rows: wanted.mode === 'log' ? log : stateOf(wanted),
    rebuild,
    retentionMs,
    sortKeys: new Map([['trail', { value: (row: object) => (row as Accumulated).trail }]]),
    sort: { kind: 'natural' },
    pagination: { defaultPage: 1, defaultSize: 1000, maxSize: 1000 },
  }
}

const log = {
  mode: 'log',
  shape: ({ payload, signal: { signal_name, event_key, emitted_at } }) =>
    ({ ...payload, signal_name, event_key, emitted_at }) as never,
} satisfies LogProgram<Accumulated, Payload>

function stateOf({ by, removes }: Definition): StateProgram<Accumulated, Payload> {
  return {
    mode: 'state',
    start,
    groupNames: by === 'g' ? ['g'] : ['g', 'h'],
    group: ({ payload: { g, h } }) => (by === 'g' ? { g } : { g, h }),
    when: {
      a: ({ acc, payload }) => change('a', acc, payload as Payload),
      b: ({ acc, payload }) => change('b', acc, payload as Payload),
    },
    ...(removes ? { removeWhen: { a: ({ acc, payload }) => ends(acc, payload as Payload) } } : {}),
  }
}

export function queryFor(timeline: TimelineProgram, isSorted: boolean): QueryProgram {
  const order = { id: 'trail', rules: [{ key: 'trail', direction: 'asc' }] } as const
  const projection = isSorted ? { ...timeline, sort: { kind: 'fixed', order } as const } : timeline
  return {
    ...queryOf(projection as never, {}),
    projection,
    asOf: ({ input }) => (input as { as_of?: unknown }).as_of,
  }
}

const payload = fc.record({
  g: fc.constantFrom('p', 'q', 'r', null),
  h: fc.constantFrom(1, 2),
  n: fc.constantFrom(1, 2, 3, null),
  v: fc.constantFrom('x', 'y', 'z'),
})

/** Records mostly come in the order of time, now and then a little late, and seldom very late. */
const records: fc.Arbitrary<readonly (Pick<HistoryRecord, 'signalName' | 'payload'> & { readonly delay: number })[]> =
  fc.array(
    fc.record({
      signalName: fc.constantFrom('a', 'b', 'c'),
      payload,
      delay: fc.constantFrom(0, 0, 0, 0, 1, 2, 9),
    }),
    { minLength: 1, maxLength: 6 },
  )

/** What happens, one after the other. `process`: which of two processes is asked. */
export type Happening =
  | {
      readonly kind: 'record'
      readonly records: readonly (Pick<HistoryRecord, 'signalName' | 'payload'> & { readonly delay: number })[]
    }
  | { readonly kind: 'ask'; readonly process: 0 | 1; readonly asOf: number | null; readonly isSorted: boolean }
  | { readonly kind: 'restart'; readonly process: 0 | 1 }
  | { readonly kind: 'rebuild'; readonly process: 0 | 1 }

export const happenings: fc.Arbitrary<readonly Happening[]> = fc.array(
  fc.oneof(
    { arbitrary: records.map((list) => ({ kind: 'record' as const, records: list })), weight: 5 },
    {
      arbitrary: fc.record({
        kind: fc.constant('ask' as const),
        process: fc.constantFrom(0 as const, 1 as const),
        asOf: fc.constantFrom(null, null, 3, 10, 20, 1000),
        isSorted: fc.boolean(),
      }),
      weight: 5,
    },
    {
      arbitrary: fc.record({ kind: fc.constant('restart' as const), process: fc.constantFrom(0 as const, 1 as const) }),
      weight: 1,
    },
    {
      arbitrary: fc.record({ kind: fc.constant('rebuild' as const), process: fc.constantFrom(0 as const, 1 as const) }),
      weight: 1,
    },
  ),
  { minLength: 3, maxLength: 30 },
)
