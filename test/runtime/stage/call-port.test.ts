import { describe, expect, it } from 'vitest'
import type { EffectKind } from '../../../src/contract/effect.js'
import type { ActionRun } from '../../../src/contract/program.js'
import type { PortCall, UntypedCall } from '../../../src/contract/provider.js'
import { PortError } from '../../../src/provider.js'
import { startDesk, withProbe } from '../desk/desk.js'
import { idsGenerate, mailSend } from '../desk/ports-and-signals.js'

const letter = { to: 'ann', subject: 'hello' }

/** Calls `mail.send` of a module that is given as its instance. */
async function send(instance: object, input: unknown = letter, effects?: readonly EffectKind[]) {
  const run = (_: unknown, action: ActionRun) => action.call(mailSend, input, 'desk.probe/do.0')
  const desk = startDesk({
    program: withProbe(run, effects === undefined ? {} : { effects }),
    modules: { mail: { kind: 'provider', activate: () => instance } },
  })
  const answer = await desk.mutate('probe', {})
  return { answer, log: desk.log, error: answer.error, effects: answer.observedEffects }
}

function typed(serve: (input: typeof letter, call: PortCall) => unknown) {
  return { 'mail.send': serve }
}

const sent = { message_id: 'm' }

describe('a port', () => {
  it.each([
    ['at once', () => sent],
    ['later', async () => sent],
  ])('that answers %s gives its output', async (_, serve) => {
    const { answer, effects } = await send(typed(serve))
    expect(answer).toMatchObject({ status: 'ok', output: sent })
    expect(effects).toEqual(['network'])
  })

  it('gets a valid input, who calls, and what to deduplicate by', async () => {
    const calls: unknown[] = []
    const serve = (input: unknown, { signal, ...call }: PortCall) => {
      calls.push({ input, ...call, aborted: signal.aborted })
      return sent
    }
    await send(typed(serve))
    expect(calls).toEqual([
      {
        input: letter,
        principal: { subject: 'ann', claims: {}, tags: [], roles: ['authenticated'] },
        ctx: { id: 'call-1', now: '2026-05-01T08:00:00.000Z', traceId: 'trace-1' },
        stepKey: 'call-1/desk.probe/do.0',
        aborted: false,
      },
    ])
  })

  it('is called on its instance', async () => {
    class Mail {
      private readonly id = 'm-7'
      'mail.send'() {
        return { message_id: this.id }
      }
    }
    expect((await send(new Mail())).answer.output).toEqual({ message_id: 'm-7' })
  })

  it('is not called with an input that does not fit', async () => {
    let calls = 0
    const { error, effects } = await send(
      typed(() => ++calls),
      { to: null },
    )
    expect(error).toEqual({
      code: 'capability_contract_error',
      message: 'mail.send broke its contract: subject is required; to must be text',
      retryable: false,
      details: {
        issues: [
          { path: 'subject', problem: 'is required' },
          { path: 'to', problem: 'must be text' },
        ],
      },
    })
    expect([calls, effects]).toEqual([0, []])
  })

  it.each([
    ['nothing', undefined, 'mail.send broke its contract: is required'],
    ['a text', 'm', 'mail.send broke its contract: must be an object'],
    ['another type', { message_id: 7 }, 'mail.send broke its contract: message_id must be text'],
  ])('that gives %s has broken its contract', async (_, output, message) => {
    const { error, effects } = await send(typed(() => output))
    expect(error).toMatchObject({ code: 'capability_contract_error', message })
    expect(effects).toEqual(['network'])
  })

  it('that nothing serves is unreachable', async () => {
    const run = (_: unknown, action: ActionRun) => action.call({ ...mailSend, id: 'fax.send' }, letter, 's')
    const { mutate } = startDesk({ program: withProbe(run) })
    expect(await mutate('probe', {})).toMatchObject({
      status: 'error',
      error: { code: 'capability_unreachable_error', message: 'no module serves the port fax.send' },
    })
    const wrong = (_: unknown, action: ActionRun) => action.call({ ...mailSend, id: 'fax.send' }, {}, 's')
    expect(await startDesk({ program: withProbe(wrong) }).mutate('probe', {})).toMatchObject({
      error: { code: 'capability_contract_error' },
    })
  })
})

describe('a port that fails', () => {
  it('on purpose has its own code and message', async () => {
    const { error, effects, log } = await send(
      typed(() => {
        throw new PortError('mailbox_full', 'the mailbox of ann is full', { retryable: true, details: { box: 'ann' } })
      }),
    )
    expect(error).toEqual({
      code: 'mailbox_full',
      message: 'the mailbox of ann is full',
      retryable: true,
      details: { box: 'ann' },
    })
    expect(effects).toEqual(['network'])
    expect(log).toEqual([])
  })

  it('on purpose is known by name, because a bundle may hold a second copy of the class', async () => {
    const foreign = Object.assign(new Error('full'), { name: 'PortError', code: 'mailbox_full', retryable: 'yes' })
    const { error } = await send(typed(() => Promise.reject(foreign)))
    expect(error).toEqual({ code: 'mailbox_full', message: 'full', retryable: false })
  })

  it.each([
    ['an error', new Error('password is hunter2')],
    ['an error with a code', Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })],
    ['a PortError without a code', new PortError('', 'empty')],
    ['a text', 'password is hunter2'],
    ['nothing', undefined],
  ])('with %s tells the log alone', async (_, thrown) => {
    const { error, answer, log } = await send(
      typed(async () => {
        throw thrown
      }),
    )
    expect(error).toEqual({
      code: 'capability_invocation_error',
      message: 'the port mail.send failed',
      retryable: false,
    })
    expect(answer.meta).toMatchObject({ outcome: 'error', partialEffects: true })
    expect(log).toEqual([
      {
        level: 'error',
        message: 'the port mail.send failed',
        details: { module: 'mail', invocationId: 'call-1', traceId: 'trace-1', thrown },
      },
    ])
  })

  it('with details that are no JSON loses those', async () => {
    const details = { when: new Date(0) } as unknown as Record<string, string>
    const { error } = await send(
      typed(() => {
        throw new PortError('x', 'y', { details })
      }),
    )
    expect(error).toEqual({ code: 'x', message: 'y', retryable: false })
  })
})

describe('effects', () => {
  it('of a port must be among those of the action, and it is not even called otherwise', async () => {
    let calls = 0
    const { error, effects } = await send(
      typed(() => ++calls),
      letter,
      ['write'],
    )
    expect(error).toEqual({
      code: 'effect_violation_error',
      message: 'mail.send had the effect "network", which is not declared',
      retryable: false,
    })
    expect([calls, effects]).toEqual([0, []])
  })

  it('compute and read are always permitted', async () => {
    const run = (_: unknown, action: ActionRun) => action.call(idsGenerate, {}, 's')
    const { mutate } = startDesk({ program: withProbe(run, { effects: [] }) })
    expect(await mutate('probe', {})).toMatchObject({ status: 'ok', observedEffects: ['compute'] })
  })
})

describe('a provider of the untyped form', () => {
  it('is called with what the port is, and without claims', async () => {
    const calls: UntypedCall[] = []
    const invoke = (call: UntypedCall) => {
      calls.push(call)
      return { ok: true, output: sent, observedEffects: ['network'] }
    }
    const { answer, effects } = await send({ invoke })
    expect(answer.output).toEqual(sent)
    expect(effects).toEqual(['network'])
    expect(calls).toEqual([
      {
        portId: 'mail.send',
        portVersion: '1.0.0',
        input: letter,
        principal: { subject: 'ann', roles: ['authenticated'] },
        ctx: { id: 'call-1', now: '2026-05-01T08:00:00.000Z', traceId: 'trace-1' },
        stepKey: 'call-1/desk.probe/do.0',
      },
    ])
  })

  it('tells which effects a call had', async () => {
    const quiet = { ok: true, output: sent, observedEffects: [] }
    expect((await send({ invoke: () => quiet })).effects).toEqual([])
    const { error, effects } = await send({ invoke: async () => ({ ...quiet, observedEffects: ['network', 'write'] }) })
    expect(error).toMatchObject({ code: 'effect_violation_error', message: expect.stringContaining('"write"') })
    expect(effects).toEqual(['network', 'write'])
  })

  it.each(['compute', 'read'])('may not have the effect %s where its port does not declare it', async (effect) => {
    const answer = { ok: true, output: sent, observedEffects: ['network', effect] }
    const { error } = await send({ invoke: () => answer })
    expect(error).toMatchObject({
      code: 'effect_violation_error',
      message: `mail.send had the effect "${effect}", which is not declared`,
    })
  })

  it('with the wrong shape of an answer is told before what it did is', async () => {
    const { error, effects } = await send({ invoke: () => ({ output: sent, observedEffects: ['write'] }) })
    expect([error?.code, effects]).toEqual(['capability_contract_error', ['write']])
  })

  it('fails with an error of its own', async () => {
    const error = { code: 'mailbox_full', message: 'full', retryable: true }
    const answer = await send({ invoke: () => ({ ok: false, error, observedEffects: [] }) })
    expect(answer.error).toEqual(error)
    expect(answer.effects).toEqual([])
  })

  it.each([
    ['no object', 'yes', 'its result must be an object'],
    ['no effects', { ok: true, output: sent }, 'observedEffects must list effect kinds'],
    [
      'unknown effects',
      { ok: true, output: sent, observedEffects: ['magic'] },
      'observedEffects must list effect kinds',
    ],
    ['no ok', { output: sent, observedEffects: [] }, 'ok must be true or false'],
    [
      'no error',
      { ok: false, observedEffects: [] },
      'error must have a code and a message, and nothing else but retryable',
    ],
    [
      'an error with details',
      { ok: false, error: { code: 'x', message: 'y', details: {} }, observedEffects: [] },
      'error must have a code and a message, and nothing else but retryable',
    ],
    [
      'an error that may be retried by word',
      { ok: false, error: { code: 'x', message: 'y', retryable: 'yes' }, observedEffects: [] },
      'error must have a code and a message, and nothing else but retryable',
    ],
    [
      'an error without code',
      { ok: false, error: { message: 'x' }, observedEffects: [] },
      'error must have a code and a message, and nothing else but retryable',
    ],
    ['an output that does not fit', { ok: true, output: {}, observedEffects: [] }, 'message_id is required'],
  ])('that answers with %s has broken its contract', async (_, result, problem) => {
    const { error } = await send({ invoke: () => result })
    expect(error).toMatchObject({
      code: 'capability_contract_error',
      message: `mail.send broke its contract: ${problem}`,
    })
  })

  it('that throws is taken to have had every effect', async () => {
    const { error, effects, log } = await send({ invoke: async () => JSON.parse('') })
    expect(error).toMatchObject({ code: 'capability_invocation_error' })
    expect(effects).toEqual(['network'])
    expect(log).toHaveLength(1)
  })
})
