import { describe, expect, it } from 'vitest'
import type { CallPolicy } from '../../../src/contract/call-policy.js'
import type { MutationProgram } from '../../../src/contract/program.js'
import { PortError } from '../../../src/provider.js'
import { createMemoryStore } from '../../../src/store/memory/memory-store.js'
import { virtualTimer } from '../../harness/virtual-timer.js'
import { agents } from '../desk/collections.js'
import { deploymentOf, serving } from '../desk/deployment.js'
import { changed, slowed, startDesk, withProbe } from '../desk/desk.js'
import { probe, sending } from '../desk/policies.js'

const sent = { message_id: 'm' }
const never = () => new Promise(() => {})
const busy = () => {
  throw new PortError('mail_busy', 'busy', { retryable: true })
}
const broken = () => {
  throw new Error('secret')
}

describe('the time of a call', () => {
  it.each<readonly [string, CallPolicy | undefined, number]>([
    ['is thirty seconds', undefined, 30_000],
    ['is what its step says', { timeoutMs: 800 }, 800],
  ])('%s', async (_, policy, ms) => {
    const { error, endedAt, answer, timer } = await probe(sending(policy), never)
    expect(error).toEqual({
      code: 'action_step_timeout_error',
      message: `mail.send took longer than ${ms} ms`,
      retryable: true,
    })
    expect([endedAt, answer.observedEffects, timer.pending]).toEqual([ms, ['network'], []])
  })

  it('is at most what the deployment gives its port, the store included', async () => {
    const deployment = deploymentOf(serving)
    const capabilityBindings = deployment.bindingPlan.capabilityBindings.map((one) => ({ ...one, timeoutMs: 700 }))
    const planned = { ...deployment, bindingPlan: { ...deployment.bindingPlan, capabilityBindings } }
    const timesOf = async (run: MutationProgram['run']) => {
      const store = changed(createMemoryStore(), { read: never as () => Promise<never> })
      const { error } = await probe(run, never, { store, program: { ...withProbe(run), deployment: planned } })
      return error?.message
    }
    expect(await timesOf(sending())).toBe('mail.send took longer than 700 ms')
    expect(await timesOf(sending({ timeoutMs: 900 }))).toBe('mail.send took longer than 700 ms')
    expect(await timesOf(sending({ timeoutMs: 300 }))).toBe('mail.send took longer than 300 ms')
    expect(await timesOf((_, run) => run.read(agents, 'a'))).toBe('collections.read took longer than 700 ms')
    expect(
      await timesOf((_, run) =>
        run.write({ patch: { op: 'update', collection: 'agents', id: 'a', value: {} } }, { timeoutMs: 5 }),
      ),
    ).toBe('collections.write took longer than 5 ms')
  })

  it('needs no timer where the port answers at once, and lets it go where it answers in time', async () => {
    const atOnce = await probe(sending({ timeoutMs: 5, attempts: 3 }), () => sent)
    expect([atOnce.answer.output, atOnce.timer.begun]).toEqual([sent, 0])
    const later = await probe(sending(), (_, timer) => timer.sleep(29_999).then(() => sent))
    expect([later.answer.output, later.timer.begun, later.timer.pending]).toEqual([sent, 2, []])
  })

  it('is told to the port by its signal', async () => {
    const seen: unknown[] = []
    const run = sending({ timeoutMs: 10, attempts: 2 })
    const mail = {
      kind: 'provider',
      activate: () => ({
        'mail.send': async (_: unknown, { signal }: { readonly signal: AbortSignal }) => {
          seen.push(signal.aborted)
          signal.addEventListener('abort', () => seen.push(signal.reason))
          await never()
        },
      }),
    }
    await probe(run, never, { modules: { mail } })
    expect(seen).toEqual([false, 'the call took too long', false, 'the call took too long'])
  })

  it.each([
    ['succeeds', () => sent],
    ['fails', broken],
  ])('being up, an answer that %s later is let go', async (_, end) => {
    const unhandled: unknown[] = []
    const listen = (reason: unknown) => unhandled.push(reason)
    process.on('unhandledRejection', listen)
    const { error, timer, log } = await probe(sending({ timeoutMs: 10 }), (_attempt, timer) =>
      timer.sleep(20).then(end),
    )
    expect(error?.code).toBe('action_step_timeout_error')
    await timer.settle(timer.sleep(100))
    process.off('unhandledRejection', listen)
    expect([unhandled, log]).toEqual([[], []])
  })
})

describe('attempts', () => {
  it('pause twice as long each time, and never longer than half a minute', async () => {
    const { starts, error } = await probe(sending({ attempts: 10, backoffMs: 250 }), busy)
    const pauses = starts.slice(1).map((start, index) => start - (starts[index] ?? 0))
    expect(pauses).toEqual([250, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
    expect(error).toEqual({
      code: 'action_step_retry_exhausted_error',
      message: 'mail.send failed 10 times',
      retryable: true,
      details: { last: { code: 'mail_busy', message: 'busy', retryable: true } },
    })
  })

  it('begin no timer where there is nothing to wait for', async () => {
    const { timer, starts } = await probe(sending({ attempts: 3 }), busy)
    expect([timer.begun, starts]).toEqual([0, [0, 0, 0]])
  })

  it('carry one step key and one context', async () => {
    const calls: unknown[] = []
    const mail = {
      kind: 'provider',
      activate: () => ({
        'mail.send': (input: unknown, { stepKey, ctx }: { readonly stepKey: string; readonly ctx: object }) => {
          calls.push({ input, stepKey, ctx })
          if (calls.length < 3) busy()
          return sent
        },
      }),
    }
    await probe(sending({ attempts: 3, backoffMs: 40 }), busy, { modules: { mail } })
    expect(calls).toHaveLength(3)
    expect(new Set(calls.map((call) => JSON.stringify(call))).size).toBe(1)
  })

  it.each<readonly [string, (attempt: number) => unknown, string, number]>([
    ['a provider that throws', broken, 'action_step_retry_exhausted_error', 3],
    ['a port that says that a retry may help', busy, 'action_step_retry_exhausted_error', 3],
    [
      'a port that says that it does not',
      () => {
        throw new PortError('mailbox_unknown', 'nobody')
      },
      'mailbox_unknown',
      1,
    ],
    ['an output that does not fit', () => ({}), 'capability_contract_error', 1],
    [
      'one that first is busy and then breaks its contract',
      (attempt) => (attempt === 1 ? busy() : {}),
      'capability_contract_error',
      2,
    ],
  ])('are made of %s as often as it may pass', async (_, serve, code, attempts) => {
    const { error, starts } = await probe(sending({ attempts: 3 }), serve)
    expect([error?.code, starts.length]).toEqual([code, attempts])
  })

  it('are not made of what the action may not do', async () => {
    const desk = startDesk({ program: withProbe(sending({ attempts: 3 }), { effects: [] }) })
    expect(await desk.mutate('probe', {})).toMatchObject({ error: { code: 'effect_violation_error' } })
    expect(desk.sent).toEqual([])
  })

  it('end when the app closes, and the call with them', async () => {
    const { runtime, answer } = await closeDuring(sending({ attempts: 5, backoffMs: 1000 }), busy)
    expect(answer).toMatchObject({
      error: { code: 'action_step_retry_exhausted_error', message: 'mail.send failed 1 times' },
    })
    expect(await runtime.invoke({ entrypointKind: 'query', entrypointId: 'x' })).toMatchObject({
      error: { code: 'runtime_closed_error' },
    })
  })
})

/** Closes the app while the first pause of a call runs. */
async function closeDuring(run: Parameters<typeof probe>[0], serve: () => unknown) {
  let called = () => {}
  const began = new Promise<void>((resolve) => {
    called = resolve
  })
  const mail = {
    kind: 'provider',
    activate: () => ({
      'mail.send': () => {
        called()
        return serve()
      },
    }),
  }
  const desk = startDesk({ program: withProbe(run), modules: { mail } })
  const answer = desk.mutate('probe', {})
  await began
  await desk.runtime.close()
  return { ...desk, answer: await answer }
}

describe('an action goes on', () => {
  it.each([
    ['timeout', never, { output: null }],
    ['timeout', broken, { error: { code: 'capability_invocation_error' } }],
    ['error', broken, { output: null }],
    ['error', busy, { output: null }],
    ['error', () => ({}), { output: null }],
    ['error', never, { error: { code: 'action_step_timeout_error' } }],
    ['always', never, { output: null }],
    ['always', broken, { output: null }],
  ] as const)('behind %s', async (on, serve, expected) => {
    expect((await probe(sending({}, on), serve)).answer).toMatchObject(expected)
  })

  it.each([
    ['timeout', never, { output: null }],
    ['timeout', busy, { error: { code: 'action_step_retry_exhausted_error' } }],
    ['error', never, { error: { code: 'action_step_retry_exhausted_error' } }],
    ['error', busy, { output: null }],
  ] as const)('behind %s, when its last attempt was that', async (on, serve, expected) => {
    const policy = { attempts: 2, timeoutMs: 10 }
    expect((await probe(sending(policy, on), serve)).answer).toMatchObject(expected)
  })

  it('and says so to the log', async () => {
    const { log } = await probe(sending({ attempts: 1 }, 'always'), busy)
    expect(log).toEqual([
      {
        level: 'warn',
        message: 'the step desk.probe/do.0 failed, and the action goes on',
        details: { code: 'mail_busy', invocationId: 'call-1', traceId: 'trace-1' },
      },
    ])
  })

  it('behind no broken promise of effects, and behind no bug', async () => {
    const effects = startDesk({ program: withProbe(sending({}, 'always'), { effects: [] }) })
    expect(await effects.mutate('probe', {})).toMatchObject({ error: { code: 'effect_violation_error' } })
    const bug = startDesk({
      program: withProbe((_, run) => {
        try {
          throw new Error('a bug')
        } catch (thrown) {
          run.passOver('s', thrown)
        }
      }),
    })
    expect(await bug.mutate('probe', {})).toMatchObject({ error: { code: 'internal_error' } })
  })
})

describe('a store that', () => {
  it('answers at once needs no timer', async () => {
    const { answer, timer } = await probe(
      async (_, run) => {
        await run.write({ patch: { op: 'upsert', collection: 'agents', id: 'a', value: { display: 'Ann' } } })
        await run.write(
          { patch: { op: 'update', collection: 'agents', id: 'a', value: { display: 'Anna' } } },
          { timeoutMs: 5 },
        )
        return run.read(agents, 'a', { timeoutMs: 5, attempts: 2 })
      },
      () => sent,
    )
    expect([answer.output, timer.begun]).toEqual([{ record: { display: 'Anna', id: 'a' } }, 0])
  })

  it('answers late has taken too long, and is asked again', async () => {
    let reads = 0
    const inner = createMemoryStore()
    const store = changed(slowed(inner), {
      read: (collection, id) => (++reads === 1 ? new Promise(() => {}) : inner.read(collection, id)),
    })
    const { answer, endedAt } = await probe(
      (_, run) => run.read(agents, 'a', { timeoutMs: 40, attempts: 2, backoffMs: 2 }),
      never,
      {
        store,
      },
    )
    expect([answer.output, reads, endedAt]).toEqual([{ record: null }, 2, 42])
  })

  it('answers in time lets its timers go', async () => {
    const { answer, timer } = await probe((_, run) => run.read(agents, 'a'), never, {
      store: slowed(createMemoryStore()),
    })
    expect([answer.output, timer.pending]).toEqual([{ record: null }, []])
  })

  it('never answers has at most the time of the whole write', async () => {
    const inner = createMemoryStore()
    const timer = virtualTimer()
    let reads = 0
    // Each read takes 30 of the 50 milliseconds that all of them have.
    const { answer, endedAt } = await probe(
      (_, run) =>
        run.write(
          {
            patches: ['a', 'b', 'c'].map((id) => ({ op: 'update', collection: 'agents', id, value: { display: id } })),
          },
          { timeoutMs: 50 },
        ),
      never,
      {
        store: changed(inner, {
          read: async (_, id) => {
            reads++
            await timer.sleep(30)
            return { record: { id, display: 'x' } as { readonly id: string }, version: 1 }
          },
        }),
        timer,
      },
    )
    expect([answer.error?.code, reads, endedAt]).toEqual(['action_step_timeout_error', 2, 50])
  })
})
