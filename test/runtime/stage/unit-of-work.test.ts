import { expect, it } from 'vitest'
import type { VersionedRecord } from '../../../src/contract/store.js'
import { UnitOfWork } from '../../../src/kernel/unit-of-work.js'
import { createMemoryStore } from '../../../src/store/memory/memory-store.js'
import { changed } from '../desk/desk.js'

it('keeps of two reads of a record the one that came first, and the commit checks that one', async () => {
  const answers: ((found: VersionedRecord) => void)[] = []
  const store = changed(createMemoryStore(), { read: () => new Promise((resolve) => answers.push(resolve)) })
  const work = new UnitOfWork(store)
  const [slow, quick] = [work.read('agents', 'a'), work.read('agents', 'a')]
  answers[1]?.({ record: { id: 'a' }, version: 2 })
  expect(await quick).toEqual({ id: 'a' })
  answers[0]?.({ record: null, version: 3 })
  expect(await slow).toEqual({ id: 'a' })
  expect(work.toCommit({ replay: null, events: [] }).reads).toEqual([{ collection: 'agents', id: 'a', version: 2 }])
})

it('comes back to a mark with what was written, and keeps what was read', async () => {
  const store = createMemoryStore()
  await store.open({ appId: 'x', tables: [{ id: 'agents', columns: [], indexes: [] }] })
  const work = new UnitOfWork(store)
  work.write('agents', 'a', { id: 'a' })
  const mark = work.mark()
  work.write('agents', 'a', null)
  work.write('agents', 'b', { id: 'b' })
  expect([await work.read('agents', 'a'), await work.read('agents', 'c')]).toEqual([null, null])
  work.restore(mark)
  expect(await work.read('agents', 'a')).toEqual({ id: 'a' })
  expect(await work.read('agents', 'b')).toBeNull()
  expect(work.toCommit({ replay: null, events: [] })).toMatchObject({
    reads: [{ id: 'c' }, { id: 'b' }],
    writes: [{ id: 'a', record: { id: 'a' } }],
  })
})
