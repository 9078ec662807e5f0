import { describe, expect, it } from 'vitest'
import type { ActionRun } from '../../../src/contract/program.js'
import type { Envelope } from '../../../src/runtime.js'
import { agent, type Desk, startDesk, ticket, withProbe } from '../desk/desk.js'
import { mailSend } from '../desk/ports-and-signals.js'
import { program } from '../desk/program.js'

const at = '2026-05-01T08:00:00.000Z'
const timings = { startedAt: at, completedAt: at, durationMs: 0 }
const meta = { replayed: false, artifactHash: program.hash, affectedQueryIds: [], refreshTriggers: [], warnings: [] }

describe('the whole envelope', () => {
  it('of a query', async () => {
    const { mutate, query } = startDesk()
    await mutate('open_ticket', ticket('t1', 'Printer'))
    expect(await query('list_board', {}, agent)).toStrictEqual({
      envelopeVersion: '1.0.0',
      status: 'ok',
      ok: true,
      traceId: 'trace-2',
      invocationId: 'call-2',
      output: {
        rows: [{ id: 't1', title: 'Printer', state: 'open', opened_at: at, owner: 'ann', handler: null }],
        meta: {
          projection: 'board',
          strategy: 'join',
          artifact_hash: '33'.repeat(32),
          pagination: { mode: 'page', page: 1, page_size: 25, total_rows: 1, total_pages: 1 },
        },
      },
      violations: [],
      emittedSignals: [],
      observedEffects: ['read'],
      timings,
      meta,
    })
  })

  it('of a mutation', async () => {
    const { mutate } = startDesk()
    const payloadHash = '29b417861e03c395c1f8a289c3cbc95f17f481f719314f987583379ec526bd85'
    expect(await mutate('open_ticket', ticket('t1'))).toStrictEqual({
      envelopeVersion: '1.0.0',
      status: 'ok',
      ok: true,
      traceId: 'trace-1',
      invocationId: 'call-1',
      output: { id: 't1' },
      violations: [],
      emittedSignals: [
        {
          envelopeVersion: '1.0.0',
          signalId: 'ticket.opened',
          signalVersion: 3,
          payload: { priority: 0, ticket_id: 't1' },
          payloadHash,
          eventKey: 'call-1:0',
          emittedAt: at,
        },
      ],
      observedEffects: ['emit', 'write'],
      timings,
      meta: {
        ...meta,
        refreshTriggers: [{ signalId: 'ticket.opened', signalVersion: 3, payloadHash }],
        outcome: 'success',
      },
    })
  })

  it('of a rejection', async () => {
    const { query } = startDesk()
    expect(await query('list_board', { p: 'x' })).toStrictEqual({
      envelopeVersion: '1.0.0',
      status: 'rejected',
      ok: false,
      traceId: 'trace-1',
      invocationId: 'call-1',
      violations: [{ code: 'validation_error', message: 'p must be a whole number', path: 'p' }],
      emittedSignals: [],
      observedEffects: [],
      timings,
      meta,
    })
  })

  it('of an error', async () => {
    const { mutate } = startDesk({
      program: withProbe(async (_, run) => {
        await run.call(mailSend, { to: 'a', subject: 'b' }, 'desk.probe/do.0')
        await run.write({ patch: { op: 'update', collection: 'tickets', id: 'none', value: {} } })
      }),
    })
    expect(await mutate('probe', {})).toStrictEqual({
      envelopeVersion: '1.0.0',
      status: 'error',
      ok: false,
      traceId: 'trace-1',
      invocationId: 'call-1',
      violations: [],
      error: { code: 'record_not_found_error', message: 'there is no record "none" in tickets', retryable: false },
      emittedSignals: [],
      observedEffects: ['network'],
      timings,
      meta: { ...meta, outcome: 'error', partialEffects: true },
    })
  })
})

describe('meta.outcome', () => {
  const cases: readonly (readonly [
    name: string,
    call: (desk: Desk) => Promise<Envelope>,
    outcome: string | undefined,
  ])[] = [
    ['of a query', (desk) => desk.query('list_board'), undefined],
    ['of a refused query', (desk) => desk.query('list_board', { p: 'x' }), undefined],
    ['of a success', (desk) => desk.mutate('probe', { ok: true }), 'success'],
    ['of an output without ok', (desk) => desk.mutate('probe', { ok: null }), 'success'],
    ['of an output that is null', (desk) => desk.mutate('probe', null), 'success'],
    ['of an output that is a text', (desk) => desk.mutate('probe', 'ok'), 'success'],
    ['of an output that says no', (desk) => desk.mutate('probe', { ok: false }), 'rejection'],
    ['of a refused input', (desk) => desk.mutate('open_ticket', {}), 'rejection'],
    ['of a refused caller', (desk) => desk.mutate('probe', {}, { authContext: null }), 'rejection'],
    ['of a failure', (desk) => desk.mutate('probe', { fail: true }), 'error'],
  ]

  it.each(cases)('%s', async (_, call, outcome) => {
    const run = (input: unknown) => {
      if (JSON.stringify(input) === '{"fail":true}') throw new Error('fails')
      return input
    }
    const answer = await call(startDesk({ program: withProbe(run) }))
    expect(answer.meta.outcome).toBe(outcome)
  })

  it('comes with status ok where the action completed', async () => {
    const { mutate } = startDesk({ program: withProbe(() => ({ ok: false })) })
    expect(await mutate('probe', {})).toMatchObject({ status: 'ok', ok: true, output: { ok: false } })
  })
})

describe('an answer', () => {
  it('has null for an action that returns nothing', async () => {
    const { mutate } = startDesk({ program: withProbe(() => undefined) })
    expect(await mutate('probe', {})).toHaveProperty('output', null)
  })

  it('cannot be changed behind the back of another caller', async () => {
    const { query } = startDesk()
    const first = await query('list_board')
    expect(() => (first.violations as unknown[]).push('x')).toThrow(TypeError)
    expect(() => (first.observedEffects as unknown[]).push('x')).toThrow(TypeError)
    expect((await query('list_board')).violations).toEqual([])
  })

  it('tells effects once each and in order', async () => {
    const run = async (_: unknown, action: ActionRun) => {
      await action.write({ patch: { op: 'delete', collection: 'tickets', id: 'a' } })
      await action.call(mailSend, { to: 'a', subject: 'b' }, 's')
      await action.call(mailSend, { to: 'a', subject: 'b' }, 's')
      await action.readFrom('tickets', 'a')
    }
    const { mutate } = startDesk({ program: withProbe(run) })
    expect((await mutate('probe', {})).observedEffects).toEqual(['network', 'read', 'write'])
  })
})
