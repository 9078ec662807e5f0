import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import type { FlowCorrelation, FlowEnd } from '../../src/contract/flow-store.js'
import { createSqliteStore } from '../../src/store/sqlite/index.js'
import { temporaryFolder } from '../harness/temporary-folder.js'
import { job } from './flow.suite.js'
import { sampleSchema } from './sample-app.js'

async function open() {
  const file = join(temporaryFolder(), 'app.db')
  const store = createSqliteStore({ file })
  await store.open(sampleSchema)
  const database = new Database(file, { readonly: true })
  onTestFinished(() => {
    database.close()
    return store.close()
  })
  const count = (table: string): unknown => database.prepare(`SELECT count(*) FROM tenon_flow_${table}`).pluck().get()
  const claim = async (now: number) => {
    const claimed = await flows.claim({ flows: ['greet'], token: 'a', now, leaseUntil: now + 10 })
    return claimed.kind === 'claimed' ? claimed : null
  }
  const { flows } = store
  return { flows, count, claim }
}

function completed(now: number, expiresAt: number): FlowEnd {
  const correlation: FlowCorrelation = { state: {}, runs: 1, runsSince: now, expiresAt }
  return { kind: 'completed', now, correlation, key: 'one', maxKeys: 9 }
}

it('keeps nothing of a run that has ended but what its key shares, and nothing of a key whose time is over', async () => {
  const { flows, count, claim } = await open()
  await flows.enqueue([job('1', 'k'), job('2', 'l')])
  await claim(0)
  const hold = { id: '1', token: 'a' }
  await flows.recordStep({ hold, path: 'steps.0', output: 1 })
  await flows.finish(hold, completed(0, 50))
  expect(['jobs', 'steps', 'state', 'keys'].map(count)).toEqual([1, 0, 1, 1])
  await claim(60)
  await flows.finish({ id: '2', token: 'a' }, completed(60, 110))
  expect(['jobs', 'steps', 'state', 'keys'].map(count)).toEqual([0, 0, 1, 1])
})

it('keeps what a run goes on with that began in time and waits beyond it', async () => {
  const { flows, claim } = await open()
  await flows.enqueue([job('1', 'k'), job('2', 'k'), job('3', 'l')])
  await claim(0)
  await flows.finish({ id: '1', token: 'a' }, completed(0, 50))
  expect(await claim(10)).toMatchObject({ job: { id: '2' }, correlation: { runs: 1 } })
  await flows.postpone({ id: '2', token: 'a' }, { until: 100, retry: { step: 'steps.0', attempts: 1 } })
  expect(await claim(60)).toMatchObject({ job: { id: '3' } })
  await flows.finish({ id: '3', token: 'a' }, completed(60, 110))
  expect(await claim(100)).toMatchObject({ job: { id: '2' }, startedAt: 10, correlation: { runs: 1 } })
})
