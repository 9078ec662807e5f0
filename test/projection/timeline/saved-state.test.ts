import { describe, expect, it } from 'vitest'
import type { HistoryRequest, HistoryStore, TimelineChange, TimelineStore } from '../../../src/contract/history.js'
import { createMemoryStore } from '../../../src/store/memory/index.js'
import { append, opened, record, start, tally } from './tally.js'

/** A store of timelines that notes what is saved; `before` comes first, and may throw. */
function noting(inner: TimelineStore, before: (change: TimelineChange) => unknown = () => {}) {
  const changes: TimelineChange[] = []
  const timelines: TimelineStore = {
    version: (id) => inner.version(id),
    head: (id) => inner.head(id),
    load: (id) => inner.load(id),
    save: async (id, change) => {
      changes.push(change)
      await before(change)
      return inner.save(id, change)
    },
  }
  return { changes, timelines }
}

/** History that notes from where it was read. */
function watching(inner: HistoryStore) {
  const requests: HistoryRequest[] = []
  const history: HistoryStore = {
    head: () => inner.head(),
    scan: (request) => {
      requests.push(request)
      return inner.scan(request)
    },
  }
  return { history, requests }
}

describe('what a timeline saves', () => {
  it('is saved by the first query, and then when enough has come', async () => {
    const store = await opened()
    const { changes, timelines } = noting(store.timelines as TimelineStore)
    const { ask } = start(store, tally(), { timelines })
    await ask()
    expect(changes).toEqual([])
    await append(store, record('ann', 1), record('ben', 2))
    await ask()
    expect(changes).toMatchObject([{ version: 0, head: { position: 2 }, replaces: false }])
    await append(store, record('ann', 3), record('ann', 4))
    expect((await ask()).rows).toEqual([
      { who: 'ann', sum: 8, trail: '134' },
      { who: 'ben', sum: 2, trail: '2' },
    ])
    expect(changes).toHaveLength(1)
    await append(store, record('ann', 5))
    await ask()
    expect(changes).toHaveLength(2)
    expect([...(changes[1]?.groups.keys() ?? [])]).toEqual(['{"who":"ann"}'])
  })

  it('lets a process that starts later go on behind it', async () => {
    const store = await opened()
    await append(store, record('ann', 1), record('ben', 0), record('ben', 2))
    const before = await start(store, tally()).ask()
    const { history, requests } = watching(store.history as HistoryStore)
    const later = start(store, tally(), { history })
    expect(await later.ask()).toEqual(before)
    expect(requests.map(({ after }) => after)).toEqual([3])
    await append(store, record('ann', 4))
    expect((await later.ask()).rows).toEqual([
      { who: 'ann', sum: 5, trail: '14' },
      { who: 'ben', sum: 2, trail: '2' },
    ])
    expect(requests.map(({ after }) => after)).toEqual([3, 3])
    await later.ask()
    expect(requests.map(({ after }) => after)).toEqual([3, 3, 4])
  })

  it('is taken for what another process would have saved', async () => {
    const store = await opened()
    const one = start(store, tally())
    const { history, requests } = watching(store.history as HistoryStore)
    const other = start(store, tally(), { history })
    await append(store, record('ann', 1))
    await one.ask()
    await other.ask()
    await append(store, record('ann', 2), record('ann', 3), record('ann', 4))
    await one.ask()
    expect((await other.ask()).rows).toEqual([{ who: 'ann', sum: 10, trail: '1234' }])
    expect(requests.map(({ after }) => after)).toEqual([1, 1])
  })

  it('costs no answer where it cannot be saved, and is in what is saved next', async () => {
    const store = await opened()
    let isFull = true
    const { timelines } = noting(store.timelines as TimelineStore, () => {
      if (isFull) throw new Error('the disk is full')
    })
    const { ask, reports } = start(store, tally(), { timelines })
    await append(store, record('ann', 1))
    expect((await ask()).rows).toEqual([{ who: 'ann', sum: 1, trail: '1' }])
    expect(reports).toEqual(['what tally has accumulated could not be saved'])
    isFull = false
    await append(store, record('ben', 2))
    await ask()
    expect(reports).toHaveLength(1)
    const saved = await store.timelines?.load('tally')
    expect([...(saved?.groups.keys() ?? [])]).toEqual(['{"who":"ann"}', '{"who":"ben"}'])
  })

  it('is not saved over what another process has saved meanwhile', async () => {
    const store = await opened()
    const inner = store.timelines as TimelineStore
    let meanwhile = async () => {}
    const { timelines } = noting(inner, async () => {
      const act = meanwhile
      meanwhile = async () => {}
      await act()
    })
    const slow = start(store, tally(), { timelines })
    await append(store, record('ann', 1))
    meanwhile = async () => {
      await append(store, record('ben', 2))
      await start(store, tally()).ask()
    }
    expect((await slow.ask()).rows).toEqual([{ who: 'ann', sum: 1, trail: '1' }])
    expect((await slow.ask()).rows).toHaveLength(2)
    expect(slow.reports).toEqual([])
    expect(await inner.head('tally')).toMatchObject({ version: 1, head: { position: 2 } })
  })

  it('answers where history was never asked for before, and is there without records', async () => {
    const store = await opened(createMemoryStore())
    const answer = await start(store, tally()).ask()
    expect(answer.rows).toEqual([])
    expect(answer.meta).toEqual({
      projection: 'tally',
      strategy: 'timeline',
      artifact_hash: 'hash of tally',
      pagination: { mode: 'page', page: 1, page_size: 25, total_rows: 0, total_pages: 1 },
      rebuild_status: 'complete',
      rebuild_progress: null,
      rebuild_started_at: null,
      history_complete: true,
      as_of_applied: null,
      ungrouped_records: 0,
    })
  })
})
