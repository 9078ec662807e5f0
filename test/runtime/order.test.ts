import { describe, expect, it } from 'vitest'
import type { MutationProgram, Program, QueryProgram } from '../../src/contract/program.js'
import type { AuthContext, InvokeRequest } from '../../src/runtime.js'
import { createMemoryStore } from '../../src/store/memory/memory-store.js'
import { ann, changed, startDesk } from './desk/desk.js'
import { program } from './desk/program.js'

/** A desk that writes down which stages a call has reached. */
async function startTraced() {
  const reached: string[] = []
  const list = program.queries.get('list_board') as QueryProgram
  const open = program.mutations.get('open_ticket') as MutationProgram
  const traced: Program = {
    ...program,
    queries: new Map([
      ['list_board', { ...list, readInput: (raw, issues) => note('validate', () => list.readInput(raw, issues)) }],
    ]),
    mutations: new Map([
      [
        'open_ticket',
        {
          ...open,
          readInput: (raw, issues) => note('validate', () => open.readInput(raw, issues)),
          run: (input, run) => note('dispatch', () => open.run(input, run)),
        },
      ],
    ]),
    deriveRoles: (subject, claims) => note('authorize', () => program.deriveRoles(subject, claims)),
  }
  function note<Value>(stage: string, act: () => Value): Value {
    reached.push(stage)
    return act()
  }
  const inner = createMemoryStore()
  const store = changed(inner, {
    select: (selection) => note('select', () => inner.select(selection)),
    commit: (commit) => note('commit', () => inner.commit(commit)),
    replay: {
      reserve: (request) => note('reserve', () => inner.replay.reserve(request)),
      save: (record) => note('save', () => inner.replay.save(record)),
      release: (scope, token) => note('release', () => inner.replay.release(scope, token)),
    },
  })
  const signalSink = { emit: () => note('deliver', () => {}) }
  const desk = startDesk({ program: traced, store, hostPorts: { signalSink } })
  await desk.runtime.ready
  return { desk, reached }
}

const query = { entrypointKind: 'query', entrypointId: 'list_board', authContext: ann } as const
const mutation = {
  entrypointKind: 'mutation',
  entrypointId: 'open_ticket',
  authContext: ann,
  idempotencyKey: 'k',
} as const
const input = { id: 't1', title: 'a' }
const anonymous: AuthContext | null = null

describe('a call', () => {
  const cases: readonly (readonly [name: string, request: InvokeRequest, stages: readonly string[]])[] = [
    ['of nothing that there is', { ...mutation, entrypointId: 'close_ticket', input }, []],
    [
      'with a bad input by nobody, with a bad key',
      { ...mutation, authContext: anonymous, idempotencyKey: '' },
      ['validate'],
    ],
    ['with a bad input', mutation, ['validate']],
    ['with a malformed caller', { ...mutation, input, authContext: {} as AuthContext }, ['validate']],
    ['by the wrong caller', { ...mutation, input, authContext: anonymous }, ['validate', 'authorize']],
    ['with a key', { ...mutation, input }, ['validate', 'authorize', 'reserve', 'dispatch', 'commit', 'deliver']],
    [
      'without a key',
      { ...mutation, input, idempotencyKey: undefined },
      ['validate', 'authorize', 'dispatch', 'commit', 'deliver'],
    ],
    ['of a query by the wrong caller', { ...query, authContext: anonymous }, ['validate', 'authorize']],
    ['of a query with a bad argument', { ...query, input: { per: 1000 } }, ['validate', 'authorize']],
    ['of a query', query, ['validate', 'authorize', 'select']],
  ]

  it.each(cases)('%s reaches the stages in order and no later one', async (_, request, stages) => {
    const { desk, reached } = await startTraced()
    await desk.runtime.invoke(request)
    expect(reached).toEqual(stages)
  })

  it('that is replayed goes no further than the replay store', async () => {
    const { desk, reached } = await startTraced()
    await desk.runtime.invoke({ ...mutation, input })
    reached.length = 0
    expect(await desk.runtime.invoke({ ...mutation, input })).toMatchObject({ status: 'replayed' })
    expect(await desk.runtime.invoke({ ...mutation, input: { id: 't2', title: 'b' } })).toMatchObject({
      status: 'rejected',
    })
    expect(reached).toEqual(['validate', 'authorize', 'reserve', 'validate', 'authorize', 'reserve'])
  })

  it('of a query is answered before invoke returns, where the store answers at once', async () => {
    const { desk } = await startTraced()
    let isAnswered = false
    const answer = desk.runtime.invoke(query).then(() => {
      isAnswered = true
    })
    await Promise.resolve()
    expect(isAnswered).toBe(true)
    await answer
  })
})
