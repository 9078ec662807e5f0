import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Awaitable } from '../../src/contract/json.js'
import type { AppStore, Commit, RecordWrite, StoreSchema } from '../../src/contract/store.js'
import { describeAggregates } from './aggregate.suite.js'
import { describeFlows } from './flow.suite.js'
import { describeHistory } from './history.suite.js'
import { describeProjections } from './projection.suite.js'
import { describeReplay } from './replay.suite.js'
import { agent, columnOf, queryOf, sampleSchema, ticket, ticketList } from './sample-app.js'
import { describeSessions } from './session.suite.js'
import { describeTimelineStates } from './timeline-states.suite.js'

/** One place in which stores keep things: what is opened twice there sees the same data. */
export interface Place {
  /** A store that is not open yet. */
  connect(): Awaitable<AppStore>
  /** Removes the place, after its stores were closed. */
  remove(): Awaitable<void>
}

/** Stores that were made in one place, all open, and the end of them. */
export interface StoreFixture {
  readonly first: AppStore
  /** Another one, opened with the sample's schema or another. */
  another(schema?: StoreSchema): Promise<AppStore>
}

function write(collection: string, id: string, record: RecordWrite['record']): RecordWrite {
  return { collection, id, record }
}

function commitOf(parts: Partial<Commit>): Commit {
  return { reads: [], writes: [], replay: null, ...parts }
}

/** What every store promises. `makePlace` gives an empty place for each test. */
export function describeStore(name: string, makePlace: () => Awaitable<Place>): void {
  describe(name, () => {
    const stores: AppStore[] = []
    let place: Place
    let store: AppStore

    async function another(schema = sampleSchema): Promise<AppStore> {
      const opened = await place.connect()
      await opened.open(schema)
      stores.push(opened)
      return opened
    }

    beforeEach(async () => {
      place = await makePlace()
      store = await another()
    })

    afterEach(async () => {
      for (const opened of stores.splice(0)) await opened.close()
      await place.remove()
    })

    const fixture: StoreFixture = {
      get first() {
        return store
      },
      another,
    }

    describeRecords(fixture)
    describeCommits(fixture)
    describeReplay(fixture)
    describeProjections(fixture)
    describeAggregates(fixture)
    describeHistory(fixture)
    describeTimelineStates(fixture)
    describeSessions(fixture)
    describeFlows(fixture)
  })
}

function describeRecords(fixture: StoreFixture): void {
  describe('records', () => {
    const full = ticket('a', {
      agent_id: 'u1',
      at: '2026-01-01T00:00:00.000Z',
      effort: 0.1,
      order: -9007199254740991,
      sla: { breached: null, steps: [1, 'two', true], tier: '\u{1F600}' },
      vip: false,
    })

    it('has no record that was never written', async () => {
      expect(await fixture.first.read('tickets', 'a')).toEqual({ record: null, version: 0 })
    })

    it('gives back every field as it was written', async () => {
      await fixture.first.commit(commitOf({ writes: [write('tickets', 'a', full)] }))
      expect((await fixture.first.read('tickets', 'a')).record).toEqual(full)
    })

    it.each([
      ['the empty text', ''],
      ['NUL', '\u0000a\u0000'],
      ['quotes', `"'\\`],
      ['a character outside of the first plane', '\u{10FFFF}'],
      ['the last code units', '\uFFFD\uFFFE\uFFFF'],
      ['a replacement character and digits', '\uFFFD0\uFFFD1\uFFFD2'],
      ['a byte order mark', '\uFEFFa'],
      ['a text that looks like a number', '007'],
      ['a million characters', 'é'.repeat(1_000_000)],
    ])('keeps %s, as text, id and within JSON', async (_, text) => {
      const record = ticket(`id${text}`, { title: text, sla: { [`m${text}`]: text } })
      await fixture.first.commit(commitOf({ writes: [write('tickets', record.id, record)] }))
      expect((await fixture.first.read('tickets', record.id)).record).toEqual(record)
    })

    it.each([0, 0.1, -1.5, 5e-324, 1.7976931348623157e308, 2 ** 60, 9007199254740994, 123456789012345680000])(
      'keeps the number %d',
      async (effort) => {
        await fixture.first.commit(commitOf({ writes: [write('tickets', 'a', ticket('a', { effort }))] }))
        expect((await fixture.first.read('tickets', 'a')).record).toMatchObject({ effort })
      },
    )

    it.each([[null], [[]], [{}], ['text'], [7], [true], [[null, [1], { a: null }]]])(
      'keeps the JSON %j',
      async (sla) => {
        await fixture.first.commit(commitOf({ writes: [write('tickets', 'a', ticket('a', { sla }))] }))
        expect((await fixture.first.read('tickets', 'a')).record).toMatchObject({ sla })
      },
    )

    it('keeps ids apart that differ in case, in a trailing space, or in a code unit that is not well-formed', async () => {
      const writes = ['a', 'A', 'a ', '\uFFFD'].map((id) => write('tickets', id, ticket(id)))
      await fixture.first.commit(commitOf({ writes }))
      const found = await Promise.all(['a', 'A', 'a ', '\uFFFD'].map((id) => fixture.first.read('tickets', id)))
      expect(found.map(({ record }) => record?.id)).toEqual(['a', 'A', 'a ', '\uFFFD'])
      expect(await fixture.first.read('tickets', '\uD800')).toEqual({ record: null, version: 0 })
    })

    it('replaces and deletes records, each in its own collection', async () => {
      const { first } = fixture
      await first.commit(commitOf({ writes: [write('tickets', 'a', full), write('agents', 'a', agent('a'))] }))
      await first.commit(commitOf({ writes: [write('tickets', 'a', ticket('a', { title: 'new' }))] }))
      expect((await first.read('tickets', 'a')).record).toEqual(ticket('a', { title: 'new' }))
      await first.commit(commitOf({ writes: [write('tickets', 'a', null)] }))
      expect(await first.read('tickets', 'a')).toEqual({ record: null, version: 0 })
      expect((await first.read('agents', 'a')).record).toEqual(agent('a'))
    })

    it('is content with the deletion of what is not there', async () => {
      const outcome = await fixture.first.commit(commitOf({ writes: [write('tickets', 'a', null)] }))
      expect(outcome).toEqual({ kind: 'committed' })
    })

    it('is not changed by what becomes of a record that it gave away', async () => {
      await fixture.first.commit(commitOf({ writes: [write('tickets', 'a', full)] }))
      const { record } = await fixture.first.read('tickets', 'a')
      try {
        Object.assign(record ?? {}, { title: 'changed' })
      } catch {
        // A frozen record is as good as a copy.
      }
      expect((await fixture.first.read('tickets', 'a')).record).toEqual(full)
    })

    it('refuses a collection that it was not opened with', async () => {
      await expect(async () => fixture.first.read('unknown', 'a')).rejects.toThrow('unknown')
      await expect(async () =>
        fixture.first.commit(commitOf({ writes: [write('tickets', 'a', full), write('unknown', 'a', full)] })),
      ).rejects.toThrow('unknown')
      expect(await fixture.first.read('tickets', 'a')).toEqual({ record: null, version: 0 })
    })

    it('shows what another store in the same place has committed', async () => {
      await fixture.first.commit(commitOf({ writes: [write('tickets', 'a', full)] }))
      const other = await fixture.another()
      expect(await other.read('tickets', 'a')).toEqual(await fixture.first.read('tickets', 'a'))
    })
  })
}

function describeCommits(fixture: StoreFixture): void {
  describe('commits', () => {
    async function versionOf(id: string): Promise<number> {
      return (await fixture.first.read('tickets', id)).version
    }

    async function put(id: string, fields = {}): Promise<void> {
      await fixture.first.commit(commitOf({ writes: [write('tickets', id, ticket(id, fields))] }))
    }

    it('gives a record another version at every write', async () => {
      await put('a')
      const first = await versionOf('a')
      await put('a')
      expect(first).toBeGreaterThan(0)
      expect(await versionOf('a')).not.toBe(first)
    })

    it('gives a record that is made again a version that it never had', async () => {
      const seen = new Set<number>()
      for (let round = 0; round < 4; round++) {
        for (let count = 0; count <= round; count++) {
          await put('a')
          seen.add(await versionOf('a'))
        }
        await fixture.first.commit(commitOf({ writes: [write('tickets', 'a', null)] }))
      }
      expect(seen.size).toBe(10)
    })

    it('commits what read the present version', async () => {
      await put('a')
      const read = { collection: 'tickets', id: 'a', version: await versionOf('a') }
      const writes = [write('tickets', 'a', ticket('a', { title: 'new' }))]
      expect(await fixture.first.commit(commitOf({ reads: [read], writes }))).toEqual({ kind: 'committed' })
      expect((await fixture.first.read('tickets', 'a')).record).toMatchObject({ title: 'new' })
    })

    it.each([
      ['a record that was changed since', async () => put('a')],
      [
        'a record that was deleted since',
        async () => {
          await fixture.first.commit(commitOf({ writes: [write('tickets', 'a', null)] }))
        },
      ],
      [
        'a record that was deleted and made again',
        async () => {
          await fixture.first.commit(commitOf({ writes: [write('tickets', 'a', null)] }))
          await put('a')
        },
      ],
    ])('finds a conflict over %s, and writes nothing', async (_, change) => {
      await put('a')
      const read = { collection: 'tickets', id: 'a', version: await versionOf('a') }
      await change()
      const before = await fixture.first.read('tickets', 'a')
      const writes = [write('tickets', 'b', ticket('b')), write('tickets', 'a', ticket('a', { title: 'new' }))]
      expect(await fixture.first.commit(commitOf({ reads: [read], writes }))).toEqual({
        kind: 'conflict',
        collection: 'tickets',
        id: 'a',
      })
      expect(await fixture.first.read('tickets', 'a')).toEqual(before)
      expect(await versionOf('b')).toBe(0)
    })

    it('finds a conflict over a record that was missing and is there now', async () => {
      await put('a')
      const reads = [{ collection: 'tickets', id: 'a', version: 0 }]
      expect(await fixture.first.commit(commitOf({ reads }))).toMatchObject({ kind: 'conflict', id: 'a' })
    })

    it('checks reads without writes too', async () => {
      await put('a')
      const reads = [{ collection: 'tickets', id: 'a', version: await versionOf('a') }]
      expect(await fixture.first.commit(commitOf({ reads }))).toEqual({ kind: 'committed' })
      await put('a')
      expect(await fixture.first.commit(commitOf({ reads }))).toMatchObject({ kind: 'conflict' })
    })

    it('loses no update where two stores in one place count at once', async () => {
      await put('a', { order: 0 })
      const other = await fixture.another()
      async function count(store: AppStore): Promise<void> {
        for (let done = 0; done < 50; ) {
          const { record, version } = await store.read('tickets', 'a')
          // The other one goes on here.
          await Promise.resolve()
          const order = ((record as { order?: number } | null)?.order ?? 0) + 1
          const outcome = await store.commit({
            reads: [{ collection: 'tickets', id: 'a', version }],
            writes: [write('tickets', 'a', ticket('a', { order }))],
            replay: null,
          })
          if (outcome.kind === 'committed') done++
        }
      }
      await Promise.all([count(fixture.first), count(other)])
      expect((await fixture.first.read('tickets', 'a')).record).toMatchObject({ order: 100 })
    })

    it('shows a commit in the next query', async () => {
      const query = queryOf(ticketList())
      expect(await columnOf(fixture.first, query, 'id')).toEqual([])
      await put('b')
      await put('a')
      expect(await columnOf(fixture.first, query, 'id')).toEqual(['a', 'b'])
      await fixture.first.commit(commitOf({ writes: [write('tickets', 'a', null)] }))
      expect(await columnOf(fixture.first, query, 'id')).toEqual(['b'])
    })
  })
}
