import { describe, expect, it } from 'vitest'
import type { HistoryRecord, HistoryStore } from '../../../src/contract/history.js'
import type { AppStore } from '../../../src/contract/store.js'
import { CallFailed } from '../../../src/semantics/call-failed.js'
import { append, at, counted, countedLog, opened, record, start, tally } from './tally.js'

async function failureOf(work: Promise<unknown>): Promise<CallFailed['failure']> {
  const thrown = await work.catch((reason: unknown) => reason)
  if (!(thrown instanceof CallFailed)) throw new Error('it should have failed', { cause: thrown })
  return thrown.failure
}

describe('records of earlier versions', () => {
  it('are brought to the current one, step by step', async () => {
    const store = await opened()
    const first = { signalVersion: 1, payload: { who: 'ann' } }
    const second = { signalVersion: 2, payload: { who: 'ann', step: 5 } }
    await append(store, record('', 0, first), record('', 0, second), record('ann', 7))
    expect((await start(store, tally()).ask()).rows).toEqual([{ who: 'ann', sum: 13, trail: '157' }])
    expect((await start(store, countedLog()).ask()).rows).toMatchObject([
      { version: 3, payload: { who: 'ann', by: 1 } },
      { version: 3, payload: { who: 'ann', by: 5 } },
      { version: 3, payload: { who: 'ann', by: 7 } },
    ])
  })

  const refused: readonly (readonly [what: string, more: Partial<HistoryRecord>, problem: string])[] = [
    ['a version to come', { signalVersion: 4 }, 'a record is of version 4, and the app knows 3'],
    ['a version without a migration', { signalVersion: 0 }, 'there is no migration from version 0'],
    [
      'a payload that is wrong once it is migrated',
      { signalVersion: 2, payload: { who: 'ann', step: 'x' } },
      'a payload of version 2 was migrated, and by must be a whole number',
    ],
  ]
  it.each(refused)('end the call: %s', async (_, more, problem) => {
    const store = await opened()
    await append(store, record('ann', 1), record('ann', 2, more), record('ann', 3))
    const process = start(store, tally())
    const failure = await failureOf(process.ask())
    expect(failure.code).toBe('projection_signal_migration_error')
    expect(failure.message).toContain(problem)
    // Nobody goes on behind it.
    expect(await failureOf(process.ask())).toEqual(failure)
    expect(await failureOf(start(store, countedLog()).ask())).toEqual(failure)
    expect(await failureOf(process.ask({ as_of: at(1_000) }))).toEqual(failure)
    await expect(process.rebuild()).rejects.toThrow(CallFailed)
    expect(await store.timelines?.load('tally')).toBe(null)
  })

  it('leave what was saved before as it was', async () => {
    const store = await opened()
    await append(store, record('ann', 1))
    const process = start(store, tally())
    await process.ask()
    await append(store, record('ann', 2), record('ann', 3, { signalVersion: 9 }))
    await failureOf(process.ask())
    await failureOf(process.ask())
    const later = { ...counted, version: 9, migrations: [{ from: 3, migrate: (payload: unknown) => payload }] }
    expect((await store.timelines?.load('tally'))?.head.position).toBe(1)
    const steps = Array.from({ length: 6 }, (_, index) => ({ from: index + 3, migrate: (payload: unknown) => payload }))
    const next = start(store, tally({ signals: [{ ...later, migrations: steps }] as never }))
    expect((await next.ask()).rows).toEqual([{ who: 'ann', sum: 6, trail: '123' }])
  })
})

/** The store, with history that gives each scan as it is made over. */
function giving(store: AppStore, make: (record: HistoryRecord) => readonly HistoryRecord[]): HistoryStore {
  const inner = store.history as HistoryStore
  return {
    head: () => inner.head(),
    scan: async (request) => {
      const scan = await inner.scan(request)
      const records = scan.records.flatMap((placed) =>
        make(placed.record).map((other) => ({ ...placed, record: other })),
      )
      return { ...scan, records }
    },
  }
}

describe('history that repeats itself', () => {
  it('counts for once where it says the same', async () => {
    const store = await opened()
    await append(store, record('ann', 1), record('ben', 2))
    const history = giving(store, (known) => [known, { ...known }])
    expect((await start(store, tally(), { history }).ask()).rows).toMatchObject([{ sum: 1 }, { sum: 2 }])
    expect((await start(store, countedLog(), { history }).ask()).rows).toHaveLength(2)
  })

  it('ends the call where it says another thing', async () => {
    const store = await opened()
    await append(store, record('ann', 1, { eventKey: 'one' }))
    const history = giving(store, (known) => [known, { ...known, payload: { who: 'ben', by: 1 } }])
    const process = start(store, tally(), { history })
    const failure = await failureOf(process.ask())
    expect(failure.code).toBe('projection_history_gap_error')
    expect(failure.message).toContain('one')
    expect(await failureOf(process.ask())).toEqual(failure)
  })
})

describe('a filter and the groups', () => {
  it('sees the migrated payload, before anything is grouped', async () => {
    const store = await opened()
    await append(store, record('', 0, { signalVersion: 2, payload: { who: 'ann', step: 9 } }), record('ann', 1))
    const keep = ({ payload }: { readonly payload: unknown }) => (payload as { readonly by: number }).by < 5
    expect(await start(store, tally({ keep })).ask()).toMatchObject({
      rows: [{ sum: 1 }],
      meta: { ungrouped_records: 0 },
    })
  })

  it('counts records that name no group', async () => {
    const store = await opened()
    const rows = tally().rows as { group: unknown }
    const nobody = (payload: { readonly who: string }) => (payload.who === '' ? null : payload.who)
    const group = ({ payload }: { readonly payload: { readonly who: string } }) => ({ who: nobody(payload) })
    const timeline = tally({ rows: { ...rows, group } as never })
    await append(store, record('', 1), record('ann', 1), record('', 2))
    const process = start(store, timeline)
    expect(await process.ask()).toMatchObject({ rows: [{ who: 'ann' }], meta: { ungrouped_records: 2 } })
    await process.rebuild()
    expect((await process.ask()).meta.ungrouped_records).toBe(2)
    expect((await start(store, timeline).ask()).meta.ungrouped_records).toBe(2)
    expect((await process.ask({ as_of: at(0) })).meta.ungrouped_records).toBe(0)
  })
})
