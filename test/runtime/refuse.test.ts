import { describe, expect, it } from 'vitest'
import type { Refusal } from '../../src/runtime.js'
import { startDesk } from './desk/desk.js'

const refusals: readonly (readonly [what: string, refusal: Refusal, status: string])[] = [
  ['violations', [{ code: 'binding_error', message: 'p is required', path: 'p' }], 'rejected'],
  ['a failure', { code: 'dispatch_ambiguous_error', message: 'two', retryable: false }, 'error'],
  ['what was thrown', { thrown: new Error('secret') }, 'error'],
]

describe('a call that a surface refuses', () => {
  it.each(refusals)('with %s gets an envelope with ids and times of its own', async (_, refusal, status) => {
    const { runtime } = startDesk()
    const envelope = runtime.refuse({ traceId: 'mine', now: '2026-01-01T00:00:00.000Z' }, refusal)
    expect(envelope).toMatchObject({
      status,
      ok: false,
      traceId: 'mine',
      invocationId: 'call-0',
      timings: { startedAt: '2026-01-01T00:00:00.000Z', durationMs: 0 },
      meta: { replayed: false, warnings: [] },
    })
    expect('outcome' in envelope.meta).toBe(false)
    await runtime.close()
  })

  it('is told as the outcome of a mutation only where it was one', () => {
    const { runtime } = startDesk()
    const [[, violations]] = refusals as readonly [readonly [string, Refusal, string]]
    const outcome = (entrypointKind: 'query' | 'mutation') =>
      runtime.refuse({ entrypointKind }, violations).meta.outcome
    expect([outcome('query'), outcome('mutation')]).toEqual([undefined, 'rejection'])
  })

  it('keeps what was thrown to the log', () => {
    const { runtime, log } = startDesk()
    const envelope = runtime.refuse({}, { thrown: new Error('secret') })
    expect(envelope.error?.code).toBe('internal_error')
    expect(JSON.stringify(envelope)).not.toContain('secret')
    expect(log.at(-1)?.details).toMatchObject({ traceId: envelope.traceId, thrown: new Error('secret') })
  })

  it('needs no module, before the start and after the end', async () => {
    const { runtime } = startDesk()
    expect(runtime.refuse({}, []).status).toBe('rejected')
    await runtime.close()
    expect(runtime.refuse({}, []).status).toBe('rejected')
  })
})
