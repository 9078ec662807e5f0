import { beforeEach, describe, expect, it } from 'vitest'
import type { FlowJob } from '../../src/contract/flow.js'
import type { ClaimedJob, FlowCorrelation, FlowEnd, FlowHold, FlowStore } from '../../src/contract/flow-store.js'
import type { AppStore } from '../../src/contract/store.js'
import type { StoreFixture } from './store.suite.js'

/** A run of a flow that has nothing special about it. */
export function job(id: string, correlationKey: string | null, flow = 'greet'): FlowJob {
  const signal = {
    envelopeVersion: '1.0.0' as const,
    signalId: 'joined',
    signalVersion: 1,
    payload: { id },
    payloadHash: '0',
    eventKey: id,
    emittedAt: '2026-01-01T00:00:00.000Z',
  }
  const principal = { subject: 'ann', claims: { vip: true }, tags: [], roles: ['authenticated'] }
  return { id, flow, correlationKey, signal, principal, traceId: 't', depth: 1 }
}

const lease = 1000

function correlation(more: Partial<FlowCorrelation> = {}): FlowCorrelation {
  return { state: { n: 1 }, runs: 1, runsSince: 0, expiresAt: 10_000, ...more }
}

function completed(key: string, more: Partial<FlowCorrelation> = {}, maxKeys = 10): FlowEnd {
  return { kind: 'completed', now: 0, correlation: correlation(more), key, maxKeys }
}

const broken = { code: 'flow_step_error', message: 'it broke', retryable: false }

function failed(): FlowEnd {
  return { kind: 'failed', now: 5, failure: broken, attempts: 2, correlation: null }
}

/** What every store promises of the runs of flows. */
export function describeFlows(fixture: StoreFixture): void {
  describe('the runs of flows', () => {
    let flows: FlowStore

    beforeEach(() => {
      flows = fixture.first.flows
    })

    async function take(now: number, token = 'a', store = flows): Promise<ClaimedJob | null> {
      const claim = await store.claim({ flows: ['greet', 'other'], token, now, leaseUntil: now + lease })
      return claim.kind === 'claimed' ? claim : null
    }

    async function takeId(now: number, token = 'a', store = flows): Promise<string | null> {
      return (await take(now, token, store))?.job.id ?? null
    }

    const hold = (id: string, token = 'a'): FlowHold => ({ id, token })

    it('are taken one after the other for each key, in the order in which they were added', async () => {
      await flows.enqueue([job('1', 'k'), job('2', 'k'), job('3', 'l'), job('4', null), job('5', null)])
      expect([await takeId(0), await takeId(0), await takeId(0), await takeId(0), await takeId(0)]).toEqual([
        '1',
        '3',
        '4',
        '5',
        null,
      ])
      await flows.finish(hold('1'), completed('1'))
      expect(await takeId(0)).toBe('2')
    })

    it('come back as they were added', async () => {
      await flows.enqueue([job('1', 'k\u0000"\u{1F600}')])
      expect(await take(7)).toEqual({
        kind: 'claimed',
        job: job('1', 'k\u0000"\u{1F600}'),
        startedAt: 7,
        breaks: 0,
        retry: null,
        steps: {},
        correlation: null,
      })
    })

    it('of flows that the asking process does not have are left alone', async () => {
      await flows.enqueue([job('1', 'k', 'gone'), job('2', 'k')])
      expect(await takeId(0)).toBe('2')
    })

    it('are held by one process at a time', async () => {
      const second = (await fixture.another()).flows
      await flows.enqueue([job('1', 'k')])
      expect([await takeId(0, 'a'), await takeId(0, 'b', second)]).toEqual(['1', null])
      const claim = await second.claim({ flows: ['greet'], token: 'b', now: 0, leaseUntil: lease })
      expect(claim).toEqual({ kind: 'none', nextAt: lease })
    })

    it('are taken up by another process where the lease ran out, with what their steps gave', async () => {
      const second = (await fixture.another()).flows
      await flows.enqueue([job('1', 'k')])
      await take(0, 'a')
      await flows.recordStep({ hold: hold('1'), path: 'steps.0', output: { ok: true } })
      const found = await take(lease, 'b', second)
      expect(found).toMatchObject({ job: { id: '1' }, startedAt: 0, breaks: 1, steps: { 'steps.0': { ok: true } } })
      expect(await flows.recordStep({ hold: hold('1'), path: 'steps.1', output: null })).toBe(false)
      expect(await flows.finish(hold('1'), completed('1'))).toBe(false)
      expect(await second.finish(hold('1', 'b'), completed('1'))).toBe(true)
    })

    it('are held longer where their process says so', async () => {
      await flows.enqueue([job('1', 'k')])
      await take(0)
      expect(await flows.extend(hold('1'), 5000)).toBe(true)
      expect(await takeId(4999, 'b')).toBeNull()
      expect(await takeId(5000, 'b')).toBe('1')
      expect(await flows.extend(hold('1'), 9000)).toBe(false)
    })

    it('wait with all that stands behind them', async () => {
      await flows.enqueue([job('1', 'k'), job('2', 'k')])
      await take(0)
      await flows.postpone(hold('1'), { until: 300, retry: { step: 'steps.0', attempts: 1 } })
      expect(await flows.claim({ flows: ['greet'], token: 'a', now: 299, leaseUntil: 400 })).toEqual({
        kind: 'none',
        nextAt: 300,
      })
      expect(await take(300)).toMatchObject({ job: { id: '1' }, retry: { step: 'steps.0', attempts: 1 }, breaks: 0 })
    })

    it('leave a state and a key to those behind them, and forget the oldest key', async () => {
      await flows.enqueue([job('1', 'k'), job('2', 'k'), job('3', 'k')])
      await take(0)
      await flows.finish(hold('1'), completed('one', { state: { n: 1 } }, 1))
      expect(await take(1)).toMatchObject({ job: { id: '2' }, correlation: correlation() })
      expect([await flows.hasCompleted(hold('2'), 'one'), await flows.hasCompleted(hold('2'), 'two')]).toEqual([
        true,
        false,
      ])
      await flows.finish(hold('2'), completed('two', { state: { n: 2 }, runs: 2 }, 1))
      expect((await take(2))?.correlation).toEqual(correlation({ state: { n: 2 }, runs: 2 }))
      expect([await flows.hasCompleted(hold('3'), 'one'), await flows.hasCompleted(hold('3'), 'two')]).toEqual([
        false,
        true,
      ])
    })

    it('find nothing of a key whose time is over', async () => {
      await flows.enqueue([job('1', 'k'), job('2', 'k')])
      await take(0)
      await flows.finish(hold('1'), completed('one', { expiresAt: 50 }))
      expect((await take(50))?.correlation).toBeNull()
      expect(await flows.hasCompleted(hold('2'), 'one')).toBe(false)
    })

    it('are kept where they fail, and can be run again behind all others', async () => {
      await flows.enqueue([job('1', 'k'), job('2', 'k')])
      await take(0)
      await flows.recordStep({ hold: hold('1'), path: 'steps.0', output: 1 })
      await flows.finish(hold('1'), failed())
      expect(await flows.deadLetters()).toEqual([{ job: job('1', 'k'), failure: broken, attempts: 2, failedAt: 5 }])
      expect([await flows.retryDeadLetter('1'), await flows.retryDeadLetter('1')]).toEqual([true, false])
      expect(await flows.deadLetters()).toEqual([])
      expect(await takeId(10)).toBe('2')
      await flows.finish(hold('2'), completed('2'))
      expect(await take(10)).toMatchObject({ job: { id: '1' }, steps: { 'steps.0': 1 } })
    })

    it('are counted by flow', async () => {
      await flows.enqueue([job('1', 'k'), job('2', 'k'), job('3', 'k'), job('4', 'k', 'other')])
      for (const [id, end] of [
        ['1', completed('1')],
        ['2', { kind: 'deduped', now: 0 }],
        ['4', failed()],
      ] as const) {
        const claimed = await flows.claim({
          flows: [id === '4' ? 'other' : 'greet'],
          token: 'a',
          now: 0,
          leaseUntil: 9,
        })
        expect(claimed).toMatchObject({ job: { id } })
        await flows.finish(hold(id), end)
      }
      expect(await flows.counts()).toEqual([
        { flow: 'greet', pending: 1, completed: 1, failed: 0, deduped: 1 },
        { flow: 'other', pending: 0, completed: 0, failed: 1, deduped: 0 },
      ])
    })

    it('are added by the commit that emitted their signals, or not at all', async () => {
      const { first } = fixture
      const commit = (reads: Parameters<AppStore['commit']>[0]['reads'], id: string) =>
        first.commit({ reads, writes: [], replay: null, jobs: [job(id, 'k')] })
      expect(await commit([{ collection: 'tickets', id: 'a', version: 9 }], '1')).toMatchObject({ kind: 'conflict' })
      expect(await takeId(0)).toBeNull()
      expect(await commit([], '2')).toEqual({ kind: 'committed' })
      expect(await takeId(0)).toBe('2')
    })

    it('record a step with its writes, or lose both where they are held elsewhere', async () => {
      await flows.enqueue([job('1', 'k')])
      await take(0, 'a')
      const parts = { reads: [], writes: [], replay: null }
      const step = (token: string) => ({ hold: hold('1', token), path: 'steps.0', output: 'done' })
      expect(await fixture.first.commit({ ...parts, step: step('b'), jobs: [job('2', 'l')] })).toEqual({ kind: 'lost' })
      expect(await takeId(0)).toBeNull()
      expect(await fixture.first.commit({ ...parts, step: step('a') })).toEqual({ kind: 'committed' })
      expect((await take(lease, 'c'))?.steps).toEqual({ 'steps.0': 'done' })
    })
  })
}
