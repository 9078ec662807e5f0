import { describe, expect, it } from 'vitest'
import type { HistoryRecord } from '../../../src/contract/history.js'
import type { AppStore } from '../../../src/contract/store.js'
import { createSqliteStore } from '../../../src/store/sqlite/index.js'
import { sampleSchema } from '../../store/sample-app.js'
import { append, at, countedLog, opened, record, start, tally } from './tally.js'

const minute = 60_000

function named(number: number): string {
  return `w${String(number).padStart(4, '0')}`
}

/** A record of one minute. */
function inMinute(minutes: number, who: string, by: number): HistoryRecord {
  return record(who, by, { emittedAt: at(minutes) })
}

async function fill(store: AppStore, count: number, recordOf: (index: number) => HistoryRecord): Promise<void> {
  for (let from = 0; from < count; from += 1000) {
    const length = Math.min(1000, count - from)
    await append(store, ...Array.from({ length }, (_, index) => recordOf(from + index)))
  }
}

describe('a timeline over more records than are read at once', () => {
  it.each(['memory', 'sqlite'])('has all of them: %s', async (kind) => {
    const store = await opened(kind === 'sqlite' ? createSqliteStore({ file: ':memory:' }) : undefined)
    await fill(store, 3500, (index) => record(named(index % 7), 1))
    const { ask, rebuild } = start(store, tally())
    const { rows } = await ask()
    expect(rows).toHaveLength(7)
    expect(rows.every((row) => (row as { sum: number }).sum === 500)).toBe(true)
    expect((await ask({ as_of: at(1_000_000) })).rows).toEqual(rows)
    await rebuild()
    expect((await ask()).rows).toEqual(rows)
    expect((await start(store, countedLog()).ask()).meta.pagination).toMatchObject({
      total_rows: 3500,
      total_pages: 140,
    })
    await store.close()
  })
})

describe('groups that were removed', () => {
  // More than are remembered one by one, and one that lives.
  async function thinned() {
    const store = await opened()
    const { ask } = start(store, tally())
    for (let number = 0; number < 300; number++)
      await append(store, inMinute(number * 10, named(number), 4), inMinute(number * 10 + 5, named(number), 0))
    await append(store, inMinute(5000, 'zoe', 1))
    expect((await ask()).rows).toEqual([{ who: 'zoe', sum: 1, trail: '1' }])
    return { store, ask }
  }

  it.each([0, 1, 42, 43, 44, 299])('stay removed where a record of one of them comes late: %d', async (number) => {
    const { store, ask } = await thinned()
    await append(store, inMinute(number * 10 + 3, named(number), 7))
    expect((await ask()).rows).toMatchObject([{ who: 'zoe' }])
    expect((await start(store, tally()).ask()).rows).toMatchObject([{ who: 'zoe' }])
  })

  it.each([0, 43, 44, 299])('begin anew where one comes after the end: %d', async (number) => {
    const { store, ask } = await thinned()
    await append(store, inMinute(number * 10 + 6, named(number), 7))
    const { rows } = await ask()
    expect(rows).toEqual([
      { who: named(number), sum: 7, trail: '7' },
      { who: 'zoe', sum: 1, trail: '1' },
    ])
  })

  it('are remembered by the next process', async () => {
    const { store } = await thinned()
    await append(store, inMinute(3, named(0), 7), inMinute(2993, named(299), 7))
    expect((await start(store, tally()).ask()).rows).toMatchObject([{ who: 'zoe' }])
  })
})

describe('groups that nobody has touched for longer than the retention', () => {
  const short = tally({ retentionMs: 10 * minute })

  async function aged() {
    const store = await opened()
    const now = { minutes: 100_000 }
    await append(store, inMinute(now.minutes - 30, 'ann', 1), inMinute(now.minutes - 5, 'ben', 2))
    return { store, now }
  }

  it('are not shown, and the answer says that it is not all', async () => {
    const { store } = await aged()
    const { ask } = start(store, short)
    for (const _ of [1, 2])
      expect(await ask()).toMatchObject({ rows: [{ who: 'ben' }], meta: { history_complete: false } })
    expect(await start(store, short).ask()).toMatchObject({ rows: [{ who: 'ben' }], meta: { history_complete: false } })
  })

  it('are not saved any more', async () => {
    const { store } = await aged()
    await start(store, short).ask()
    const saved = await store.timelines?.load('tally')
    expect([...(saved?.groups.keys() ?? [])]).toEqual(['{"who":"ben"}'])
  })

  it('are there as of a time when they were', async () => {
    const { store, now } = await aged()
    const { ask } = start(store, short)
    await ask()
    expect(await ask({ as_of: at(now.minutes - 25) })).toMatchObject({ rows: [{ who: 'ann' }] })
    expect(await ask({ as_of: at(now.minutes - 15) })).toMatchObject({ rows: [], meta: { history_complete: false } })
  })

  it('are what they would have been where a record comes late that kept them alive', async () => {
    const { store, now } = await aged()
    const process = start(store, short)
    await process.ask()
    await append(store, inMinute(now.minutes - 22, 'ann', 3), inMinute(now.minutes - 14, 'ann', 4))
    await append(store, inMinute(now.minutes - 6, 'ann', 5))
    const expected = [{ who: 'ann', sum: 13, trail: '1345' }, { who: 'ben' }]
    expect((await process.ask()).rows).toMatchObject(expected)
    expect((await start(store, short).ask()).rows).toMatchObject(expected)
  })

  it('begin anew with the next record', async () => {
    const { store, now } = await aged()
    await append(store, inMinute(now.minutes - 1, 'ann', 8))
    expect((await start(store, short).ask()).rows).toEqual([
      { who: 'ann', sum: 8, trail: '8' },
      { who: 'ben', sum: 2, trail: '2' },
    ])
  })
})

describe('history that drops what is old', () => {
  async function kept(minutes: number): Promise<AppStore> {
    const store = await opened()
    await store.open({ ...sampleSchema, history: { retentionMs: minutes * minute } })
    return store
  }

  it('stays in what was accumulated before, and is missing after a rebuild', async () => {
    const store = await kept(60)
    const process = start(store, tally())
    await append(store, inMinute(1, 'ann', 1))
    await process.ask()
    await append(store, inMinute(100, 'ann', 2))
    expect(await process.ask()).toMatchObject({ rows: [{ sum: 3 }], meta: { history_complete: true } })
    expect(await process.ask({ as_of: at(200) })).toMatchObject({
      rows: [{ sum: 2 }],
      meta: { history_complete: false },
    })
    await process.rebuild()
    const answer = await process.ask()
    expect(answer).toMatchObject({ rows: [{ sum: 2 }], meta: { history_complete: false } })
    expect((await start(store, tally()).ask()).meta.history_complete).toBe(false)
  })

  it('is missing where it went before anybody asked', async () => {
    const store = await kept(60)
    await append(store, inMinute(1, 'ann', 1))
    await append(store, inMinute(100, 'ann', 2))
    expect(await start(store, tally()).ask()).toMatchObject({ rows: [{ sum: 2 }], meta: { history_complete: false } })
  })

  it('goes from an event log, too', async () => {
    const store = await kept(60)
    const process = start(store, countedLog())
    await append(store, inMinute(1, 'ann', 1))
    expect(await process.ask()).toMatchObject({ rows: [{}], meta: { history_complete: true } })
    await append(store, inMinute(100, 'ann', 2))
    expect(await process.ask()).toMatchObject({ rows: [{ payload: { by: 2 } }], meta: { history_complete: false } })
  })
})

describe('an event log that is too long to be kept', () => {
  it('is read from history for each page, in the same order', async () => {
    const store = await opened()
    const length = 100_001
    await fill(store, length, (index) => record(named(index % 3), index, { emittedAt: at(index) }))
    const log = countedLog({ order: { direction: 'desc' } })
    const { ask } = start(store, log)
    const payloads = async (input: object) => {
      const { rows, meta } = await ask(input)
      return [meta.pagination.total_rows, rows.map((row) => (row as { payload: { by: number } }).payload.by)]
    }
    expect(await payloads({ per: 2 })).toEqual([length, [length - 1, length - 2]])
    expect(await payloads({ per: 2, p: 3 })).toEqual([length, [length - 5, length - 6]])
    expect(await payloads({ per: 2, as_of: at(50_001) })).toEqual([50_002, [50_001, 50_000]])
    await append(store, record(named(1), -1, { emittedAt: at(0), eventKey: 'z' }))
    expect((await ask({ per: 1, p: length + 1 })).rows).toMatchObject([{ payload: { by: 0 } }])
    const short = start(store, { ...log, retentionMs: 1000 * minute })
    expect(await short.ask({ per: 1 })).toMatchObject({
      rows: [{ payload: { by: 100_000 } }],
      meta: { pagination: { total_rows: 1001 }, history_complete: false },
    })
  }, 30_000)
})
