import { describe, expect, it } from 'vitest'
import type { TimelineStore } from '../../../src/contract/history.js'
import type { AppStore } from '../../../src/contract/store.js'
import { CallFailed } from '../../../src/semantics/call-failed.js'
import { append, at, countedLog, opened, record, start, tally } from './tally.js'

/** The failure of a call. */
async function failureOf(work: Promise<unknown>): Promise<CallFailed['failure']> {
  const thrown = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(thrown instanceof CallFailed)) throw new Error('it should have failed', { cause: thrown })
  return thrown.failure
}

/** A store where something was saved of another definition of the timeline. */
async function stale(): Promise<AppStore> {
  const store = await opened()
  await append(store, record('ann', 1), record('ben', 2))
  await start(store, tally({ accumulation: 'of another definition' })).ask()
  return store
}

describe('a timeline whose definition has changed', () => {
  it('refuses to answer until it is rebuilt', async () => {
    const store = await stale()
    const process = start(store, tally())
    const failure = await failureOf(process.ask())
    expect(failure).toMatchObject({
      code: 'projection_rebuild_required_error',
      details: { rebuild_status: 'stale' },
    })
    await process.rebuild()
    const { rows, meta } = await process.ask()
    expect(rows).toHaveLength(2)
    expect(meta).toMatchObject({ rebuild_status: 'complete', rebuild_progress: 1, rebuild_started_at: at(100_000) })
    expect((await start(store, tally()).ask()).meta).toEqual(meta)
  })

  it('refuses the past of it, too', async () => {
    const { ask } = start(await stale(), tally())
    expect(await failureOf(ask({ as_of: at(1) }))).toMatchObject({ code: 'projection_rebuild_required_error' })
  })

  it('refuses as soon as another process has rebuilt it for a later definition', async () => {
    const store = await opened()
    await append(store, record('ann', 1))
    const old = start(store, tally())
    await old.ask()
    await start(store, tally({ accumulation: 'the next one' })).rebuild()
    expect(await failureOf(old.ask())).toMatchObject({ code: 'projection_rebuild_required_error' })
  })

  it('is of no matter to an event log, whose rows are not saved', async () => {
    const store = await opened()
    await append(store, record('ann', 1))
    await start(store, countedLog({ accumulation: 'of another definition', rebuild: { mode: 'none' } })).ask()
    expect((await start(store, countedLog()).ask()).rows).toHaveLength(1)
  })
})

describe('a rebuild', () => {
  it('tells how far it is, and the old state serves on without guards', async () => {
    const store = await opened()
    await append(store, ...Array.from({ length: 2500 }, () => record('ann', 1)))
    const guards = {
      kind: 'projection',
      primitive: 'tally',
      policy: 'abort',
      structural: [{ id: 'small', description: 'Small.', path: 'p', holds: () => false }],
      semantic: [],
    } as const
    const guarded = tally({ guards })
    await start(store, tally()).ask()
    const seen: unknown[] = []
    const process = start(store, guarded, {
      pause: async () => {
        const { meta, rows } = await process.ask()
        seen.push([meta.rebuild_status, meta.rebuild_progress, meta.guards, rows.length])
      },
    })
    expect(await failureOf(process.ask())).toMatchObject({ code: 'projection_guard_error' })
    await process.rebuild()
    const noGuards = { evaluated_rows: 0, violation_count: 0, violations: [] }
    expect(seen).toEqual([
      ['in_progress', 0, noGuards, 1],
      ['in_progress', 0.4, noGuards, 1],
      ['in_progress', 0.8, noGuards, 1],
    ])
    expect(await failureOf(process.ask())).toMatchObject({ code: 'projection_guard_error' })
  })

  it('of a stale timeline says that it is on its way', async () => {
    const statuses: unknown[] = []
    const process = start(await stale(), tally(), {
      pause: async () => {
        statuses.push((await failureOf(process.ask())).details)
      },
    })
    await process.rebuild()
    expect(statuses).toEqual([{ rebuild_status: 'in_progress' }])
  })

  it('that fails leaves what was there, and says so', async () => {
    const store = await opened()
    await append(store, record('ann', 1))
    const inner = store.timelines as TimelineStore
    let isFull = false
    const process = start(store, tally(), {
      timelines: {
        version: (id) => inner.version(id),
        head: (id) => inner.head(id),
        load: (id) => inner.load(id),
        save: (id, change) => {
          if (isFull) throw new Error('the disk is full')
          return inner.save(id, change)
        },
      },
    })
    const before = await process.ask()
    isFull = true
    await expect(process.rebuild()).rejects.toThrow('the disk is full')
    const after = await process.ask()
    expect(after.rows).toEqual(before.rows)
    expect(after.meta).toMatchObject({ rebuild_status: 'failed', rebuild_progress: null })
    isFull = false
    await process.rebuild()
    expect((await process.ask()).meta.rebuild_status).toBe('complete')
  })

  it('is made once for all who ask at the same time', async () => {
    const store = await opened()
    await append(store, record('ann', 1))
    const process = start(store, tally())
    await Promise.all([process.rebuild(), process.rebuild()])
    expect(await store.timelines?.version('tally')).toBe(1)
    await process.rebuild()
    expect(await store.timelines?.version('tally')).toBe(2)
  })

  it('stands also where another process saves the old state meanwhile', async () => {
    const store = await stale()
    const old = start(store, tally({ accumulation: 'of another definition' }))
    await old.ask()
    let isFirst = true
    const process = start(store, tally(), {
      pause: async () => {
        if (!isFirst) return
        isFirst = false
        await append(store, record('ann', 3), record('ann', 4), record('ann', 5))
        await old.ask()
      },
    })
    await process.rebuild()
    expect((await process.ask()).rows).toEqual([
      { who: 'ann', sum: 13, trail: '1345' },
      { who: 'ben', sum: 2, trail: '2' },
    ])
  })

  it('takes in again what history still has', async () => {
    const store = await opened()
    await append(store, record('ann', 1))
    const process = start(store, tally())
    const before = await process.ask()
    await process.rebuild()
    expect((await process.ask()).rows).toEqual(before.rows)
  })
})

describe('a timeline that begins with the app', () => {
  it('counts what comes after it was first there, in every process and after a rebuild', async () => {
    const store = await opened()
    await append(store, record('ann', 1))
    const timeline = tally({ rebuild: { mode: 'none' } })
    const first = start(store, timeline)
    await first.timelines.activate()
    await append(store, record('ann', 2))
    const expected = [{ who: 'ann', sum: 2, trail: '2' }]
    expect(await first.ask()).toMatchObject({ rows: expected, meta: { history_complete: false } })
    const second = start(store, timeline)
    await second.timelines.activate()
    expect((await second.ask()).rows).toEqual(expected)
    await second.rebuild()
    expect((await second.ask()).rows).toEqual(expected)
    expect((await first.ask()).rows).toEqual(expected)
  })

  it('lacks nothing where there was nothing before', async () => {
    const store = await opened()
    const process = start(store, countedLog({ rebuild: { mode: 'none' } }))
    await process.timelines.activate()
    await append(store, record('ann', 2))
    expect(await process.ask()).toMatchObject({ rows: [{ payload: { by: 2 } }], meta: { history_complete: true } })
  })

  it('lets records of a time before an instant be', async () => {
    const store = await opened()
    const early = record('ann', 1, { emittedAt: at(-1) })
    await append(store, early)
    const process = start(store, tally({ rebuild: { mode: 'from_timestamp', from: at(0) } }))
    await append(store, record('ann', 2, { emittedAt: at(0) }))
    const answer = await process.ask()
    expect(answer).toMatchObject({ rows: [{ sum: 2 }], meta: { history_complete: false } })
  })
})
