import { describe, expect, it } from 'vitest'
import type { HistoryStore } from '../../../src/contract/history.js'
import { append, at, countedLog, opened, record, start, tally } from './tally.js'

async function three() {
  const store = await opened()
  const one = record('ann', 1, { emittedAt: at(1) })
  await append(store, one, record('ann', 2, { emittedAt: at(2) }), record('ben', 3, { emittedAt: at(3) }))
  return store
}

describe('a timeline as of an instant', () => {
  it('has what had been emitted by then, the instant included', async () => {
    const { ask } = start(await three(), tally())
    const sums = async (as_of: string | null) => (await ask({ as_of })).rows.map((row) => (row as { sum: number }).sum)
    expect(await sums(at(0))).toEqual([])
    expect(await sums(at(1))).toEqual([1])
    expect(await sums(at(2))).toEqual([3])
    expect(await sums(at(3))).toEqual([3, 3])
    expect(await sums(null)).toEqual([3, 3])
    expect((await ask({ as_of: at(2) })).meta.as_of_applied).toBe(at(2))
  })

  it('takes an instant of any offset, and the future for the present', async () => {
    const { ask } = start(await three(), tally())
    expect((await ask({ as_of: '2026-03-01T01:02:00+01:00' })).meta.as_of_applied).toBe(at(2))
    expect(await ask({ as_of: at(100_001) })).toMatchObject({ rows: [{}, {}], meta: { as_of_applied: null } })
    expect((await ask({ as_of: at(100_000) })).meta.as_of_applied).toBe(at(100_000))
  })

  it('takes in what is recorded later of a time before it', async () => {
    const store = await three()
    const { ask } = start(store, tally())
    await ask({ as_of: at(2) })
    await append(store, record('ann', 7, { emittedAt: at(1.5) }), record('ann', 9, { emittedAt: at(5) }))
    expect((await ask({ as_of: at(2) })).rows).toEqual([{ who: 'ann', sum: 10, trail: '172' }])
  })

  it('shows a group again that is gone by now', async () => {
    const store = await three()
    await append(store, record('ann', 0, { emittedAt: at(4) }))
    const { ask } = start(store, tally())
    expect((await ask()).rows).toMatchObject([{ who: 'ben' }])
    expect((await ask({ as_of: at(3) })).rows).toMatchObject([{ who: 'ann' }, { who: 'ben' }])
  })

  it.each(['yesterday', '', 7, true, '2026-02-30T00:00:00Z'])('refuses %j', async (as_of) => {
    const { ask } = start(await three(), countedLog())
    const failure = await ask({ as_of }).catch((thrown) => thrown.failure)
    expect(failure).toMatchObject({ code: 'projection_as_of_error' })
  })

  it('is refused by a store that cannot look back, which still shows the present', async () => {
    const store = await three()
    const { scan, head } = store.history as HistoryStore
    const history = { scan: scan.bind(store.history), head: head.bind(store.history) }
    const { ask } = start(store, tally(), { history })
    expect((await ask()).rows).toHaveLength(2)
    const failure = await ask({ as_of: at(2) }).catch((thrown) => thrown.failure)
    expect(failure).toMatchObject({ code: 'projection_history_capability_error' })
    expect(failure.message).toContain('history.scan_as_of')
  })

  it('of more instants than are kept is right all the same', async () => {
    const { ask } = start(await three(), tally())
    for (const round of [1, 2]) {
      for (const minutes of [1, 1.1, 1.2, 2, 2.1, 2.2, 3]) {
        const { rows } = await ask({ as_of: at(minutes) })
        expect([round, minutes, rows.length]).toEqual([round, minutes, minutes < 3 ? 1 : 2])
      }
    }
  })
})
