import { describe, expect, it } from 'vitest'
import type { ReplayRecord, ReplayStore, ReservationRequest } from '../../src/contract/store.js'
import { envelope, ticket } from './sample-app.js'
import type { StoreFixture } from './store.suite.js'

const hour = 3_600_000

export function request(parts: Partial<ReservationRequest> = {}): ReservationRequest {
  return { scope: 's', inputHash: 'h', token: 'one', now: 1000, leaseUntil: 2000, ...parts }
}

export function record(parts: Partial<ReplayRecord> = {}): ReplayRecord {
  return { scope: 's', inputHash: 'h', token: 'one', envelope: envelope({ n: 1 }), expiresAt: 5000, ...parts }
}

/** What every replay store promises. */
export function describeReplayStore(replayOf: () => ReplayStore): void {
  it('reserves a scope that it has never seen, and holds it while the lease runs', async () => {
    expect(await replayOf().reserve(request())).toEqual({ kind: 'reserved' })
    const second = request({ token: 'two', inputHash: 'other', now: 1999 })
    expect(await replayOf().reserve(second)).toEqual({ kind: 'held', inputHash: 'h' })
    expect(await replayOf().reserve(request({ scope: 't' }))).toEqual({ kind: 'reserved' })
  })

  it('lets another call in when the lease has run out', async () => {
    await replayOf().reserve(request())
    const second = request({ token: 'two', inputHash: 'other', now: 2000, leaseUntil: 3000 })
    expect(await replayOf().reserve(second)).toEqual({ kind: 'reserved' })
    expect(await replayOf().reserve(request({ now: 2500 }))).toEqual({ kind: 'held', inputHash: 'other' })
  })

  it('answers with the record of a finished call, whole, until it expires', async () => {
    await replayOf().reserve(request())
    const answer = envelope({ text: '\uFFFF\u{1F600}\u0000', list: [null, 1.5, true] })
    await replayOf().save(record({ envelope: answer }))
    const again = request({ token: 'two', now: 4999, leaseUntil: 6000 })
    expect(await replayOf().reserve(again)).toEqual({ kind: 'recorded', inputHash: 'h', envelope: answer })
    expect(await replayOf().reserve({ ...again, now: 5000 })).toEqual({ kind: 'reserved' })
  })

  it('saves nothing for a call whose place was taken', async () => {
    await replayOf().reserve(request())
    await replayOf().reserve(request({ token: 'two', now: 2000, leaseUntil: 3000 }))
    await expect(async () => replayOf().save(record())).rejects.toThrow('lost')
    expect(await replayOf().reserve(request({ now: 2500 }))).toEqual({ kind: 'held', inputHash: 'h' })
  })

  it('saves nothing where nothing was reserved, and keeps the first record', async () => {
    await expect(async () => replayOf().save(record())).rejects.toThrow('lost')
    await replayOf().reserve(request())
    await replayOf().save(record())
    await expect(async () => replayOf().save(record({ envelope: envelope({ n: 2 }) }))).rejects.toThrow('lost')
    expect(await replayOf().reserve(request())).toMatchObject({ kind: 'recorded', envelope: { output: { n: 1 } } })
  })

  it('gives a released scope to the next call', async () => {
    await replayOf().reserve(request())
    await replayOf().release('s', 'one')
    expect(await replayOf().reserve(request({ token: 'two' }))).toEqual({ kind: 'reserved' })
  })

  it('releases neither the reservation of another call nor a record', async () => {
    await replayOf().reserve(request())
    await replayOf().release('s', 'two')
    expect(await replayOf().reserve(request({ token: 'two' }))).toMatchObject({ kind: 'held' })
    await replayOf().save(record())
    await replayOf().release('s', 'one')
    expect(await replayOf().reserve(request())).toMatchObject({ kind: 'recorded' })
  })

  it('forgets nothing that counts while thousands of others expire', async () => {
    for (let index = 0; index < 3000; index++) {
      await replayOf().reserve(request({ scope: `old ${index}`, now: index, leaseUntil: index + 1 }))
      await replayOf().save(record({ scope: `old ${index}`, expiresAt: index + 2 }))
    }
    await replayOf().reserve(request({ scope: 'slow', now: 4000, leaseUntil: 4001 }))
    await replayOf().reserve(request({ scope: 'kept', now: 4000, leaseUntil: hour }))
    await replayOf().save(record({ scope: 'kept', expiresAt: hour }))
    for (let index = 0; index < 3000; index++)
      await replayOf().reserve(request({ scope: `new ${index}`, now: 5000, leaseUntil: hour }))
    expect(await replayOf().reserve(request({ scope: 'kept', now: 5000 }))).toMatchObject({ kind: 'recorded' })
    // Its lease has run out, but nobody has taken its place.
    await replayOf().save(record({ scope: 'slow', expiresAt: hour }))
    expect(await replayOf().reserve(request({ scope: 'slow', now: 5000 }))).toMatchObject({ kind: 'recorded' })
  })
}

/** What every app store's replay store promises, and that it commits with the rest. */
export function describeReplay(fixture: StoreFixture): void {
  describe('replay', () => {
    describeReplayStore(() => fixture.first.replay)

    const writes = [{ collection: 'tickets', id: 'a', record: ticket('a') }]

    it('commits the record together with the writes', async () => {
      const { first } = fixture
      await first.replay.reserve(request())
      expect(await first.commit({ reads: [], writes, replay: record() })).toEqual({ kind: 'committed' })
      expect((await first.read('tickets', 'a')).record).toEqual(ticket('a'))
      expect(await first.replay.reserve(request())).toMatchObject({ kind: 'recorded', inputHash: 'h' })
    })

    it('commits a record without any write', async () => {
      await fixture.first.replay.reserve(request())
      expect(await fixture.first.commit({ reads: [], writes: [], replay: record() })).toEqual({ kind: 'committed' })
      expect(await fixture.first.replay.reserve(request())).toMatchObject({ kind: 'recorded' })
    })

    it('commits nothing for a call whose place was taken', async () => {
      const { first } = fixture
      await first.replay.reserve(request())
      await first.replay.reserve(request({ token: 'two', now: 2000, leaseUntil: 3000 }))
      expect(await first.commit({ reads: [], writes, replay: record() })).toEqual({ kind: 'lost' })
      expect(await first.read('tickets', 'a')).toEqual({ record: null, version: 0 })
      expect(await first.commit({ reads: [], writes, replay: record({ token: 'two' }) })).toEqual({ kind: 'committed' })
    })

    it('says lost rather than conflict, since running again would not help', async () => {
      const reads = [{ collection: 'tickets', id: 'a', version: 7 }]
      expect(await fixture.first.commit({ reads, writes, replay: record() })).toEqual({ kind: 'lost' })
    })

    it('keeps the reservation of a call that met a conflict', async () => {
      const { first } = fixture
      await first.replay.reserve(request())
      const reads = [{ collection: 'tickets', id: 'a', version: 7 }]
      expect(await first.commit({ reads, writes, replay: record() })).toMatchObject({ kind: 'conflict' })
      expect(await first.replay.reserve(request({ token: 'two' }))).toMatchObject({ kind: 'held' })
      expect(await first.commit({ reads: [], writes, replay: record() })).toEqual({ kind: 'committed' })
    })

    it('holds a scope for every store in the same place', async () => {
      const other = await fixture.another()
      await fixture.first.replay.reserve(request())
      expect(await other.replay.reserve(request({ token: 'two' }))).toMatchObject({ kind: 'held' })
      await fixture.first.replay.save(record())
      expect(await other.replay.reserve(request({ token: 'two' }))).toMatchObject({ kind: 'recorded' })
    })
  })
}
