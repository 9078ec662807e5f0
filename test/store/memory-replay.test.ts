import { describe, expect, it } from 'vitest'
import { createMemoryReplayStore, MemoryReplayStore } from '../../src/store/memory/replay-store.js'
import { describeReplayStore, record, request } from './replay.suite.js'

describe('the memory replay store', () => {
  const stores = new Map<string, ReturnType<typeof createMemoryReplayStore>>()

  describeReplayStore(() => {
    const test = expect.getState().currentTestName ?? ''
    const known = stores.get(test) ?? createMemoryReplayStore()
    stores.set(test, known)
    return known
  })

  it('keeps few of the calls that have expired', () => {
    const store = new MemoryReplayStore()
    for (let now = 0; now < 20_000; now++) {
      store.reserve(request({ scope: `${now}`, now, leaseUntil: now + 10 }))
      store.save(record({ scope: `${now}`, expiresAt: now + 100 }))
    }
    expect(store.size).toBeLessThan(1100)
  })

  it('keeps every call that has not expired', () => {
    const store = new MemoryReplayStore()
    for (let index = 0; index < 5000; index++) {
      store.reserve(request({ scope: `${index}` }))
      store.save(record({ scope: `${index}` }))
    }
    expect(store.size).toBe(5000)
  })
})
