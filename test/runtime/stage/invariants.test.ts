import { describe, expect, it } from 'vitest'
import type { InvariantProgram } from '../../../src/contract/guard.js'
import type { ActionRun, CollectionProgram, RecordScope } from '../../../src/contract/program.js'
import { createMemoryStore } from '../../../src/store/memory/memory-store.js'
import { agents } from '../desk/collections.js'
import type { AgentsRecord } from '../desk/contracts.js'
import { changed, slowed } from '../desk/desk.js'
import { act, upsert } from '../desk/guarded.js'
import { program as deskProgram } from '../desk/program.js'

describe.each([
  ['at once', createMemoryStore],
  ['later', () => slowed(createMemoryStore())],
])('an invariant over a store that answers %s', (_, create) => {
  function keeping(more: Partial<InvariantProgram<RecordScope<AgentsRecord>>> = {}) {
    const seen: Partial<RecordScope<AgentsRecord>>[] = []
    const collection: CollectionProgram<AgentsRecord> = {
      ...agents,
      invariants: {
        kind: 'collection',
        primitive: 'agents',
        policy: 'abort',
        appliesTo: ['upsert', 'update', 'delete'],
        structural: [
          {
            id: 'collection:agents:structural:0',
            description: 'Short.',
            path: 'p',
            holds: ({ op, record, before }) => {
              seen.push({ op, record, before })
              return record.display.length < 5
            },
          },
        ],
        semantic: [],
        ...more,
      },
    }
    const collections = new Map([...deskProgram.collections, ['agents', collection]])
    return { seen, run: (body: (run: ActionRun) => unknown) => act(body, { store: create() }, { collections }) }
  }
  const ann = (display: string): AgentsRecord => ({ display, id: 'a' })

  it('sees each patch in turn, with the record before it', async () => {
    const { seen, run } = keeping()
    const { answer } = await run(async (action) => {
      await action.write({
        patches: [
          upsert('a', 'Ann').patch,
          { op: 'update', collection: 'agents', id: 'a', value: { display: 'Anna' } },
          { op: 'delete', collection: 'agents', id: 'a' },
          { op: 'delete', collection: 'agents', id: 'a' },
          { op: 'delete', collection: 'agents', id: 'nobody' },
        ],
      })
    })
    expect(answer.status).toBe('ok')
    expect(seen).toEqual([
      { op: 'upsert', record: ann('Ann'), before: null },
      { op: 'update', record: ann('Anna'), before: ann('Ann') },
      { op: 'delete', record: ann('Anna'), before: ann('Anna') },
    ])
  })

  it('refuses the call with the rules that would be broken', async () => {
    const { run } = keeping()
    const { answer, store } = await run(async (action) => {
      await action.write(upsert('b', 'Ben'))
      await action.write(upsert('a', 'Annabel'))
    })
    expect(answer).toMatchObject({
      status: 'rejected',
      violations: [
        {
          code: 'collection_invariant_error',
          message: 'a record of agents would break a rule: Short.',
          details: { guardId: 'collection:agents:structural:0', tier: 'structural', policy: 'abort' },
        },
      ],
      observedEffects: [],
    })
    expect(await store.read('agents', 'b')).toMatchObject({ record: null })
  })

  it('holds for the patches that it applies to, and lets others pass unseen', async () => {
    const { seen, run } = keeping({ appliesTo: ['delete'] })
    const { answer } = await run((action) => action.write(upsert('a', 'Annabel')))
    expect([answer.status, seen]).toEqual(['ok', []])
  })

  it('is not asked where the record does not even fit', async () => {
    const { seen, run } = keeping()
    const { answer } = await run((action) =>
      action.write({ patch: { op: 'upsert', collection: 'agents', id: 'a', value: { display: 7 } } }),
    )
    expect(answer).toMatchObject({ status: 'error', error: { code: 'capability_contract_error' } })
    expect(seen).toEqual([])
  })
})

it('a collection without invariants is written without being read', async () => {
  let reads = 0
  const inner = createMemoryStore()
  const store = changed(inner, {
    read: (collection, id) => {
      reads++
      return inner.read(collection, id)
    },
  })
  await act((run) => run.write(upsert('a', 'Ann')), { store })
  expect(reads).toBe(0)
})
