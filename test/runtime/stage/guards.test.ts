import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../../src/store/memory/memory-store.js'
import { startDesk, withProbe } from '../desk/desk.js'
import { act, civil, counted, guards, upsert } from '../desk/guarded.js'

describe('a guard', () => {
  it.each(['abort', 'fail_action'] as const)(
    'that has to %s refuses the call with every broken rule',
    async (policy) => {
      const { answer } = await act((run) => run.guard(guards(policy), { size: 10 }))
      const broken = (index: number, description: string) => ({
        code: 'action_guard_error',
        message: `the action desk.probe was refused: ${description}`,
        details: { guardId: `action:desk.probe:pre:structural:${index}`, tier: 'structural', description, policy },
      })
      expect(answer).toMatchObject({
        status: 'rejected',
        ok: false,
        emittedSignals: [],
        meta: { outcome: 'rejection' },
      })
      expect(answer.violations).toEqual([broken(0, 'At most 9.'), broken(1, 'At most 5.')])
      expect(answer).not.toHaveProperty('error')
    },
  )

  it.each(['abort', 'log_and_continue', 'emit_violation'] as const)(
    'that holds costs nothing, whatever its policy is: %s',
    async (policy) => {
      const { answer } = await act((run) => run.guard(guards(policy), { size: 1 }))
      expect(answer).toMatchObject({ status: 'ok', emittedSignals: [], violations: [], meta: { warnings: [] } })
    },
  )

  it('that refuses takes back what was written and emitted', async () => {
    const store = createMemoryStore()
    const { answer } = await act(
      async (run) => {
        await run.write(upsert('a', 'Ann'))
        run.emit(counted, () => ({ n: 1 }))
        run.guard(guards('abort'), { size: 10 })
      },
      { store },
    )
    expect(answer).toMatchObject({ status: 'rejected', emittedSignals: [], observedEffects: [] })
    expect(answer.meta).not.toHaveProperty('partialEffects')
    expect(store.read('agents', 'a')).toEqual({ record: null, version: 0 })
  })

  it('leaves its warnings where a later one refuses', async () => {
    const { answer } = await act((run) => {
      run.guard(guards('log_and_continue'), { size: 7 })
      run.guard(guards('abort'), { size: 7 })
    })
    expect(answer).toMatchObject({
      status: 'rejected',
      meta: { warnings: [{ code: 'action_guard_error', details: { policy: 'log_and_continue' } }] },
    })
  })

  it('that refuses is the answer of the key from then on', async () => {
    let runs = 0
    const desk = startDesk({
      program: withProbe((_, run) => {
        runs++
        run.guard(guards('abort'), { size: 10 })
      }),
    })
    const first = await desk.mutate('probe', {}, { key: 'k' })
    const second = await desk.mutate('probe', {}, { key: 'k' })
    expect(first.status).toBe('rejected')
    expect(second).toMatchObject({ status: 'replayed', ok: false, meta: { originalStatus: 'rejected' } })
    expect(second.violations).toEqual(first.violations)
    expect(runs).toBe(1)
  })

  it('that leaves signals leaves one for each broken rule, behind all others', async () => {
    const { answer } = await act((run) => {
      run.guard(guards('emit_violation'), { size: 10 })
      run.emit(counted, () => ({ n: 1 }))
      run.guard(guards('emit_violation'), { size: 7 })
    })
    expect(answer.emittedSignals.map(({ signalId, eventKey }) => [signalId, eventKey])).toEqual([
      ['desk.counted', 'call-1:0'],
      ['guard.violated', 'call-1:0'],
      ['guard.violated', 'call-1:1'],
      ['guard.violated', 'call-1:2'],
    ])
    const payload = {
      contextSnapshotRef: createHash('sha256').update('{"size":10}').digest('hex'),
      description: 'At most 9.',
      guardId: 'action:desk.probe:pre:structural:0',
      guardTier: 'structural',
      policyApplied: 'emit_violation',
      primitiveId: 'desk.probe',
      primitiveKind: 'action',
      sourceRef: {
        path: 'domain.actions.desk.probe.guards.pre.structural.0',
        primitiveId: 'desk.probe',
        primitiveKind: 'action',
      },
    }
    expect(answer.emittedSignals[1]).toEqual({
      envelopeVersion: '1.0.0',
      signalId: 'guard.violated',
      signalVersion: 1,
      payload,
      payloadHash: createHash('sha256').update(JSON.stringify(payload)).digest('hex'),
      eventKey: 'call-1:0',
      emittedAt: '2026-05-01T08:00:00.000Z',
    })
    expect(answer.observedEffects).toEqual(['emit'])
    expect(answer.meta.refreshTriggers).toHaveLength(4)
  })

  it('with rules that a judge decides is never left alone', async () => {
    const { answer, log } = await act((run) =>
      run.guard(guards('abort', { structural: [], semantic: [civil] }), { size: 1 }),
    )
    expect(answer).toMatchObject({ status: 'error', error: { code: 'internal_error' } })
    expect(log).toMatchObject([{ level: 'error' }])
  })
})
