import { describe, expect, it } from 'vitest'
import type { AppStore } from '../../../src/contract/store.js'
import { createMemoryStore } from '../../../src/store/memory/memory-store.js'
import { act, type Body, broken, type Given, goOn, put, signal, unit, update, upsert } from '../desk/actions.js'
import { agents } from '../desk/collections.js'
import { changed, slowed, startDesk, withProbe } from '../desk/desk.js'
import { letter } from '../desk/policies.js'
import { mailSend } from '../desk/ports-and-signals.js'

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
