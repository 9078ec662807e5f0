import { beforeEach, describe, expect, it } from 'vitest'
import type { HistoryRecord, HistoryScan, HistoryStore } from '../../src/contract/history.js'
import type { AppStore, Commit, CommitOutcome } from '../../src/contract/store.js'
import { sampleSchema, ticket } from './sample-app.js'
import type { StoreFixture } from './store.suite.js'

const day = 86_400_000

/** An instant some days after the first of January. */
export function onDay(number: number): string {
  return new Date(Date.parse('2026-01-01T00:00:00.000Z') + number * day).toISOString()
}

/** A record of a signal, with a payload that tells it from others. */
export function recorded(signalName: string, eventKey: string, more: Partial<HistoryRecord> = {}): HistoryRecord {
  const payload = { id: eventKey }
  return { signalName, signalVersion: 1, eventKey, emittedAt: onDay(0), traceId: 't1', payload, ...more }
}

/** Commits nothing but events. */
export async function record(store: AppStore, ...events: readonly HistoryRecord[]): Promise<CommitOutcome> {
  return store.commit({ reads: [], writes: [], replay: null, events })
}

/** What emitted signals come to in every store. */
export function describeHistory(fixture: StoreFixture): void {
  describe('history', () => {
    let store: AppStore
    let history: HistoryStore

    beforeEach(() => {
      store = fixture.first
      history = store.history as HistoryStore
    })

    async function scan(signals: readonly string[], after = 0, limit = 100): Promise<HistoryScan> {
      return history.scan({ signals, after, limit })
    }

    async function keysOf(signals: readonly string[], after = 0, limit = 100): Promise<string[]> {
      return (await scan(signals, after, limit)).records.map((placed) => placed.record.eventKey)
    }

    it('has nothing before the first record', async () => {
      expect(await history.head()).toBe(0)
      expect(await scan(['opened'])).toEqual({ records: [], through: 0, hasMore: false, purgedThrough: 0 })
    })

    it('gives back records as they were appended, in their order, with places that count up', async () => {
      const first = recorded('opened', 'a', {
        signalVersion: 3,
        traceId: '\uFFFE',
        payload: { id: 'a\uFFFF', deep: [{ b: null, a: 1.5 }], text: '\u{1F600}' },
      })
      const second = recorded('closed', '"k"', { emittedAt: onDay(-1) })
      await record(store, first, second)
      const { records } = await scan(['closed', 'opened'])
      expect(records.map((placed) => placed.record)).toEqual([first, second])
      const [one, other] = records.map(({ position }) => position)
      expect(other).toBeGreaterThan(one ?? 0)
      expect(await history.head()).toBe(other)
    })

    it('scans some signals, behind a position, so many at a time', async () => {
      await record(store, recorded('a', '1'), recorded('b', '1'), recorded('a', '2'), recorded('c', '1'))
      await record(store, recorded('b', '2'), recorded('a', '3'))
      const { records } = await scan(['a', 'b'])
      expect(records.map(({ record: { signalName, eventKey } }) => signalName + eventKey)).toEqual([
        'a1',
        'b1',
        'a2',
        'b2',
        'a3',
      ])
      const third = records[2]?.position ?? 0
      expect(await keysOf(['a', 'b'], third)).toEqual(['2', '3'])
      expect(await scan(['a', 'b', 'a'], third, 1)).toMatchObject({ hasMore: true, records: [{ position: third + 2 }] })
      expect(await scan(['a', 'b'], third, 2)).toMatchObject({ hasMore: false })
      expect(await keysOf(['nothing'])).toEqual([])
    })

    it('tells how far it has looked, also past what was not asked for', async () => {
      await record(store, recorded('a', '1'), recorded('a', '2', { emittedAt: onDay(2) }), recorded('b', '1'))
      const head = await history.head()
      expect(await scan(['a'], 0, 1)).toMatchObject({ hasMore: true, through: head - 2 })
      expect(await scan(['a'], 0, 2)).toMatchObject({ hasMore: false, through: head })
      expect(await scan(['nothing'])).toMatchObject({ through: head })
      const past = { signals: ['a'], after: 0, limit: 10, until: onDay(1) }
      expect(await history.scanAsOf?.(past)).toMatchObject({ records: [{ position: head - 2 }], through: head })
      expect(await scan(['a'], head + 9)).toMatchObject({ through: head + 9 })
    })

    it('looks back to an instant, which belongs to it', async () => {
      const days = [3, 1, 2, 1]
      await record(store, ...days.map((number, index) => recorded('a', `${index}`, { emittedAt: onDay(number) })))
      const request = { signals: ['a'], after: 0, limit: 100 }
      const asOf = async (until: string) =>
        (await history.scanAsOf?.({ ...request, until }))?.records.map((placed) => placed.record.eventKey)
      expect(await asOf(onDay(1))).toEqual(['1', '3'])
      expect(await asOf(onDay(2))).toEqual(['1', '2', '3'])
      expect(await asOf(onDay(0.99))).toEqual([])
      expect(await history.scanAsOf?.({ ...request, until: onDay(1), limit: 1 })).toMatchObject({ hasMore: true })
    })

    it('takes a record that is there already, just so, for the same one', async () => {
      const events = [recorded('a', '1', { payload: { id: '1', more: { b: 1, a: 2 } } })]
      await record(store, ...events)
      const again = { ...events[0], payload: { more: { a: 2, b: 1 }, id: '1' } } as HistoryRecord
      expect(await record(store, again, again)).toEqual({ kind: 'committed' })
      expect(await keysOf(['a'])).toEqual(['1'])
    })

    it('keeps one event key of two signals apart', async () => {
      await record(store, recorded('a', '1'), recorded('b', '1'), recorded('A', '1'))
      expect(await keysOf(['a', 'b', 'A'])).toEqual(['1', '1', '1'])
      expect(await keysOf(['a'])).toEqual(['1'])
    })

    it.each<readonly [string, Partial<HistoryRecord>]>([
      ['payload', { payload: { id: 'other' } }],
      ['instant', { emittedAt: onDay(1) }],
      ['version', { signalVersion: 2 }],
      ['trace', { traceId: 't2' }],
    ])('refuses another %s under one identity, and commits nothing', async (_, other) => {
      await record(store, recorded('a', '1'))
      const commit: Commit = {
        reads: [],
        writes: [{ collection: 'tickets', id: 't', record: ticket('t') }],
        replay: null,
        events: [recorded('a', '2'), recorded('a', '1', other), recorded('a', '1')],
      }
      expect(await store.commit(commit)).toEqual({ kind: 'event_conflict', events: [1] })
      expect(await keysOf(['a'])).toEqual(['1'])
      expect(await store.read('tickets', 't')).toEqual({ record: null, version: 0 })
    })

    it('refuses two different records of one identity in one commit', async () => {
      const outcome = await record(store, recorded('a', '1'), recorded('a', '1', { traceId: 't2' }))
      expect(outcome).toEqual({ kind: 'event_conflict', events: [1] })
      expect(await keysOf(['a'])).toEqual([])
    })

    it('appends nothing where a read has changed', async () => {
      const reads = [{ collection: 'tickets', id: 't', version: 7 }]
      const outcome = await store.commit({ reads, writes: [], replay: null, events: [recorded('a', '1')] })
      expect(outcome).toMatchObject({ kind: 'conflict' })
      expect(await keysOf(['a'])).toEqual([])
    })

    it('hands out records that nobody can change for others', async () => {
      await record(store, recorded('a', '1', { payload: { id: '1', list: [1] } }))
      const [placed] = (await scan(['a'])).records
      try {
        Object.assign(placed?.record.payload ?? {}, { list: [1, 2] })
      } catch {
        // A frozen record is as good as a copy.
      }
      expect((await scan(['a'])).records[0]?.record.payload).toEqual({ id: '1', list: [1] })
    })

    it('shows what another store in the same place has recorded', async () => {
      const other = await fixture.another()
      await record(other, recorded('a', '1'))
      expect(await keysOf(['a'])).toEqual(['1'])
      expect(await record(store, recorded('a', '1', { traceId: 't2' }))).toMatchObject({ kind: 'event_conflict' })
    })

    it('keeps everything for ever where nothing else is said', async () => {
      await record(store, recorded('a', '1'))
      await record(store, recorded('a', '2', { emittedAt: onDay(36_500) }))
      expect(await keysOf(['a'])).toEqual(['1', '2'])
    })

    describe('with a retention', () => {
      beforeEach(async () => {
        store = await fixture.another({ ...sampleSchema, history: { retentionMs: 10 * day } })
        history = store.history as HistoryStore
      })

      it('drops what is too old when something newer comes, and knows what it dropped', async () => {
        await record(store, recorded('a', '1', { emittedAt: onDay(0) }), recorded('b', '1', { emittedAt: onDay(1) }))
        await record(store, recorded('a', '2', { emittedAt: onDay(10) }))
        expect(await scan(['a'])).toMatchObject({ purgedThrough: 0, records: [{}, {}] })
        await record(store, recorded('a', '3', { emittedAt: onDay(10.5) }))
        expect(await keysOf(['a', 'b'])).toEqual(['1', '2', '3'])
        const { purgedThrough, records } = await scan(['a'])
        expect(purgedThrough).toBeGreaterThan(0)
        expect(records[0]?.position).toBeGreaterThan(purgedThrough)
        expect((await scan(['b'])).purgedThrough).toBe(0)
        expect((await scan(['b', 'a'])).purgedThrough).toBe(purgedThrough)
      })

      it('drops the oldest first, a hundred with each commit', async () => {
        await record(store, ...Array.from({ length: 150 }, (_, index) => recorded('a', `old ${index}`)))
        await record(store, recorded('a', 'new 1', { emittedAt: onDay(20) }))
        expect((await keysOf(['a'])).slice(0, 2)).toEqual(['old 100', 'old 101'])
        await record(store, recorded('a', 'new 2', { emittedAt: onDay(20) }))
        expect(await keysOf(['a'])).toEqual(['new 1', 'new 2'])
      })

      it('gives no place twice, and takes the identity of what was dropped for a new one', async () => {
        await record(store, recorded('a', '1'))
        await record(store, recorded('a', '2', { emittedAt: onDay(20) }))
        const { purgedThrough } = await scan(['a'])
        const again = recorded('a', '1', { emittedAt: onDay(20), traceId: 't2' })
        expect(await record(store, again)).toEqual({ kind: 'committed' })
        const { records } = await scan(['a'])
        expect(records.map((placed) => placed.record.eventKey)).toEqual(['2', '1'])
        expect(records.every(({ position }) => position > purgedThrough)).toBe(true)
      })

      it('drops nothing for a commit that is refused', async () => {
        await record(store, recorded('a', '1'), recorded('a', '2'))
        const late = { emittedAt: onDay(20) }
        await record(store, recorded('b', '1', late), recorded('a', '1', late))
        expect(await keysOf(['a'])).toEqual(['1', '2'])
      })
    })
  })
}
