import { describe, expect, it } from 'vitest'
import type { StoredRecord } from '../../src/contract/collection.js'
import type { JoinProgram, QueryProgram } from '../../src/contract/program.js'
import { canonicalJson } from '../../src/semantics/canonical-json.js'
import { describeConditions } from './condition.suite.js'
import {
  agent,
  ask,
  board,
  byColumn,
  columnOf,
  field,
  fill,
  queryOf,
  rowsOf,
  ticket,
  ticketList,
} from './sample-app.js'
import type { StoreFixture } from './store.suite.js'

type Direction = 'asc' | 'desc'

/** Tickets sorted by one of their fields, ties left to the rows. */
function sortedBy(name: string, direction: Direction): QueryProgram {
  return queryOf(ticketList({ sort: { kind: 'fixed', order: { id: 'fixed', rules: [{ key: name, direction }] } } }))
}

function ticketsWith(name: string, values: readonly unknown[]): StoredRecord[] {
  return values.map((value, index) => ticket(`t${index}`, { [name]: value }))
}

/** What every store answers to queries, whether it pushes them down or not. */
export function describeProjections(fixture: StoreFixture): void {
  describe('projections', () => {
    describeOrders(fixture)
    describeConditions(fixture)
    describeJoins(fixture)
    describePages(fixture)
  })
}

function describeOrders(fixture: StoreFixture): void {
  const texts = [
    'b',
    'a',
    '',
    'B',
    'a!',
    'a"',
    'é',
    '\u{1F600}',
    '\uFF21',
    '\uD7FF',
    '\uFFFF',
    '\uFFFE',
    '\uFFFD',
    null,
  ]
  const ascending = ['', 'B', 'a', 'a!', 'a"', 'b', 'é', '\uD7FF', '\u{1F600}', '\uFF21', '\uFFFD', '\uFFFE', '\uFFFF']
  const orders: readonly (readonly [name: string, given: readonly unknown[], ascending: readonly unknown[]])[] = [
    ['agent_id', texts, [...ascending, null]],
    ['effort', [10, 9, -1, 0.5, null, 1e300, 2 ** 60, -(2 ** 60)], [-(2 ** 60), -1, 0.5, 9, 10, 2 ** 60, 1e300, null]],
    [
      'order',
      [10, 9, null, -1, 9007199254740991, 9007199254740990],
      [-1, 9, 10, 9007199254740990, 9007199254740991, null],
    ],
    ['vip', [true, null, false], [false, true, null]],
    [
      'at',
      ['2026-01-01T00:00:00.000Z', null, '0001-01-01T00:00:00.000Z', '2025-12-31T23:59:59.999Z'],
      ['0001-01-01T00:00:00.000Z', '2025-12-31T23:59:59.999Z', '2026-01-01T00:00:00.000Z', null],
    ],
    // Texts before numbers before false and true, as the first characters of their JSON are.
    ['sla', [10, 'b', true, null, 9, 'B', false, 'é'], ['B', 'b', 'é', 9, 10, false, true, null]],
  ]

  it.each(orders)('sorts by %s, null above every value', async (name, given, expected) => {
    await fill(fixture.first, { tickets: ticketsWith(name, given) })
    expect(await columnOf(fixture.first, sortedBy(name, 'asc'), name)).toEqual(expected)
    expect(await columnOf(fixture.first, sortedBy(name, 'desc'), name)).toEqual([...expected].reverse())
  })

  it.each<Direction>(['asc', 'desc'])('settles ties by the canonical JSON of rows, %s', async (direction) => {
    const titles = ['b', 'a!', 'a', '\uFFFF', '\u{1F600}', 'a"', 'é', 'a\n', '\uFF21', 'z', 'Z']
    await fill(fixture.first, { tickets: titles.map((title, index) => ticket(`t${index}`, { title, order: 1 })) })
    const projection = ticketList({
      shape: (record) => ({ title: field(record, 'title') }),
      sort: { kind: 'fixed', order: { id: 'fixed', rules: [{ key: 'order', direction }] } },
    })
    const texts = titles.map((title) => canonicalJson({ title })).sort()
    for (const per of [1, 2, 3, 11]) {
      const pages = await Promise.all(
        Array.from({ length: Math.ceil(11 / per) }, (_, index) =>
          rowsOf(fixture.first, queryOf(projection), { p: index + 1, per }),
        ),
      )
      expect(pages.flat().map((row) => canonicalJson(row))).toEqual(texts)
    }
  })

  it('applies the rules of a fixed order one after the other', async () => {
    const pairs = [
      [1, 'b'],
      [null, 'a'],
      [1, null],
      [0, 'z'],
      [1, 'c'],
    ]
    await fill(fixture.first, {
      tickets: pairs.map(([order, agent_id], index) => ticket(`t${index}`, { order, agent_id })),
    })
    const rules = [
      { key: 'order', direction: 'desc' },
      { key: 'agent_id', direction: 'asc' },
    ] as const
    const query = queryOf(ticketList({ sort: { kind: 'fixed', order: { id: 'fixed', rules } } }))
    const rows = await rowsOf(fixture.first, query)
    expect(rows.map((row) => [field(row, 'order'), field(row, 'agent_id')])).toEqual([
      [null, 'a'],
      [1, 'b'],
      [1, 'c'],
      [1, null],
      [0, 'z'],
    ])
  })

  it('sorts by a value that stands in no column', async () => {
    await fill(fixture.first, { tickets: ['bb', 'a', 'ccc'].map((title) => ticket(title, { title })) })
    const projection = ticketList({
      sortKeys: new Map([['length', { value: (source: object) => String(field(source, 'title')).length }]]),
      sort: { kind: 'fixed', order: { id: 'fixed', rules: [{ key: 'length', direction: 'desc' }] } },
    })
    expect(await columnOf(fixture.first, queryOf(projection), 'title')).toEqual(['ccc', 'bb', 'a'])
  })
}

function describeJoins(fixture: StoreFixture): void {
  const onAgent: JoinProgram = {
    alias: 'who',
    collection: 'agents',
    type: 'left',
    on: [{ field: 'id', earlier: 't', earlierField: 'agent_id' }],
  }
  const records = {
    tickets: [
      ticket('a', { agent_id: 'u1' }),
      ticket('b', { agent_id: 'gone' }),
      ticket('c'),
      ticket('d', { agent_id: 'u2' }),
    ],
    agents: [agent('u1', { name: 'Zoe', team: 'red' }), agent('u2', { name: 'Ann', team: 'red' }), agent('u3')],
  }

  it('keeps rows without a match in a left join, and drops them in an inner one', async () => {
    await fill(fixture.first, records)
    expect(await rowsOf(fixture.first, queryOf(board([onAgent])))).toEqual([
      { id: 'a', handler: 'Zoe' },
      { id: 'b', handler: null },
      { id: 'c', handler: null },
      { id: 'd', handler: 'Ann' },
    ])
    expect(await columnOf(fixture.first, queryOf(board([{ ...onAgent, type: 'inner' }])), 'id')).toEqual(['a', 'd'])
  })

  it('sorts and filters by a joined column, null where nothing matched', async () => {
    await fill(fixture.first, records)
    const name = { column: { alias: 'who', field: 'name' } } as const
    const sorted = board([onAgent], {
      sort: { kind: 'fixed', order: { id: 'fixed', rules: [{ key: 'handler', direction: 'desc' }] } },
    })
    expect(await columnOf(fixture.first, queryOf(sorted), 'handler')).toEqual([null, null, 'Zoe', 'Ann'])
    const unhandled = queryOf(sorted, {
      condition: { op: 'equal', left: name, right: { parameter: 0 } },
      parameters: [null],
      where: (_, row) => field(row, 'handler') === null,
      isComplete: true,
    })
    expect(await columnOf(fixture.first, unhandled, 'id')).toEqual(['b', 'c'])
  })

  it('multiplies rows by their matches, and lets null match nothing', async () => {
    await fill(fixture.first, records)
    const peers: JoinProgram = {
      alias: 'peer',
      collection: 'agents',
      type: 'inner',
      on: [{ field: 'team', earlier: 'who', earlierField: 'team' }],
    }
    const projection = board([onAgent, peers], {
      shape: (source) => ({
        id: field(field(source, 't') as object, 'id'),
        peer: field(field(source, 'peer') as object, 'name'),
      }),
    })
    expect(await rowsOf(fixture.first, queryOf(projection))).toEqual([
      { id: 'a', peer: 'Ann' },
      { id: 'a', peer: 'Zoe' },
      { id: 'd', peer: 'Ann' },
      { id: 'd', peer: 'Zoe' },
    ])
  })

  it('joins on two fields, on JSON, and on fields of types that never meet', async () => {
    await fill(fixture.first, {
      tickets: [
        ticket('a', { agent_id: 'u1', title: 'red', sla: 'red', order: 1 }),
        ticket('b', { agent_id: 'u1', title: 'blue', sla: ['red'] }),
      ],
      agents: [agent('u1', { team: 'red' }), agent('u2', { team: '1' })],
    })
    const on = (earlierField: string) => ({ field: 'team', earlier: 't', earlierField })
    const both = { ...onAgent, on: [...onAgent.on, on('title')] }
    expect(await columnOf(fixture.first, queryOf(board([both])), 'handler')).toEqual(['agent u1', null])
    expect(await columnOf(fixture.first, queryOf(board([{ ...onAgent, on: [on('sla')] }])), 'handler')).toEqual([
      'agent u1',
      null,
    ])
    expect(await columnOf(fixture.first, queryOf(board([{ ...onAgent, on: [on('order')] }])), 'handler')).toEqual([
      null,
      null,
    ])
  })

  it('tells aliases apart that differ in case', async () => {
    await fill(fixture.first, records)
    const projection = board([{ ...onAgent, alias: 'T' }], {
      shape: (source) => ({
        id: field(field(source, 't') as object, 'id'),
        name: field(field(source, 'T') as object | null, 'name'),
      }),
      sortKeys: new Map([['id', byColumn('join', 'T', 'name')]]),
    })
    expect(await columnOf(fixture.first, queryOf(projection), 'name')).toEqual(['Ann', 'Zoe', null, null])
  })
}

function describePages(fixture: StoreFixture): void {
  it('counts all rows and gives one page of them', async () => {
    await fill(fixture.first, { tickets: ['a', 'b', 'c', 'd', 'e'].map((id) => ticket(id)) })
    const outcome = await ask(fixture.first, queryOf(ticketList()), { p: 2, per: 2 })
    expect(outcome).toMatchObject({
      kind: 'answered',
      output: {
        rows: [{ id: 'c' }, { id: 'd' }],
        meta: { pagination: { mode: 'page', page: 2, page_size: 2, total_rows: 5, total_pages: 3 } },
      },
    })
  })

  it.each([
    [3, 2, ['e']],
    [1, 5, ['a', 'b', 'c', 'd', 'e']],
    [1, 100, ['a', 'b', 'c', 'd', 'e']],
    [5, 1, ['e']],
  ])('gives page %i of %i rows each', async (p, per, expected) => {
    await fill(fixture.first, { tickets: ['a', 'b', 'c', 'd', 'e'].map((id) => ticket(id)) })
    expect(await columnOf(fixture.first, queryOf(ticketList()), 'id', { p, per })).toEqual(expected)
  })

  it.each([6, 1000, 2 ** 53 - 1, 1e300])('refuses page %d of five', async (p) => {
    await fill(fixture.first, { tickets: ['a', 'b', 'c', 'd', 'e'].map((id) => ticket(id)) })
    expect(await ask(fixture.first, queryOf(ticketList()), { p, per: 1 })).toMatchObject({
      kind: 'refused',
      code: 'projection_pagination_error',
      path: 'p',
    })
  })

  it('has one empty page where there are no rows, whatever page is asked for', async () => {
    const outcome = await ask(fixture.first, queryOf(ticketList()), { p: 9 })
    expect(outcome).toMatchObject({
      kind: 'answered',
      output: { rows: [], meta: { pagination: { page: 9, total_rows: 0, total_pages: 1 } } },
    })
  })

  it('searches in every listed text, without regard to case', async () => {
    await fill(fixture.first, {
      tickets: [
        ticket('a', { title: 'Straße ÄPFEL' }),
        ticket('b', { title: 'x', agent_id: 'äpfel' }),
        ticket('c', { title: 'x' }),
      ],
    })
    const query = queryOf(
      ticketList({
        searched: (source) => [field(source, 'title') as string, field(source, 'agent_id') as string | null],
      }),
    )
    expect(await columnOf(fixture.first, query, 'id', { find: ' \u00a0äPfel\t' })).toEqual(['a', 'b'])
    expect(await columnOf(fixture.first, query, 'id', { find: '  ' })).toEqual(['a', 'b', 'c'])
    expect(await columnOf(fixture.first, query, 'id', { find: 'zzz' })).toEqual([])
  })
}
