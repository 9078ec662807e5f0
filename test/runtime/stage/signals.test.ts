import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { ActionRun, SignalProgram } from '../../../src/contract/program.js'
import { objectAt, requiredInt } from '../../../src/program.js'
import type { Principal, SignalEnvelope } from '../../../src/runtime.js'
import { callFailed } from '../../../src/semantics/call-failed.js'
import { type DeskOptions, startDesk, withProbe } from '../desk/desk.js'

const counted: SignalProgram<{ readonly n: number }> = {
  id: 'desk.counted',
  version: 2,
  readPayload: (raw, issues) => ({ n: requiredInt(objectAt(raw, issues).n, 'n', issues) }),
}

const keyed = (key: unknown): SignalProgram<{ readonly n: number }> => ({ ...counted, eventKey: () => key })

async function emit(body: (run: ActionRun) => unknown, options: DeskOptions = {}) {
  const program = withProbe((_, run) => body(run))
  const desk = startDesk({ ...options, program })
  return { ...desk, answer: await desk.mutate('probe', {}, { key: 'k' }) }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

describe('a signal', () => {
  it('leaves with the answer, with its hash and its keys', async () => {
    const { answer } = await emit((run) => {
      run.emit(counted, () => ({ n: 1 }))
      run.emit(counted, () => undefined)
      run.emit(keyed('event-7'), () => ({ n: 2 }))
      run.emit(keyed(null), () => ({ n: 1 }))
    })
    const emitted = (n: number, eventKey: string) => ({
      envelopeVersion: '1.0.0',
      signalId: 'desk.counted',
      signalVersion: 2,
      payload: { n },
      payloadHash: hash(`{"n":${n}}`),
      eventKey,
      emittedAt: '2026-05-01T08:00:00.000Z',
    })
    expect(answer.emittedSignals).toEqual([emitted(1, 'call-1:0'), emitted(2, 'event-7'), emitted(1, 'call-1:2')])
    expect(answer.observedEffects).toEqual(['emit'])
    expect(answer.meta.refreshTriggers).toEqual(
      [1, 2].map((n) => ({ signalId: 'desk.counted', signalVersion: 2, payloadHash: hash(`{"n":${n}}`) })),
    )
  })

  it.each([
    [7, '7'],
    [true, 'true'],
    [{ b: 1, a: 2 }, '{"a":2,"b":1}'],
    ['', ''],
  ])('with the key %j has the event key %j', async (key, eventKey) => {
    const { answer } = await emit((run) => run.emit(keyed(key), () => ({ n: 1 })))
    expect(answer.emittedSignals[0]?.eventKey).toBe(eventKey)
  })

  it('does not leave an action that fails', async () => {
    const { answer } = await emit((run) => {
      run.emit(counted, () => ({ n: 1 }))
      throw new Error('after all')
    })
    expect(answer).toMatchObject({
      status: 'error',
      emittedSignals: [],
      observedEffects: [],
      meta: { refreshTriggers: [] },
    })
  })

  it('leaves an action that completes with a soft rejection', async () => {
    const { answer } = await emit((run) => {
      run.emit(counted, () => ({ n: 1 }))
      return { ok: false }
    })
    expect(answer).toMatchObject({
      status: 'ok',
      meta: { outcome: 'rejection' },
      emittedSignals: [{ payload: { n: 1 } }],
    })
  })
})

describe('a signal that cannot be made', () => {
  const typeError = () => {
    throw callFailed('expression_type_error', { problem: 'operator + takes numbers, not a text' })
  }
  it.each<readonly [string, SignalProgram, () => unknown, string]>([
    ['because its payload does not fit', counted, () => ({ n: 'x' }), 'n must be a whole number'],
    ['because its payload cannot be computed', counted, typeError, 'operator + takes numbers, not a text'],
    [
      'because its key cannot be computed',
      { ...counted, eventKey: typeError },
      () => ({ n: 1 }),
      'operator + takes numbers, not a text',
    ],
  ])('%s is dropped with a warning, and the action goes on', async (_, signal, payload, problem) => {
    const { answer, log } = await emit((run) => {
      run.emit(signal, payload)
      run.emit(counted, () => ({ n: 2 }))
      return { done: true }
    })
    expect(answer).toMatchObject({
      status: 'ok',
      output: { done: true },
      emittedSignals: [{ payload: { n: 2 }, eventKey: 'call-1:0' }],
    })
    expect(answer.meta.warnings).toEqual([
      {
        code: 'signal_emit_error',
        message: `the signal desk.counted was dropped: ${problem}`,
        details: { signal: 'desk.counted' },
      },
    ])
    expect(log).toMatchObject([{ level: 'warn', details: { problem, invocationId: 'call-1' } }])
  })

  it('because of a bug ends the call', async () => {
    const { answer } = await emit((run) => run.emit(counted, () => JSON.parse('')))
    expect(answer).toMatchObject({ status: 'error', error: { code: 'internal_error' } })
  })
})

describe('the sink', () => {
  function sink(fail = false) {
    const got: { signals: readonly SignalEnvelope[]; principal: Principal }[] = []
    const emitAll = async (signals: readonly SignalEnvelope[], principal: Principal) => {
      got.push({ signals, principal })
      if (fail) throw new Error('the queue is down')
    }
    return { got, signalSink: { emit: emitAll } }
  }
  const both = (run: ActionRun) => {
    run.emit(counted, () => ({ n: 1 }))
    run.emit(counted, () => ({ n: 2 }))
  }

  it('gets the signals of an ok call once, in order, with who called', async () => {
    const { got, signalSink } = sink()
    const { answer, mutate } = await emit(both, { hostPorts: { signalSink } })
    expect(await mutate('probe', {}, { key: 'k' })).toMatchObject({
      status: 'replayed',
      emittedSignals: answer.emittedSignals,
    })
    expect(got).toHaveLength(1)
    expect(got[0]?.signals).toEqual(answer.emittedSignals)
    expect(got[0]?.principal).toMatchObject({ subject: 'ann', roles: ['authenticated'] })
  })

  it('gets them after the commit', async () => {
    const seen: unknown[] = []
    const desk = startDesk({
      hostPorts: { signalSink: { emit: async () => void seen.push(await desk.store.read('tickets', 't1')) } },
    })
    await desk.mutate('open_ticket', { id: 't1', title: 'a' })
    expect(seen).toMatchObject([{ record: { id: 't1' } }])
  })

  it('gets nothing of other calls', async () => {
    const { got, signalSink } = sink()
    const { mutate, query } = await emit(() => ({}), { hostPorts: { signalSink } })
    await mutate('open_ticket', {})
    await query('list_board')
    expect(got).toEqual([])
  })

  it('that fails leaves the result, a warning and a line in the log', async () => {
    const { signalSink } = sink(true)
    const { answer, log } = await emit(both, { hostPorts: { signalSink } })
    expect(answer).toMatchObject({ status: 'ok', meta: { warnings: [{ code: 'signal_sink_error' }] } })
    expect(answer.emittedSignals).toHaveLength(2)
    expect(log).toMatchObject([{ level: 'warn', details: { thrown: { message: 'the queue is down' } } }])
  })
})
