import { expect, it } from 'vitest'
import type { ProjectionProgram } from '../../src/contract/program.js'
import type { Selected, Selection } from '../../src/contract/store.js'
import { createMemoryStore } from '../../src/store/memory/index.js'
import { MemoryCollection } from '../../src/store/memory/memory-collection.js'
import { ViewCache } from '../../src/store/memory/view-cache.js'
import { agent, board, fill, queryOf, sampleSchema, scopeOf, ticket, ticketList } from './sample-app.js'

const onAgent = {
  alias: 'who',
  collection: 'agents',
  type: 'left',
  on: [{ field: 'id', earlier: 't', earlierField: 'agent_id' }],
} as const

function selectionOf(projection: ProjectionProgram, direction: 'asc' | 'desc' = 'asc'): Selection {
  const order = { id: `id ${direction}`, rules: [{ key: 'id', direction }] } as const
  return { query: queryOf(projection), scope: scopeOf({}), order, search: null, offset: 0, limit: 10 }
}

async function storeWith(tickets: number) {
  const store = createMemoryStore()
  await store.open(sampleSchema)
  await fill(store, { tickets: Array.from({ length: tickets }, (_, index) => ticket(`t${index}`)) })
  return store
}

it('gives the same sorted entries as long as nothing changes', async () => {
  const store = await storeWith(3)
  let shaped = 0
  const projection = ticketList({
    shape: (record) => {
      shaped++
      return { ...record }
    },
  })
  const first = await store.select(selectionOf(projection))
  expect(first).toMatchObject({ kind: 'entries', sorted: true })
  expect(await store.select(selectionOf(projection))).toBe(first)
  const turned = await store.select(selectionOf(projection, 'desc'))
  expect(idsOf(turned)).toEqual(['t2', 't1', 't0'])
  expect(shaped).toBe(3)
})

it('makes them anew after a commit to a collection that they come from, and after no other', async () => {
  const store = await storeWith(2)
  const list = selectionOf(ticketList())
  const joined = selectionOf(board([onAgent]))
  const before = [await store.select(list), await store.select(joined)]
  await fill(store, { agents: [agent('u1')] })
  expect(await store.select(list)).toBe(before[0])
  expect(await store.select(joined)).not.toBe(before[1])
  await fill(store, { tickets: [ticket('t9')] })
  expect(idsOf(await store.select(list))).toEqual(['t0', 't1', 't9'])
  expect(idsOf(await store.select(joined))).toEqual(['t0', 't1', 't9'])
})

it('hands out rows that nobody can change, at any depth', async () => {
  const store = await storeWith(0)
  await fill(store, { tickets: [ticket('a', { sla: { steps: [{ n: 1 }] } })] })
  const projection = ticketList({ shape: (record) => ({ id: record, made: { list: [1] } }) })
  const selected = await store.select(selectionOf(projection))
  const row = selected.kind === 'entries' ? (selected.entries[0]?.row as { made: { list: number[] } }) : undefined
  expect(row).toBeDefined()
  expect(() => row?.made.list.push(2)).toThrow(TypeError)
  const { record } = await store.read('tickets', 'a')
  expect(() => (record as unknown as { sla: { steps: object[] } }).sla.steps.pop()).toThrow(TypeError)
})

it('keeps no more sorted lists than it may, the oldest projection going first', () => {
  const collection = new MemoryCollection()
  const cache = new ViewCache(() => collection, 3)
  const projections = [1, 2, 3, 4].map((number) => ticketList({ id: `list ${number}` }))
  const order = { id: 'id asc', rules: [{ key: 'id', direction: 'asc' }] } as const
  const first = projections.map((projection) => cache.select(projection, order))
  expect(projections.slice(1).map((projection) => cache.select(projection, order))).toEqual(first.slice(1))
  projections.slice(1).forEach((projection, index) => {
    expect(cache.select(projection, order)).toBe(first[index + 1])
  })
  expect(cache.select(projections[0] as ProjectionProgram, order)).not.toBe(first[0])
})

function idsOf(selected: Selected): unknown[] {
  return selected.kind === 'entries' ? selected.entries.map(({ row }) => (row as { id: string }).id) : []
}
