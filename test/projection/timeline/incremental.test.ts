import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { HistoryRecord, HistoryStore, TimelineStore } from '../../../src/contract/history.js'
import type { AppStore } from '../../../src/contract/store.js'
import type { TimelineProgram } from '../../../src/contract/timeline.js'
import { Timelines } from '../../../src/projection/timeline/timelines.js'
import { createMemoryStore } from '../../../src/store/memory/index.js'
import { createSqliteStore } from '../../../src/store/sqlite/index.js'
import { sampleSchema, scopeOf } from '../../store/sample-app.js'
import { definedRows } from './defined-rows.js'
import { at, type Definition, definition, type Happening, happenings, programOf, queryFor } from './random-timeline.js'

const stores: Readonly<Record<string, () => AppStore>> = {
  memory: () => createMemoryStore(),
  sqlite: () => createSqliteStore({ file: ':memory:' }),
  later: () => {
    const store = createMemoryStore()
    const history = store.history as HistoryStore
    const timelines = store.timelines as TimelineStore
    return Object.assign(createMemoryStore(), {
      open: store.open.bind(store),
      commit: store.commit.bind(store),
      history: {
        scan: async (request) => history.scan(request),
        scanAsOf: async (request) => {
          if (history.scanAsOf === undefined) throw new Error('memory looks back')
          return history.scanAsOf(request)
        },
        head: async () => history.head(),
      } satisfies HistoryStore,
      timelines: {
        version: async (id) => timelines.version(id),
        head: async (id) => timelines.head(id),
        load: async (id) => timelines.load(id),
        save: async (id, change) => timelines.save(id, change),
      } satisfies TimelineStore,
    })
  },
}

/** Two processes over one store, and a clock that goes a minute further with each thing that happens. */
class World {
  readonly store: AppStore
  private readonly definition: Definition
  private readonly timeline: TimelineProgram
  private readonly processes: Timelines[] = []
  private minutes = 0
  private recorded = 0
  private startAfter = 0

  constructor(store: AppStore, wanted: Definition) {
    this.store = store
    this.definition = wanted
    this.timeline = programOf(wanted) as unknown as TimelineProgram
  }

  async begin(earlier: number): Promise<void> {
    await this.store.open({ ...sampleSchema, history: { retentionMs: this.definition.historyMs } })
    for (let count = 0; count < earlier; count++) await this.happen(sampleRecord)
    if (this.definition.rebuild.mode === 'none') this.startAfter = await (this.store.history as HistoryStore).head()
    await this.restart(0)
    await this.restart(1)
  }

  async happen(happening: Happening): Promise<void> {
    this.minutes++
    switch (happening.kind) {
      case 'record':
        return this.record(happening)
      case 'restart':
        return this.restart(happening.process)
      case 'rebuild':
        return this.process(happening.process).rebuild('trails', at(this.minutes))
      case 'ask':
        return this.ask(happening)
    }
  }

  private async record({ records }: Happening & { readonly kind: 'record' }): Promise<void> {
    const events = records.map(
      ({ signalName, payload, delay }): HistoryRecord => ({
        signalName,
        signalVersion: 1,
        // Keys that do not sort as they come.
        eventKey: `${(this.recorded * 7) % 10}-${this.recorded++}`,
        emittedAt: at(Math.max(0, this.minutes - delay)),
        traceId: 't',
        payload,
      }),
    )
    const outcome = await this.store.commit({ reads: [], writes: [], replay: null, events })
    expect(outcome.kind).toBe('committed')
  }

  private async restart(index: 0 | 1): Promise<void> {
    const timelines = new Timelines(new Map([['trails', this.timeline]]), {
      history: this.store.history as HistoryStore,
      timelines: this.store.timelines as TimelineStore,
      saveAfter: 3,
      pause: () => {},
      report: (problem, thrown) => {
        throw new Error(problem, { cause: thrown })
      },
    })
    await timelines.activate()
    this.processes[index] = timelines
  }

  private async ask({ process, asOf, isSorted }: Happening & { readonly kind: 'ask' }): Promise<void> {
    const scope = scopeOf({ as_of: asOf === null ? null : at(asOf) })
    const now = at(this.minutes)
    const call = { ...scope, ctx: { ...scope.ctx, now } }
    // Two at once, because a store that answers later lets them meet.
    const [outcome, again] = await Promise.all(
      [0, 1].map(() => this.process(process).answer(queryFor(this.timeline, isSorted), call)),
    )
    expect(again).toEqual(outcome)
    if (outcome?.kind !== 'answered') throw new Error('it should have been answered')
    const { records, purgedThrough } = await (this.store.history as HistoryStore).scan({
      signals: ['a', 'b', 'c'],
      after: 0,
      limit: 10_000,
    })
    const applied = asOf !== null && asOf <= this.minutes ? at(asOf) : null
    const isPurged = purgedThrough > 0
    const question = { asOf: applied, now, startAfter: this.startAfter, isSorted }
    const { rows, isComplete, ungrouped } = definedRows(this.definition, records, question)
    expect(outcome.output.rows).toEqual(rows)
    const meta = outcome.output.meta as { readonly history_complete?: boolean }
    // What a group has outlived is remembered, also where a record that comes late shows that it had not.
    const mayBeRemembered = this.definition.retentionMs !== null && meta.history_complete === false
    if (!mayBeRemembered) expect(meta.history_complete).toBe(isComplete && !isPurged)
    expect(meta).toMatchObject({
      as_of_applied: applied,
      ...(ungrouped === null ? {} : { ungrouped_records: ungrouped }),
    })
  }

  private process(index: 0 | 1): Timelines {
    return this.processes[index] as Timelines
  }
}

const sampleRecord: Happening = {
  kind: 'record',
  records: [{ signalName: 'a', payload: { g: 'p', h: 1, n: 1, v: 'y' }, delay: 0 }],
}

it.each(Object.entries(stores))(
  '%s: what is known and what is new give the rows of the full definition',
  async (_, make) => {
    await fc.assert(
      fc.asyncProperty(definition, fc.nat(2), happenings, async (wanted, earlier, events) => {
        const world = new World(make(), wanted)
        try {
          await world.begin(earlier)
          for (const event of events) await world.happen(event)
        } finally {
          await world.store.close()
        }
      }),
      { numRuns: Number(process.env.RUNS ?? 300) },
    )
  },
  120_000,
)
