import { describe, expect, it } from 'vitest'
import type { ActionRun, CollectionPatch, MutationProgram } from '../../../src/contract/program.js'
import type { AppStore } from '../../../src/contract/store.js'
import { PortError } from '../../../src/provider.js'
import { createMemoryStore } from '../../../src/store/memory/memory-store.js'
import { virtualTimer } from '../../harness/virtual-timer.js'
import { agents } from '../desk/collections.js'
import type { AgentsRecord } from '../desk/contracts.js'
import { changed, slowed, startDesk, withProbe } from '../desk/desk.js'
import { letter } from '../desk/policies.js'
import { mailSend } from '../desk/ports-and-signals.js'

type Body = (run: ActionRun, attempt: number, inner: AppStore) => unknown

interface Given {
  readonly rollback?: 'none'
  readonly create?: (inner: AppStore) => AppStore
  /** What becomes of the mails, in their order; all is well where there are none left. */
  readonly mails?: readonly (() => unknown)[]
}

/** Runs one action over a store with the agent `a` (Ann), in virtual time. */
async function act(body: Body, { rollback, create = (inner) => inner, mails = [] }: Given = {}) {
  const inner = createMemoryStore()
  const timer = virtualTimer()
  const commits: (readonly string[])[] = []
  const watched = changed(inner, {
    commit: (commit) => {
      commits.push(commit.writes.map(({ id }) => id))
      return inner.commit(commit)
    },
  })
  let attempts = 0
  let sent = 0
  const mail = { kind: 'provider', activate: () => ({ 'mail.send': () => mails[sent++]?.() ?? { message_id: 'm' } }) }
  const probe: Partial<MutationProgram> = rollback === undefined ? {} : { rollback }
  const desk = startDesk({
    program: withProbe((_, run) => body(run, ++attempts, inner), probe),
    store: create(watched),
    modules: { mail },
    hostPorts: { timer },
  })
  await desk.runtime.ready
  put(inner, 'a', 'Ann')
  const answer = await timer.settle(desk.mutate('probe', {}))
  const names = ['a', 'b', 'c', 'd'].map((id) => nameOf(inner, id))
  return { ...desk, answer, names, commits, attempts, sent: () => sent, timer }
}

function put(store: AppStore, id: string, display: string): void {
  const record: { readonly id: string } = { display, id } as AgentsRecord
  void store.commit({ reads: [], writes: [{ collection: 'agents', id, record }], replay: null })
}

function nameOf(store: AppStore, id: string): unknown {
  const found = store.read('agents', id) as { readonly record: Partial<AgentsRecord> | null }
  return found.record?.display ?? null
}

const upsert = (id: string, display: string): CollectionPatch => ({
  op: 'upsert',
  collection: 'agents',
  id,
  value: { display },
})
const update = (id: string, display: string): CollectionPatch => ({ ...upsert(id, display), op: 'update' })
const unit = { mode: 'required', unit_id: 'u' }
const broken = () => {
  throw new Error('secret')
}
const busy = () => {
  throw new PortError('mail_busy', 'busy', { retryable: true })
}

/** Goes on behind whatever fails, as emitted code does. */
async function goOn(run: ActionRun, step: () => Promise<unknown>): Promise<void> {
  try {
    await step()
  } catch (thrown) {
    run.passOver('s', thrown)
  }
}

const stores = [
  ['at once', (inner: AppStore) => inner],
  ['later', slowed],
] as const

describe.each(stores)('patches over a store that answers %s', (_, create) => {
  const patches = [upsert('b', 'Ben'), update('nobody', 'x'), upsert('c', 'Cleo')]

  it.each<readonly [string, Given['rollback'], object, readonly unknown[], readonly string[][]]>([
    ['together, each by itself', undefined, { patches }, ['Ann', 'Ben', null, 'Dan'], [['b', 'd']]],
    ['together, as a unit', undefined, { patches, atomicity: unit }, ['Ann', null, null, 'Dan'], [['d']]],
    ['step by step, each by itself', 'none', { patches }, ['Ann', 'Ben', null, 'Dan'], [['b'], ['d']]],
    ['step by step, as a unit', 'none', { patches, atomicity: unit }, ['Ann', null, null, 'Dan'], [['d']]],
  ])('that commit %s stop at the first that fails', async (_name, rollback, input, names, commits) => {
    const result = await act(
      async (run) => {
        await goOn(run, () => run.write(input))
        await run.write({ patch: upsert('d', 'Dan') })
      },
      { ...(rollback === undefined ? {} : { rollback }), create },
    )
    expect(result.answer.status).toBe('ok')
    expect([result.names, result.commits]).toEqual([names, commits])
  })

  it('as a unit are one commit, step by step one each, and later ones see earlier ones', async () => {
    const input = { patches: [upsert('b', 'Ben'), update('b', 'Bea'), { op: 'delete', collection: 'agents', id: 'a' }] }
    const alone = await act((run) => run.write(input), { rollback: 'none', create })
    expect([alone.names, alone.commits]).toEqual([
      [null, 'Bea', null, null],
      [['b'], ['b'], ['a']],
    ])
    const asUnit = await act((run) => run.write({ ...input, atomicity: unit }), { rollback: 'none', create })
    expect([asUnit.names, asUnit.commits]).toEqual([[null, 'Bea', null, null], [['b', 'a']]])
    expect(asUnit.answer.observedEffects).toEqual(['write'])
  })

  it.each([undefined, 'none' as const])(
    'as a unit are refused before any write by a store that takes none (%s)',
    async (rollback) => {
      const { answer, names, commits } = await act(
        async (run) => run.write({ patches: [upsert('b', 'Ben')], atomicity: unit }),
        {
          ...(rollback === undefined ? {} : { rollback }),
          create: (inner) => changed(create(inner), { isAtomic: false }),
        },
      )
      expect(answer.error).toMatchObject({
        code: 'capability_contract_error',
        message: 'collections.write broke its contract: the store takes no atomicity',
      })
      expect([names, commits]).toEqual([['Ann', null, null, null], []])
    },
  )
})

describe('step by step', () => {
  it('what was written stays, whatever comes later, and the envelope says so', async () => {
    const { answer, names } = await act(
      async (run) => {
        await run.write({ patch: upsert('b', 'Ben') })
        await run.call(mailSend, letter, 's')
      },
      { rollback: 'none', mails: [broken] },
    )
    expect(answer).toMatchObject({
      status: 'error',
      observedEffects: ['network', 'write'],
      meta: { partialEffects: true, outcome: 'error' },
    })
    expect(names).toEqual(['Ann', 'Ben', null, null])
  })

  it('a read sees the store as it is, and its own writes with it', async () => {
    const { answer } = await act(
      async (run, _attempt, inner) => {
        const first = await run.read(agents, 'a')
        put(inner, 'a', 'Anna')
        await run.write({ patch: upsert('b', 'Ben') })
        return [first, await run.read(agents, 'a'), await run.read(agents, 'b')].map(({ record }) => record?.display)
      },
      { rollback: 'none' },
    )
    expect(answer.output).toEqual(['Ann', 'Anna', 'Ben'])
  })

  it('a conflict makes the step again, not the action', async () => {
    let reads = 0
    const { answer, names, attempts } = await act((run) => run.write({ patch: update('a', 'Anna') }), {
      rollback: 'none',
      create: (inner) =>
        changed(inner, {
          read: (collection, id) => {
            const found = inner.read(collection, id)
            if (++reads === 1) put(inner, 'a', 'Anne')
            return found
          },
        }),
    })
    expect([answer.status, names[0], attempts, reads]).toEqual(['ok', 'Anna', 1, 2])
  })

  it('a record that changes three times over is contended', async () => {
    let count = 0
    const { answer, attempts } = await act((run) => run.write({ patch: update('a', 'Anna') }), {
      rollback: 'none',
      create: (inner) =>
        changed(inner, {
          read: (collection, id) => {
            const found = inner.read(collection, id)
            put(inner, 'a', `Anne ${++count}`)
            return found
          },
        }),
    })
    expect(answer.error).toMatchObject({ code: 'write_conflict_error', retryable: true })
    expect([count, attempts, answer.observedEffects]).toEqual([3, 1, []])
  })

  it('a commit that fails may have gone through', async () => {
    const { answer, log } = await act((run) => run.write({ patch: upsert('b', 'Ben') }), {
      rollback: 'none',
      create: (inner) => changed(inner, { commit: async () => broken() }),
    })
    expect(answer).toMatchObject({
      error: { code: 'capability_invocation_error', message: 'the port collections.write failed' },
      observedEffects: ['write'],
    })
    expect(log).toMatchObject([{ message: 'the store failed to commit a step' }])
  })

  it('a call with a key is recorded when it ends', async () => {
    const store = createMemoryStore()
    const desk = startDesk({
      store,
      program: withProbe((_, run) => run.write({ patch: upsert('b', 'Ben') }), { rollback: 'none' }),
    })
    expect((await desk.mutate('probe', {}, { key: 'k' })).status).toBe('ok')
    expect((await desk.mutate('probe', {}, { key: 'k' })).status).toBe('replayed')
  })
})

const signal = { id: 'counted', version: 1, readPayload: (raw: unknown) => raw }

/** An inner action that writes, emits, sends a mail and may then write more. */
const inner = async (id: string, run: ActionRun): Promise<string> => {
  await run.write({ patch: upsert(id, 'inner') })
  run.emit(signal, () => ({ id }))
  await run.call(mailSend, letter, 'inner/do.1')
  return id
}

describe('an action that runs as a step', () => {
  it('leaves nothing where it fails, and what it wrote where it does not', async () => {
    const { answer, names, commits } = await act(
      async (run) => {
        await run.write({ patch: upsert('b', 'outer') })
        await goOn(run, () => run.inline(inner, 'b', 'inner'))
        await goOn(run, () => run.inline(inner, 'c', 'inner'))
        return (await run.read(agents, 'b')).record?.display
      },
      { mails: [broken] },
    )
    expect(answer.output).toBe('outer')
    expect(answer.emittedSignals.map(({ payload }) => payload)).toEqual([{ id: 'c' }])
    expect([names, commits]).toEqual([['Ann', 'outer', 'inner', null], [['b', 'c']]])
  })

  it('is run again from the start, over what was there before it', async () => {
    const { answer, names, sent, timer } = await act(
      (run) =>
        run.inline(
          async (_, again) => {
            const { record } = await again.read(agents, 'a')
            await again.write({ patch: upsert('a', `${record?.display}!`) })
            await again.call(mailSend, letter, 's')
            return record?.display
          },
          null,
          'inner',
          { attempts: 3, backoffMs: 100 },
        ),
      { mails: [broken, busy] },
    )
    expect([answer.output, names[0], sent(), timer.now]).toEqual(['Ann', 'Ann!', 3, 300])
  })

  it('has its time for all of its steps, and its own steps cannot go on behind the end of it', async () => {
    const later = () => new Promise(() => {})
    const { answer, names, sent } = await act(
      async (run) => {
        const slow = async (_: unknown, again: ActionRun) => {
          await goOn(again, () => again.call(mailSend, letter, 's', { timeoutMs: 30, attempts: 9 }))
          await again.write({ patch: upsert('b', 'late') })
        }
        await goOn(run, () => run.inline(slow, null, 'inner', { timeoutMs: 70 }))
        await run.write({ patch: upsert('c', 'outer') })
      },
      { mails: [later, later, later, later] },
    )
    expect([answer.status, names, sent()]).toEqual(['ok', ['Ann', null, 'outer', null], 3])
  })

  it('says whose time it was', async () => {
    const { answer } = await act(
      (run) =>
        run.inline((_, outer) => outer.inline(inner, 'b', 'inner', { timeoutMs: 500 }), null, 'outer', {
          timeoutMs: 70,
        }),
      { mails: [() => new Promise(() => {})] },
    )
    expect(answer.error).toMatchObject({
      code: 'action_step_timeout_error',
      message: 'outer took longer than 70 ms',
    })
  })

  it('commits as a unit where its caller commits step by step', async () => {
    const pair = async (_: unknown, run: ActionRun) => {
      await run.write({ patch: upsert('c', 'one') })
      await run.write({ patch: upsert('d', 'two') })
      await run.call(mailSend, letter, 's')
    }
    const body: Body = async (run) => {
      await run.write({ patch: upsert('b', 'Ben') })
      await goOn(run, () => run.inline(pair, null, 'pair', { isUnit: true }))
      await run.write({ patch: upsert('a', 'Anna') })
    }
    const fine = await act(body, { rollback: 'none' })
    expect([fine.names, fine.commits]).toEqual([
      ['Anna', 'Ben', 'one', 'two'],
      [['b'], ['c', 'd'], ['a']],
    ])
    const failed = await act(body, { rollback: 'none', mails: [broken] })
    expect([failed.names, failed.commits]).toEqual([
      ['Anna', 'Ben', null, null],
      [['b'], ['a']],
    ])
    const together = await act(body, { mails: [broken] })
    expect([together.names, together.commits]).toEqual([['Anna', 'Ben', null, null], [['b', 'a']]])
  })

  it('as such a unit is run again after a conflict, unless it has called out', async () => {
    let runs = 0
    const contended = (calls: boolean) => async (_: unknown, run: ActionRun) => {
      const { record } = await run.read(agents, 'a')
      if (calls) await run.call(mailSend, letter, 's')
      await run.write({ patch: upsert('a', `${record?.display} ${++runs}`) })
    }
    const once =
      (calls: boolean): Body =>
      async (run, _attempt, store) =>
        run.inline(
          async (_, again) => {
            await contended(calls)(_, again)
            if (runs === 1) put(store, 'a', 'Anne')
          },
          null,
          'pair',
          { isUnit: true },
        )
    const again = await act(once(false), { rollback: 'none' })
    expect([again.answer.status, again.names[0], again.attempts]).toEqual(['ok', 'Anne 2', 1])
    runs = 0
    const called = await act(once(true), { rollback: 'none' })
    expect([called.answer.error?.code, called.names[0]]).toEqual(['write_conflict_error', 'Anne'])
  })
})

describe('a signal that cannot be emitted', () => {
  const wrong = {
    ...signal,
    readPayload: (_: unknown, issues: { add(member: string, problem: string): void }) => issues.add('n', 'is wrong'),
  }
  const body =
    (onError?: 'abort'): Body =>
    async (run) => {
      await run.write({ patch: upsert('b', 'Ben') })
      run.emit(signal, () => ({ n: 1 }))
      run.emit(wrong, () => ({}), onError)
    }

  it('is dropped with a warning, and everything else stands', async () => {
    const { answer, names } = await act(body())
    expect(answer).toMatchObject({ status: 'ok', meta: { warnings: [{ code: 'signal_emit_error' }] } })
    expect([answer.emittedSignals.length, names[1]]).toEqual([1, 'Ben'])
  })

  it('ends the action where it says so, and leaves nothing', async () => {
    const { answer, names } = await act(body('abort'))
    expect(answer).toMatchObject({
      status: 'error',
      error: { code: 'signal_emit_error', message: 'the signal counted could not be emitted: n is wrong' },
      emittedSignals: [],
      observedEffects: [],
    })
    expect(names[1]).toBeNull()
  })
})
