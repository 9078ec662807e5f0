import { describe, expect, it } from 'vitest'
import type { InvokeRequest } from '../../../src/runtime.js'
import { createAppRuntime, staticModules } from '../../../src/runtime.js'
import { ann, handClock, keepingLogger, startDesk, withProbe } from '../desk/desk.js'
import { program } from '../desk/program.js'

const query = { entrypointKind: 'query', entrypointId: 'list_board', authContext: ann } as const

describe('the identity of a call', () => {
  it('comes from the host', async () => {
    const { runtime } = startDesk()
    expect(await runtime.invoke(query)).toMatchObject({ traceId: 'trace-1', invocationId: 'call-1' })
    expect(await runtime.invoke(query)).toMatchObject({ traceId: 'trace-2', invocationId: 'call-2' })
  })

  it('is what the request brings', async () => {
    const { runtime } = startDesk()
    const answer = await runtime.invoke({ ...query, traceId: 't', invocationId: 'i' })
    expect(answer).toMatchObject({ status: 'ok', traceId: 't', invocationId: 'i' })
  })

  it('is random and unique by default', async () => {
    const bundle = {
      program: { ...program, deployment: null, requirements: [] },
      hash: '',
      diagnostics: [],
    }
    const runtime = createAppRuntime({ bundle: { ...bundle, modules: staticModules({}) } })
    const answers = await Promise.all(Array.from({ length: 70_000 }, () => runtime.invoke(query)))
    const [first] = answers
    expect(first?.traceId).toMatch(/^[0-9a-f]{32}$/)
    expect(first?.invocationId).toMatch(/^inv_[0-9a-f]{24}$/)
    expect(new Set(answers.map(({ traceId }) => traceId)).size).toBe(answers.length)
    expect(new Set(answers.map(({ invocationId }) => invocationId)).size).toBe(answers.length)
  })

  it('reaches actions as ctx', async () => {
    const { mutate } = startDesk({ program: withProbe((_, run) => ({ ...run.ctx })) })
    const { output } = await mutate('probe', {})
    expect(output).toEqual({ id: 'call-1', now: '2026-05-01T08:00:00.000Z', traceId: 'trace-1' })
  })
})

describe('the instant of a call', () => {
  it('is the clock’s, in its normal form', async () => {
    const { runtime } = startDesk({ hostPorts: { clock: { nowIso: () => '2026-05-01T10:00:00.1234+02:00' } } })
    const { timings } = await runtime.invoke(query)
    expect(timings).toEqual({
      startedAt: '2026-05-01T08:00:00.123Z',
      completedAt: '2026-05-01T08:00:00.123Z',
      durationMs: 0,
    })
  })

  it('never decreases within one runtime', async () => {
    const desk = startDesk()
    const seen: string[] = []
    for (const step of [0, 5, -60_000, 999, -1, 1_000]) {
      desk.clock.ms += step
      seen.push((await desk.query('list_board')).timings.startedAt)
    }
    expect(seen).toEqual([...seen].sort())
    expect(new Set(seen).size).toBe(2)
  })

  it('is used verbatim when the request brings it, and does not move the clock', async () => {
    const { runtime } = startDesk()
    const pinned = await runtime.invoke({ ...query, now: '1999-12-31T23:00:00-01:00' })
    expect(pinned.timings).toEqual({
      startedAt: '1999-12-31T23:00:00-01:00',
      completedAt: '1999-12-31T23:00:00-01:00',
      durationMs: 0,
    })
    const future = await runtime.invoke({ ...query, now: '2999-01-01T00:00:00.000Z' })
    expect(future.timings.startedAt).toBe('2999-01-01T00:00:00.000Z')
    expect((await runtime.invoke(query)).timings.startedAt).toBe('2026-05-01T08:00:00.000Z')
  })

  it('and how long it took are told, also from a pinned instant', async () => {
    const clock = handClock()
    const desk = startDesk({
      hostPorts: { clock },
      program: withProbe(() => {
        clock.ms += 1_500
        return {}
      }),
    })
    const call = { entrypointKind: 'mutation', entrypointId: 'probe', authContext: ann } as const
    expect((await desk.runtime.invoke(call)).timings).toEqual({
      startedAt: '2026-05-01T08:00:00.000Z',
      completedAt: '2026-05-01T08:00:01.500Z',
      durationMs: 1_500,
    })
    expect((await desk.runtime.invoke({ ...call, now: '2000-01-01T00:00:00Z' })).timings).toEqual({
      startedAt: '2000-01-01T00:00:00Z',
      completedAt: '2000-01-01T00:00:01.500Z',
      durationMs: 1_500,
    })
  })

  it('is never negative in length', async () => {
    const clock = handClock()
    const run = () => {
      clock.ms -= 10_000
      return {}
    }
    const { mutate } = startDesk({ hostPorts: { clock }, program: withProbe(run) })
    expect((await mutate('probe', {})).timings.durationMs).toBe(0)
  })
})

describe('an ill-typed optional member', () => {
  const cases: readonly (readonly [member: keyof InvokeRequest, value: unknown, problem: string])[] = [
    ['traceId', 7, 'traceId must be text that is not empty'],
    ['traceId', '', 'traceId must be text that is not empty'],
    ['invocationId', {}, 'invocationId must be text that is not empty'],
    ['idempotencyKey', true, 'idempotencyKey must be text that is not empty'],
    ['idempotencyKey', '', 'idempotencyKey must be text that is not empty'],
    ['idempotencyKey', '\ud800', 'idempotencyKey must be text that is not empty'],
    ['sessionId', [], 'sessionId must be text that is not empty'],
    ['now', 1_777_000_000_000, 'now must be a timestamp'],
    ['now', 'yesterday', 'now must be a timestamp'],
  ]

  it.each(cases)(
    '%s %j is a violation, and the call has ids and an instant all the same',
    async (path, value, message) => {
      const { runtime } = startDesk()
      const answer = await runtime.invoke({ ...query, [path]: value } as InvokeRequest)
      expect(answer).toMatchObject({
        status: 'rejected',
        violations: [{ code: 'validation_error', message, path }],
        traceId: 'trace-1',
        timings: { startedAt: '2026-05-01T08:00:00.000Z' },
      })
    },
  )

  it('is absent when it is null', async () => {
    const { runtime } = startDesk()
    const members = { traceId: null, invocationId: null, idempotencyKey: null, sessionId: null, now: null }
    expect(await runtime.invoke({ ...query, ...members } as unknown as InvokeRequest)).toMatchObject({ status: 'ok' })
  })

  it('is told together with what is wrong with the input, in order of path', async () => {
    const { runtime } = startDesk()
    const answer = await runtime.invoke({
      ...query,
      input: { p: 'x', zz: 1 },
      now: 'x',
      traceId: 1,
    } as unknown as InvokeRequest)
    expect(answer.violations.map(({ path }) => path)).toEqual(['now', 'p', 'traceId', 'zz'])
  })
})

describe('a host port that is broken', () => {
  it.each([
    ['a clock that throws', { clock: { nowIso: () => JSON.parse('') } }],
    ['a clock without time', { clock: { nowIso: () => 'half past ten' } }],
    ['an identity that throws', { identity: { newTraceId: () => JSON.parse(''), newInvocationId: () => 'i' } }],
  ])('%s gives internal_error', async (_, hostPorts) => {
    const logger = keepingLogger()
    const { runtime } = startDesk({
      hostPorts: { ...hostPorts, logger },
      modules: { ids: { kind: 'provider', activate: () => ({ 'ids.generate': () => ({}) }) } },
    })
    const { status, error, traceId } = await runtime.invoke(query)
    expect({ status, code: error?.code, traceId }).toEqual({
      status: 'error',
      code: 'internal_error',
      traceId: 'unknown',
    })
    expect(logger.entries.map(({ level }) => level)).toContain('error')
  })

  it('a clock that fails at the end of a call does not take its result', async () => {
    let reads = 0
    const nowIso = () => (++reads > 6 ? JSON.parse('') : '2026-05-01T08:00:00.000Z')
    const { mutate } = startDesk({
      hostPorts: { clock: { nowIso } },
      program: withProbe(() => {
        reads = 100
        return { done: true }
      }),
    })
    expect(await mutate('probe', {})).toMatchObject({ status: 'ok', output: { done: true } })
  })

  it('a logger that throws takes no call with it', async () => {
    const fail = () => JSON.parse('')
    const logger = { debug: fail, info: fail, warn: fail, error: fail }
    const { mutate } = startDesk({ hostPorts: { logger }, program: withProbe(() => fail()) })
    expect(await mutate('probe', {})).toMatchObject({ status: 'error', error: { code: 'internal_error' } })
  })
})
