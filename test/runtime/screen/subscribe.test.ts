import { describe, expect, it } from 'vitest'
import { ChangeListeners, tellChange } from '../../../src/kernel/tell-change.js'
import type { Change, Envelope } from '../../../src/runtime.js'
import { startSample } from './start-sample.js'

const open = (id: string) => ({
  entrypointKind: 'mutation' as const,
  entrypointId: 'open_ticket',
  input: { id, title: id },
  authContext: { subject: 'ann' },
  idempotencyKey: id,
})

describe('a listener', () => {
  it('is told of what was committed, before the answer is there', async () => {
    const { runtime } = await startSample('routes')
    const changes: Change[] = []
    runtime.subscribe((change) => changes.push(change))
    const answer = await runtime.invoke(open('t1'))
    expect(changes).toEqual([
      {
        signals: answer.emittedSignals,
        refreshTriggers: answer.meta.refreshTriggers,
        affectedQueryIds: ['list_board', 'list_talk'],
        traceId: answer.traceId,
        invocationId: answer.invocationId,
      },
    ])
    expect(changes[0]?.signals).toHaveLength(1)
  })

  it('is not told of what changed nothing', async () => {
    const { runtime } = await startSample('routes')
    const changes: Change[] = []
    await runtime.invoke(open('t1'))
    runtime.subscribe((change) => changes.push(change))
    const answers: Envelope[] = [
      await runtime.invoke(open('t1')),
      await runtime.invoke({ ...open('t2'), input: {} }),
      await runtime.invoke({ entrypointKind: 'route', entrypointId: 'desk_printed' }),
      await runtime.interact({ routeId: 'desk_home', nodeId: 'finder', value: 'a', authContext: { subject: 'ann' } }),
    ]
    expect(answers.map(({ status }) => status)).toEqual(['replayed', 'rejected', 'ok', 'ok'])
    expect(changes).toEqual([])
  })

  it('is told of what an interaction led to', async () => {
    const { runtime } = await startSample('routes')
    const changes: Change[] = []
    runtime.subscribe((change) => changes.push(change))
    const event = { id: 'c1', text: 'a' }
    const request = { routeId: 'desk_home', nodeId: 'grid', interactionId: 'note', authContext: { subject: 'ann' } }
    await runtime.interact({ ...request, row: { id: 't1' }, event })
    expect(changes.map(({ signals }) => signals.map(({ signalId }) => signalId))).toEqual([['comment.added']])
  })

  it('is told no more when it asks for it, as often as it does', async () => {
    const { runtime } = await startSample('routes')
    const told: string[] = []
    const listener = () => told.push('twice')
    const stop = runtime.subscribe(listener)
    runtime.subscribe(listener)
    const stopOnce = runtime.subscribe(() => {
      told.push('once')
      stopOnce()
      runtime.subscribe(() => told.push('late'))
    })
    await runtime.invoke(open('t1'))
    expect(told).toEqual(['twice', 'twice', 'once'])
    stop()
    stop()
    told.length = 0
    await runtime.invoke(open('t2'))
    expect(told).toEqual(['twice', 'late'])
  })

  it('that fails is logged and harms nobody', async () => {
    const { runtime, log } = await startSample('routes')
    const told: string[] = []
    runtime.subscribe(() => {
      throw new Error('at once')
    })
    runtime.subscribe(() => Promise.reject(new Error('later')))
    runtime.subscribe(() => told.push('told'))
    const answer = await runtime.invoke(open('t1'))
    expect(answer).toMatchObject({ status: 'ok', meta: { warnings: [] } })
    expect(told).toEqual(['told'])
    expect(log.filter(({ message }) => message === 'a change listener failed')).toHaveLength(2)
  })

  it('is not told of signals that are told again, or of an answer without any', async () => {
    const { runtime } = await startSample('routes')
    const answer = await runtime.invoke(open('t1'))
    const listeners = new ChangeListeners()
    const told: Change[] = []
    listeners.add((change) => void told.push(change))
    const logger = { info: () => {}, warn: () => {}, error: () => {}, debug: () => {} }
    const tell = (envelope: Envelope) => tellChange({ listeners, logger }, envelope)
    tell({ ...answer, status: 'replayed' })
    tell({ ...answer, emittedSignals: [] })
    expect(told).toEqual([])
    tell(answer)
    expect(told).toHaveLength(1)
  })
})
