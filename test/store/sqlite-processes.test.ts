import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { AppStore } from '../../src/contract/store.js'
import { createSqliteStore } from '../../src/store/sqlite/index.js'
import { temporaryFolder } from '../harness/temporary-folder.js'
import { bundleScript, runScript } from './child-process.js'
import { field, recordsPerCall, sampleSchema } from './sample-app.js'

async function withStore<Value>(file: string, use: (store: AppStore) => Promise<Value>): Promise<Value> {
  const store = createSqliteStore({ file })
  try {
    await store.open(sampleSchema)
    return await use(store)
  } finally {
    await store.close()
  }
}

it('loses no update of processes that make one file and count in it at once', async () => {
  const folder = temporaryFolder()
  const file = join(folder, 'data', 'app.db')
  const script = bundleScript('test/store/children/count.ts', folder)
  const children = Array.from({ length: 4 }, () => runScript(script, [file, '100']))
  const ends = await Promise.all(children.map(({ ended }) => ended))
  expect(ends).toEqual(Array.from({ length: 4 }, () => ({ code: 0, signal: null, output: '' })))
  const { record } = await withStore(file, async (store) => store.read('tickets', 'a'))
  expect(field(record, 'order')).toBe(400)
}, 60_000)

it('keeps all or nothing of a commit in which the process is killed, its replay record included', async () => {
  const folder = temporaryFolder()
  const file = join(folder, 'app.db')
  const script = bundleScript('test/store/children/commit-for-ever.ts', folder)
  let committed = 0
  for (let round = 0; round < 6; round++) {
    const child = runScript(script, [file, `round${round}`])
    // Another moment in each round; most of the time passes within a commit.
    await sleep(400 + round * 7)
    child.kill()
    expect(await child.ended).toMatchObject({ signal: 'SIGKILL', output: '' })
    committed += await withStore(file, (store) => countCalls(store, `round${round}`))
  }
  expect(committed).toBeGreaterThan(0)
}, 60_000)

/** How many calls were committed; each of them must be there whole, and nothing of the one that was broken off. */
async function countCalls(store: AppStore, name: string): Promise<number> {
  for (let call = 0; ; call++) {
    const scope = `${name}-${call}`
    const found = await Promise.all(
      Array.from({ length: recordsPerCall }, async (_, index) => store.read('tickets', `${scope}-${index}`)),
    )
    const records = found.filter(({ record }) => record !== null).length
    const { kind } = await store.replay.reserve({ scope, inputHash: 'h', token: 'again', now: 500, leaseUntil: 501 })
    expect([records, kind]).toEqual(kind === 'recorded' ? [recordsPerCall, 'recorded'] : [0, 'reserved'])
    if (kind !== 'recorded') return call
  }
}
