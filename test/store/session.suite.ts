import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/contract/json.js'
import { type SessionWrite, sessionCollection } from '../../src/contract/session.js'
import type { AppStore, Commit, CommitOutcome } from '../../src/contract/store.js'
import { ticket } from './sample-app.js'
import type { StoreFixture } from './store.suite.js'

/** What every store promises of sessions. */
export function describeSessions(fixture: StoreFixture): void {
  describe('sessions', () => {
    async function commit(session: SessionWrite, more: Partial<Commit> = {}): Promise<CommitOutcome> {
      return fixture.first.commit({ reads: [], writes: [], replay: null, ...more, session })
    }

    async function put(key: string, value: JsonObject | null, store: AppStore = fixture.first): Promise<CommitOutcome> {
      const { version } = await store.sessions.read(key)
      return store.commit({ reads: [], writes: [], replay: null, session: { key, value, version } })
    }

    const conflict = { kind: 'conflict', collection: sessionCollection, id: 'user:u1' }

    it('are empty where nothing was stored', async () => {
      expect(await fixture.first.sessions.read('user:u1')).toEqual({ value: {}, version: 0 })
    })

    it.each<readonly [string, JsonObject]>([
      ['scalars', { a: 'text', b: 0.1, c: -9007199254740991, d: false, e: null }],
      ['what is nested', { composer: { text: '', tags: ['a', null, [1]], deep: { deeper: {} } } }],
      ['texts of every kind', { '\uFFFE': '\u0000"\\\u{1F600}\uFFFF' }],
      ['nothing', {}],
    ])('keep %s as they were written', async (_, value) => {
      expect(await put('user:u1', value)).toEqual({ kind: 'committed' })
      expect((await fixture.first.sessions.read('user:u1')).value).toEqual(value)
      expect((await (await fixture.another()).sessions.read('user:u1')).value).toEqual(value)
    })

    it('are kept apart by their keys', async () => {
      const keys = ['user:a', 'user:A', 'user:a ', 'tab:a', 'user:\uFFFD', 'user:\uFFFE', 'user:\uFFFD1']
      for (const key of keys) await put(key, { key })
      const found = await Promise.all(keys.map((key) => fixture.first.sessions.read(key)))
      expect(found.map(({ value }) => value.key)).toEqual(keys)
    })

    it('get another version at every write, also where they were cleared in between', async () => {
      const seen = new Set<number>()
      for (let round = 0; round < 4; round++) {
        for (let count = 0; count <= round; count++) {
          await put('user:u1', { count })
          seen.add((await fixture.first.sessions.read('user:u1')).version)
        }
        await put('user:u1', null)
        expect(await fixture.first.sessions.read('user:u1')).toEqual({ value: {}, version: 0 })
      }
      expect(seen.size).toBe(10)
      expect(seen.has(0)).toBe(false)
    })

    it('are content with being cleared where nothing is stored', async () => {
      expect(await put('user:u1', null)).toEqual({ kind: 'committed' })
    })

    it.each<readonly [string, () => Promise<unknown>]>([
      ['was changed', () => put('user:u1', { p: 2 })],
      ['was cleared', () => put('user:u1', null)],
      [
        'was cleared and set again',
        async () => {
          await put('user:u1', null)
          await put('user:u1', { p: 1 })
        },
      ],
    ])('are not overwritten by a commit whose session %s since it was read', async (_, change) => {
      await put('user:u1', { p: 1 })
      const { version } = await fixture.first.sessions.read('user:u1')
      await change()
      const before = await fixture.first.sessions.read('user:u1')
      const writes = [{ collection: 'tickets', id: 'a', record: ticket('a') }]
      expect(await commit({ key: 'user:u1', value: { p: 9 }, version }, { writes })).toEqual(conflict)
      expect(await fixture.first.sessions.read('user:u1')).toEqual(before)
      expect((await fixture.first.read('tickets', 'a')).record).toBeNull()
    })

    it('are not overwritten by a commit that found none', async () => {
      await put('user:u1', { p: 1 })
      expect(await commit({ key: 'user:u1', value: { p: 9 }, version: 0 })).toEqual(conflict)
    })

    it('commit together with records', async () => {
      const writes = [{ collection: 'tickets', id: 'a', record: ticket('a') }]
      expect(await commit({ key: 'user:u1', value: { p: 1 }, version: 0 }, { writes })).toEqual({ kind: 'committed' })
      expect((await fixture.first.sessions.read('user:u1')).value).toEqual({ p: 1 })
      expect((await fixture.first.read('tickets', 'a')).record).toEqual(ticket('a'))
    })

    it('stay as they were where a record of the commit was changed meanwhile', async () => {
      const reads = [{ collection: 'tickets', id: 'a', version: 7 }]
      const outcome = await commit({ key: 'user:u1', value: { p: 1 }, version: 0 }, { reads })
      expect(outcome).toEqual({ kind: 'conflict', collection: 'tickets', id: 'a' })
      expect((await fixture.first.sessions.read('user:u1')).version).toBe(0)
    })

    it('are not changed by what becomes of a value that was given away', async () => {
      await put('user:u1', { composer: { text: 'a' } })
      const { value } = await fixture.first.sessions.read('user:u1')
      try {
        Object.assign(value.composer as object, { text: 'changed' })
      } catch {
        // A frozen value is as good as a copy.
      }
      expect((await fixture.first.sessions.read('user:u1')).value).toEqual({ composer: { text: 'a' } })
    })

    it('lose no change where two stores in one place count at once', async () => {
      const other = await fixture.another()
      async function count(store: AppStore): Promise<void> {
        for (let done = 0; done < 50; ) {
          const { value, version } = await store.sessions.read('user:u1')
          // The other one goes on here.
          await Promise.resolve()
          const session = { key: 'user:u1', value: { count: Number(value.count ?? 0) + 1 }, version }
          if ((await store.commit({ reads: [], writes: [], replay: null, session })).kind === 'committed') done++
        }
      }
      await Promise.all([count(fixture.first), count(other)])
      expect((await fixture.first.sessions.read('user:u1')).value).toEqual({ count: 100 })
    })
  })
}
