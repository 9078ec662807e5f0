import { beforeEach, describe, expect, it } from 'vitest'
import type { TimelineChange, TimelineHead, TimelineStore } from '../../src/contract/history.js'
import type { Json } from '../../src/contract/json.js'
import type { StoreFixture } from './store.suite.js'

const head: TimelineHead = {
  accumulation: 'hash',
  position: 7,
  startAfter: 2,
  ungrouped: 1,
  isComplete: false,
  removed: [['{"id":"a"}', ['2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z', 'k', 3]]],
  removedThrough: null,
  expiredThrough: 5,
  rebuiltAt: null,
}

function change(version: number, groups: Readonly<Record<string, Json>>, more: Partial<TimelineChange> = {}) {
  return { version, head, groups: new Map(Object.entries(groups)), replaces: false, ...more }
}

/** What timelines have accumulated, in every store. */
export function describeTimelineStates(fixture: StoreFixture): void {
  describe('saved timelines', () => {
    let timelines: TimelineStore

    beforeEach(() => {
      timelines = fixture.first.timelines as TimelineStore
    })

    async function groupsOf(projection: string): Promise<Record<string, Json>> {
      return Object.fromEntries((await timelines.load(projection))?.groups ?? [])
    }

    it('has none at first', async () => {
      expect(await timelines.version('stats')).toBe(0)
      expect(await timelines.head('stats')).toBeNull()
      expect(await timelines.load('stats')).toBeNull()
    })

    it('gives back what was saved', async () => {
      const groups = { '{"id":"\uFFFEé"}': [{ a: 1.5, b: [null, '\u{1F600}'] }, 3], '': [] }
      const version = await timelines.save('stats', change(0, groups))
      expect(version).toBeGreaterThan(0)
      expect(await timelines.version('stats')).toBe(version)
      expect(await timelines.head('stats')).toMatchObject({ version, head })
      expect(await timelines.load('stats')).toMatchObject({ version, head })
      expect(await groupsOf('stats')).toEqual(groups)
    })

    it('changes the groups that a change names, and takes away those that it names null', async () => {
      const first = (await timelines.save('stats', change(0, { a: [1], b: [2], c: [3] }))) ?? 0
      const moved = { ...head, position: 9 }
      const second = await timelines.save('stats', change(first, { a: [4], b: null, d: [5] }, { head: moved }))
      expect(second).toBeGreaterThan(first)
      expect(await groupsOf('stats')).toEqual({ a: [4], c: [3], d: [5] })
      expect((await timelines.head('stats'))?.head.position).toBe(9)
    })

    it('leaves nothing of what a change replaces', async () => {
      const first = (await timelines.save('stats', change(0, { a: [1], b: [2] }))) ?? 0
      await timelines.save('stats', change(first, { c: [3] }, { replaces: true }))
      expect(await groupsOf('stats')).toEqual({ c: [3] })
    })

    it('saves nothing over a version that has changed meanwhile', async () => {
      const other = (await fixture.another()).timelines as TimelineStore
      const first = (await timelines.save('stats', change(0, { a: [1] }))) ?? 0
      expect(await other.save('stats', change(0, { a: [2] }))).toBeNull()
      expect(await other.save('stats', change(first, { a: [3] }))).not.toBeNull()
      expect(await timelines.save('stats', change(first, { a: [4] }, { replaces: true }))).toBeNull()
      expect(await groupsOf('stats')).toEqual({ a: [3] })
    })

    it('keeps projections apart, also such as differ in upper case', async () => {
      await timelines.save('stats', change(0, { a: [1] }))
      await timelines.save('Stats', change(0, { a: [2] }))
      expect([await groupsOf('stats'), await groupsOf('Stats')]).toEqual([{ a: [1] }, { a: [2] }])
    })

    it('is not changed by what becomes of what it gave away', async () => {
      await timelines.save('stats', change(0, { a: [1] }))
      const loaded = await timelines.load('stats')
      const groups = (loaded?.groups ?? new Map()) as Map<string, Json>
      groups.clear()
      expect(await groupsOf('stats')).toEqual({ a: [1] })
    })
  })
}
