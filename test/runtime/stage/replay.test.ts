import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { ActionRun, MutationProgram } from '../../../src/contract/program.js'
import type { ReplayStore } from '../../../src/contract/store.js'
import { PortError } from '../../../src/provider.js'
import type { AuthContext, Envelope } from '../../../src/runtime.js'
import { ActivationError } from '../../../src/runtime.js'
import { createMemoryStore } from '../../../src/store/memory/memory-store.js'
import { createMemoryReplayStore } from '../../../src/store/memory/replay-store.js'
import { ann, changed, type DeskOptions, startDesk, ticket, withProbe } from '../desk/desk.js'
import { idsGenerate, mailSend } from '../desk/ports-and-signals.js'

/** A desk whose probe counts its runs. */
function startCounting(run: MutationProgram['run'] = () => ({}), options: DeskOptions = {}) {
  const runs: unknown[] = []
  const program = withProbe((input, action) => {
    runs.push(input)
    return run(input, action)
  })
  const desk = startDesk({ ...options, program })
  const call = (input: unknown = {}, key = 'k', authContext: AuthContext | null = ann) =>
    desk.mutate('probe', input, { key, authContext })
  return { ...desk, runs, call }
}

/** A promise that the test settles. */
function gate() {
  let open: () => void = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

const put = { patch: { op: 'upsert', collection: 'agents', id: 'a', value: { display: 'Ann' } } }

describe('a repeated key', () => {
  it('runs once, and answers the same but for status and meta', async () => {
    const { mutate, clock, sent } = startDesk()
    await mutate('open_ticket', ticket('t1'))
    const input = { ticket_id: 't1', text: 'a' }
    const first = await mutate('add_comment', input, { key: 'k' })
    clock.ms += 5_000
    const second = await mutate('add_comment', input, { key: 'k' })
    expect(first.status).toBe('ok')
    expect(second).toStrictEqual({
      ...first,
      status: 'replayed',
      meta: { ...first.meta, replayed: true, originalStatus: 'ok' },
    })
    expect(sent).toHaveLength(1)
  })

  it('takes inputs that mean the same for the same', async () => {
    const { mutate } = startDesk()
    await mutate('open_ticket', { id: 't1', title: 'a', opened_at: '2026-01-01T01:00:00+01:00' }, { key: 'k' })
    const again = { opened_at: '2026-01-01T00:00:00.000Z', title: 'a', id: 't1' }
    expect(await mutate('open_ticket', again, { key: 'k' })).toMatchObject({ status: 'replayed' })
  })

  it('with another input is a conflict', async () => {
    const { call, runs } = startCounting()
    await call({ a: 1 })
    const { status, violations, meta } = await call({ a: 2 })
    expect({ status, violations, outcome: meta.outcome }).toEqual({
      status: 'rejected',
      violations: [{ code: 'idempotency_conflict_error', message: 'this idempotency key was used with another input' }],
      outcome: 'rejection',
    })
    expect(await call({ a: 1 })).toMatchObject({ status: 'replayed' })
    expect(runs).toHaveLength(1)
  })

  it('is another key for another caller, entrypoint or app', async () => {
    const { call, runs, mutate } = startCounting()
    await call()
    await call({}, 'k', { subject: 'bob' })
    await call({}, 'l')
    await mutate('open_ticket', ticket('t1'), { key: 'k' })
    expect(await call({}, 'k', { subject: 'bob', claims: { more: 1 } })).toMatchObject({ status: 'replayed' })
    expect(runs).toHaveLength(3)
  })

  it('is one key for all anonymous callers', async () => {
    const program = withProbe(() => ({}), { roles: null }, { defaultPolicy: 'allow' })
    const { mutate } = startDesk({ program })
    await mutate('probe', {}, { key: 'k', authContext: null })
    const again = await mutate('probe', {}, { key: 'k', authContext: { subject: null } })
    expect(again).toMatchObject({ status: 'replayed' })
    expect(await mutate('probe', {}, { key: 'k' })).toMatchObject({ status: 'ok' })
  })

  it('is kept under the hash of a list, so that no part runs into the next', async () => {
    const seen: string[] = []
    const inner = createMemoryReplayStore()
    const replayStore: ReplayStore = {
      reserve: (request) => {
        seen.push(`${request.scope} ${request.inputHash}`)
        return inner.reserve(request)
      },
      save: (record) => inner.save(record),
      release: (scope, token) => inner.release(scope, token),
    }
    const { call } = startCounting(undefined, { hostPorts: { replayStore } })
    await call({ b: 1, a: 2 }, 'k')
    expect(seen).toEqual([`${hash('["mini-desk","mutation","probe","ann","k"]')} ${hash('{"a":2,"b":1}')}`])
  })

  it('is refused by the stages before without being used up', async () => {
    const { mutate } = startDesk()
    expect(await mutate('open_ticket', {}, { key: 'k' })).toMatchObject({ status: 'rejected' })
    expect(await mutate('open_ticket', ticket('t1'), { key: 'k', authContext: null })).toMatchObject({
      status: 'rejected',
    })
    expect(await mutate('open_ticket', ticket('t1'), { key: 'k' })).toMatchObject({ status: 'ok' })
  })

  it('means nothing to a query', async () => {
    const { runtime } = startDesk({ hostPorts: { replayStore: null } })
    const call = { entrypointKind: 'query', entrypointId: 'list_board', authContext: ann, idempotencyKey: 'k' } as const
    expect((await runtime.invoke(call)).status).toBe('ok')
    expect((await runtime.invoke(call)).status).toBe('ok')
  })

  it('is refused where replay was switched off', async () => {
    const { call, runs } = startCounting(undefined, { hostPorts: { replayStore: null } })
    expect(await call()).toMatchObject({
      status: 'rejected',
      violations: [{ code: 'idempotency_unavailable_error' }],
    })
    expect(runs).toEqual([])
  })
})

describe('a duplicate that comes while the first runs', () => {
  it('waits and is replayed', async () => {
    const { opened, open } = gate()
    const { call, runs } = startCounting(() => opened.then(() => ({ done: true })))
    const calls = [call(), call(), call()]
    open()
    const [first, ...others] = await Promise.all(calls)
    expect(first).toMatchObject({ status: 'ok', output: { done: true } })
    for (const other of others) {
      expect(other).toEqual({
        ...first,
        status: 'replayed',
        meta: { ...first?.meta, replayed: true, originalStatus: 'ok' },
      })
    }
    expect(runs).toHaveLength(1)
  })

  it('with another input conflicts at once', async () => {
    const { opened, open } = gate()
    const { call } = startCounting(() => opened)
    const first = call({ a: 1 })
    expect(await call({ a: 2 })).toMatchObject({ violations: [{ code: 'idempotency_conflict_error' }] })
    open()
    expect(await first).toMatchObject({ status: 'ok' })
  })

  it('is replayed with the failure of the first, even one that a later call may retry', async () => {
    const { opened, open } = gate()
    let count = 0
    const { call, runs } = startCounting(async () => {
      await opened
      if (++count === 1) throw new TypeError('no')
      return {}
    })
    const calls = [call(), call()]
    open()
    const [first, second] = await Promise.all(calls)
    expect(first).toMatchObject({ status: 'error', error: { code: 'internal_error' } })
    expect(second).toMatchObject({ status: 'replayed', ok: false, error: { code: 'internal_error' } })
    expect(runs).toHaveLength(1)
  })

  it('is refused as the first is, when that was not let through', async () => {
    const { opened, open } = gate()
    const replayStore: ReplayStore = {
      reserve: ({ inputHash }) => opened.then(() => ({ kind: 'held', inputHash })),
      save: () => {},
      release: () => {},
    }
    const { call, runs } = startCounting(undefined, { hostPorts: { replayStore } })
    const calls = [call(), call()]
    open()
    const [first, second] = await Promise.all(calls)
    for (const answer of [first, second])
      expect(answer).toMatchObject({ status: 'rejected', violations: [{ code: 'idempotency_in_progress_error' }] })
    expect(first?.invocationId).not.toBe(second?.invocationId)
    expect(runs).toEqual([])
  })
})

describe('what is kept', () => {
  const failing =
    (retryable: boolean, effects: readonly string[] = []) =>
    async (_: unknown, run: ActionRun) => {
      if (effects.includes('network')) await run.call(mailSend, { to: 'a', subject: 'b' }, 's')
      if (effects.includes('write')) await run.write(put)
      await run.call(idsGenerate, retryable ? { prefix: 'again' } : {}, 's')
    }
  const ids = {
    kind: 'provider',
    activate: () => ({
      'ids.generate': ({ prefix }: { prefix?: string }) => {
        throw new PortError('out_of_ids', 'no ids left', { retryable: prefix === 'again' })
      },
    }),
  }

  it.each<readonly [string, MutationProgram['run'], 'replayed' | 'error']>([
    ['an error that is not retryable', failing(false), 'replayed'],
    ['a retryable error before any effect', failing(true), 'error'],
    ['a retryable error after writes that were never committed', failing(true, ['write']), 'error'],
    ['a retryable error after a call to the outside', failing(true, ['network']), 'replayed'],
  ])('%s: the second call is %s', async (_, run, second) => {
    const { call, runs } = startCounting(run, { modules: { ids } })
    const first = await call()
    expect(first).toMatchObject({ status: 'error', error: { code: 'out_of_ids' } })
    const again = await call()
    expect(again).toMatchObject({ status: second, error: { code: 'out_of_ids' } })
    if (second === 'replayed') expect(again.meta).toEqual({ ...first.meta, replayed: true, originalStatus: 'error' })
    expect(runs).toHaveLength(second === 'replayed' ? 1 : 2)
  })

  it('lasts for the time to live, counted from the end of the call', async () => {
    const { call, runs, clock } = startCounting(
      () => {
        clock.ms += 20_000
        return {}
      },
      { settings: { replayTtlSeconds: 10 } },
    )
    await call()
    clock.ms += 9_999
    expect((await call()).status).toBe('replayed')
    clock.ms += 1
    expect((await call()).status).toBe('ok')
    expect(runs).toHaveLength(2)
  })

  it('lasts 300 seconds by default', async () => {
    const { call, clock } = startCounting()
    await call()
    clock.ms += 299_999
    expect((await call()).status).toBe('replayed')
    clock.ms += 1
    expect((await call()).status).toBe('ok')
  })

  it('is committed together with what the action wrote', async () => {
    const store = createMemoryStore()
    const commits: unknown[] = []
    const watched = changed(store, {
      commit: (commit) => {
        commits.push(commit)
        return store.commit(commit)
      },
    })
    const { call } = startCounting((_, run) => run.write(put), { store: watched })
    const answer = await call()
    expect(commits).toHaveLength(1)
    expect(commits[0]).toMatchObject({ writes: [{ id: 'a' }], replay: { envelope: answer } })
  })
})

describe('several runtimes over one store', () => {
  it('run a key once', async () => {
    const { opened, open } = gate()
    const store = createMemoryStore()
    const [one, two] = [startCounting(() => opened, { store }), startCounting(() => opened, { store })]
    const first = one.call()
    await Promise.resolve()
    await one.runtime.ready
    expect(await two.call()).toMatchObject({
      status: 'rejected',
      violations: [{ code: 'idempotency_in_progress_error' }],
    })
    expect(await two.call({ other: 1 })).toMatchObject({ violations: [{ code: 'idempotency_conflict_error' }] })
    open()
    expect(await first).toMatchObject({ status: 'ok' })
    expect(await two.call()).toMatchObject({ status: 'replayed', invocationId: 'call-1' })
    expect(two.runs).toEqual([])
  })

  it('take a call over whose lease has run out, and the late one changes nothing', async () => {
    const { opened, open } = gate()
    const store = createMemoryStore()
    const settings = { replayLeaseSeconds: 5 }
    const slow = startCounting((_, run) => opened.then(() => run.write(put)), { store, settings })
    const quick = startCounting(() => ({ by: 'quick' }), { store, settings })
    const late = slow.call()
    await slow.runtime.ready
    await Promise.resolve()
    quick.clock.ms += 5_000
    expect(await quick.call()).toMatchObject({ status: 'ok' })
    open()
    expect(await late).toMatchObject({ status: 'rejected', violations: [{ code: 'idempotency_in_progress_error' }] })
    expect(await store.read('agents', 'a')).toMatchObject({ record: null })
    expect(await slow.call()).toMatchObject({ status: 'replayed', output: { by: 'quick' } })
  })
})

describe('a replay store that fails', () => {
  const broken = (parts: Partial<ReplayStore>): DeskOptions => {
    const inner = createMemoryReplayStore()
    const replayStore: ReplayStore = {
      reserve: (request) => inner.reserve(request),
      save: (record) => inner.save(record),
      release: (scope, token) => inner.release(scope, token),
      ...parts,
    }
    return { hostPorts: { replayStore } }
  }
  const fail = () => {
    throw new Error('disk full')
  }

  it.each<readonly [string, () => never | Promise<never>]>([
    ['at once', fail],
    ['later', async () => fail()],
  ])('to reserve %s is replay_store_error, and nothing runs', async (_, reserve) => {
    const { call, runs, log } = startCounting(undefined, broken({ reserve }))
    expect(await call()).toMatchObject({ status: 'error', error: { code: 'replay_store_error', retryable: true } })
    expect(runs).toEqual([])
    expect(log).toMatchObject([{ level: 'error', details: { thrown: { message: 'disk full' } } }])
  })

  it('to save leaves the result, a warning and the claim', async () => {
    const { call, runs, store } = startCounting((_, run) => run.write(put), broken({ save: async () => fail() }))
    const first: Envelope = await call()
    expect(first).toMatchObject({ status: 'ok', meta: { warnings: [{ code: 'replay_store_error' }] } })
    expect(await store.read('agents', 'a')).toMatchObject({ record: { display: 'Ann' } })
    expect(await call()).toMatchObject({ violations: [{ code: 'idempotency_in_progress_error' }] })
    expect(runs).toHaveLength(1)
  })

  it('to release leaves the result as it is', async () => {
    const ids = {
      kind: 'provider',
      activate: () => ({
        'ids.generate': () => {
          throw new PortError('out_of_ids', 'no ids left', { retryable: true })
        },
      }),
    }
    const run: MutationProgram['run'] = (_, action) => action.call(idsGenerate, {}, 's')
    const { call, log } = startCounting(run, { ...broken({ release: async () => fail() }), modules: { ids } })
    expect(await call()).toMatchObject({ status: 'error', error: { code: 'out_of_ids' }, meta: { warnings: [] } })
    expect(log).toMatchObject([{ level: 'warn', details: { thrown: { message: 'disk full' } } }])
  })

  it('in the middle of a commit leaves the claim: nobody knows whether it went through', async () => {
    const inner = createMemoryStore()
    const store = changed(inner, {
      commit: async (commit) => {
        await inner.commit(commit)
        throw new Error('connection lost')
      },
    })
    const { call, runs } = startCounting((_, run) => run.write(put), { store })
    expect(await call()).toMatchObject({
      status: 'error',
      error: { code: 'capability_invocation_error', message: 'the port collections.write failed' },
      observedEffects: ['write'],
      meta: { partialEffects: true },
    })
    // This commit did go through, so its record answers the second call.
    expect(await call()).toMatchObject({ status: 'replayed', ok: true })
    expect(runs).toHaveLength(1)
  })
})

describe('the times of replay', () => {
  it.each([
    [{ replayTtlSeconds: 0 }, 'replayTtlSeconds'],
    [{ replayTtlSeconds: -1 }, 'replayTtlSeconds'],
    [{ replayTtlSeconds: 1.5 }, 'replayTtlSeconds'],
    [{ replayTtlSeconds: Number.NaN }, 'replayTtlSeconds'],
    [{ replayTtlSeconds: '300' as unknown as number }, 'replayTtlSeconds'],
    [{ replayLeaseSeconds: 0 }, 'replayLeaseSeconds'],
  ])('%j is refused at creation', (settings, setting) => {
    const start = () => startDesk({ settings })
    expect(start).toThrow(ActivationError)
    expect(start).toThrow(
      expect.objectContaining({
        code: 'replay_ttl_invalid',
        problems: [`${setting} must be a whole number of seconds, at least 1`],
      }),
    )
  })
})
