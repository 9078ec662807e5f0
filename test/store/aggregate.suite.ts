import { describe, expect, it } from 'vitest'
import type { AggregateProgram, Condition, QueryProgram } from '../../src/contract/program.js'
import type { AppStore } from '../../src/contract/store.js'
import { agent, ask, type Filter, field, fill, queryOf, rowsOf, scopeOf, ticket } from './sample-app.js'
import type { StoreFixture } from './store.suite.js'

type Parts = Partial<AggregateProgram>

function memberOf(joined: object, alias: string, name: string): unknown {
  return field(field(joined, alias) as object | null, name)
}

/** Tickets `t` by some of their fields, with numbers over them; `isComputed` where no column holds the groups. */
function grouped(names: readonly string[], { isComputed = false, ...more }: Parts & { isComputed?: boolean } = {}) {
  const metric = (id: string, op: 'count' | 'min' | 'max', name: string) => ({
    id,
    op,
    value: (joined: object) => memberOf(joined, 't', name),
    column: { alias: 't', field: name },
  })
  const aggregate: AggregateProgram = {
    id: 'load',
    strategy: 'aggregate',
    hash: 'hash of load',
    primary: { alias: 't', collection: 'tickets' },
    joins: [],
    group: (joined) => Object.fromEntries(names.map((name) => [name, memberOf(joined, 't', name)])),
    groupColumns: isComputed ? null : names.map((name) => ({ name, column: { alias: 't', field: name } })),
    metrics: [
      { id: 'all', op: 'count' },
      metric('known', 'count', 'effort'),
      metric('least', 'min', 'effort'),
      metric('first', 'min', 'title'),
      metric('latest', 'max', 'at'),
      metric('any_vip', 'max', 'vip'),
    ],
    sortKeys: new Map([...names, 'all'].map((name) => [name, { value: (row: object) => field(row, name) }])),
    sort: { kind: 'fixed', order: { id: 'fixed', rules: names.map((key) => ({ key, direction: 'asc' })) } },
    pagination: { defaultPage: 1, defaultSize: 25, maxSize: 100 },
    ...more,
  }
  return aggregate
}

function queryFor(aggregate: AggregateProgram, filter: Filter = { isComplete: true }): QueryProgram {
  return { ...queryOf(aggregate as never, filter), projection: aggregate }
}

const some = [
  ticket('a', { agent_id: 'u1', effort: 2, title: 'b', at: '2026-01-02T00:00:00.000Z', vip: false }),
  ticket('b', { agent_id: 'u1', effort: null, title: 'B', at: '2026-01-03T00:00:00.000Z', vip: true }),
  ticket('c', { agent_id: null, effort: 0.5, title: '\u{1F600}' }),
  ticket('d', { agent_id: null, effort: -1, title: '\uFF21' }),
  ticket('e', { agent_id: 'u2', title: 'e' }),
]

const expected = [
  { agent_id: 'u1', all: 2, known: 1, least: 2, first: 'B', latest: '2026-01-03T00:00:00.000Z', any_vip: true },
  { agent_id: 'u2', all: 1, known: 0, least: null, first: 'e', latest: null, any_vip: null },
  { agent_id: null, all: 2, known: 2, least: -1, first: '\u{1F600}', latest: null, any_vip: null },
]

/** What every store answers to queries of groups. */
export function describeAggregates(fixture: StoreFixture): void {
  describe('aggregates', () => {
    it.each([false, true])('groups equal values, null among them (computed: %s)', async (isComputed) => {
      await fill(fixture.first, { tickets: some })
      expect(await rowsOf(fixture.first, queryFor(grouped(['agent_id'], { isComputed })))).toEqual(expected)
    })

    it('groups by several values', async () => {
      await fill(fixture.first, { tickets: some })
      const rows = await rowsOf(fixture.first, queryFor(grouped(['agent_id', 'vip'])))
      expect(rows.map((row) => [field(row, 'agent_id'), field(row, 'vip'), field(row, 'all')])).toEqual([
        ['u1', false, 1],
        ['u1', true, 1],
        ['u2', null, 1],
        [null, null, 2],
      ])
    })

    it('has one group over everything, also over nothing', async () => {
      const query = queryFor(grouped([]))
      const nothing = { all: 0, known: 0, least: null, first: null, latest: null, any_vip: null }
      expect(await rowsOf(fixture.first, query)).toEqual([nothing])
      await fill(fixture.first, { tickets: some })
      expect(await rowsOf(fixture.first, query)).toMatchObject([{ all: 5, known: 3, least: -1 }])
      expect(await rowsOf(fixture.first, queryFor(grouped(['agent_id'])))).toHaveLength(3)
    })

    it('has no group over nothing where something tells groups apart', async () => {
      expect(await rowsOf(fixture.first, queryFor(grouped(['agent_id'])))).toEqual([])
    })

    it('shows a commit in the next query', async () => {
      const query = queryFor(grouped(['agent_id']))
      await fill(fixture.first, { tickets: some })
      await rowsOf(fixture.first, query)
      await fill(fixture.first, { tickets: [ticket('f', { agent_id: 'u2', effort: 9 })] })
      expect((await rowsOf(fixture.first, query))[1]).toMatchObject({ agent_id: 'u2', all: 2, least: 9 })
    })

    it('filters before it groups, by the records alone or by the call', async () => {
      await fill(fixture.first, { tickets: some })
      const condition: Condition = {
        op: 'equal',
        left: { column: { alias: 't', field: 'agent_id' } },
        right: { parameter: 0 },
      }
      const isUser = (joined: object) => memberOf(joined, 't', 'agent_id') === 'u1'
      const parts: readonly Parts[] = [
        { keepJoined: isUser },
        { whereJoined: (joined, scope) => isUser(joined) && scope.principal.subject === 'u1' },
      ]
      for (const part of parts)
        for (const filter of [{ condition, parameters: ['u1'], isComplete: true }, { isComplete: false }])
          expect(await rowsOf(fixture.first, queryFor(grouped(['agent_id'], part), filter))).toEqual([expected[0]])
      const none = { condition, parameters: ['nobody'], isComplete: true }
      const keepJoined = () => false
      expect(await rowsOf(fixture.first, queryFor(grouped([], { keepJoined }), none))).toMatchObject([{ all: 0 }])
    })

    it('filters, searches, sorts and pages the rows of the groups', async () => {
      await fill(fixture.first, { tickets: some })
      const aggregate = grouped(['agent_id'], {
        searched: (row) => [field(row, 'first') as string | null],
        sort: {
          kind: 'chosen',
          allowed: new Map([
            ['all', 'all'],
            ['agent_id', 'agent_id'],
          ]),
          defaultKey: 'all',
          defaultDirection: 'desc',
        },
      })
      const query = queryFor(aggregate)
      const ids = async (store: AppStore, input: object) =>
        (await rowsOf(store, query, input)).map((row) => field(row, 'agent_id'))
      // Of two groups with two tickets each the canonical JSON of their rows decides.
      expect(await ids(fixture.first, {})).toEqual(['u1', null, 'u2'])
      expect(await ids(fixture.first, { p: 2, per: 1 })).toEqual([null])
      expect(await ids(fixture.first, { find: 'E' })).toEqual(['u2'])
      expect(await ids(fixture.first, { by: 'agent_id', dir: 'desc' })).toEqual([null, 'u2', 'u1'])
      const many: QueryProgram = { ...query, where: (_, row) => (field(row, 'all') as number) > 1 }
      const outcome = await ask(fixture.first, many, { per: 1 })
      expect(outcome).toMatchObject({
        output: { rows: [{ agent_id: 'u1' }], meta: { strategy: 'aggregate', pagination: { total_rows: 2 } } },
      })
    })

    it('groups what is joined', async () => {
      await fill(fixture.first, {
        tickets: some,
        agents: [agent('u1', { team: 'north' }), agent('u2', { team: 'north' })],
      })
      const on = [{ field: 'id', earlier: 't', earlierField: 'agent_id' }]
      const byTeam = (type: 'left' | 'inner') =>
        grouped([], {
          joins: [{ alias: 'who', collection: 'agents', type, on }],
          group: (joined) => ({ team: memberOf(joined, 'who', 'team') }),
          groupColumns: [{ name: 'team', column: { alias: 'who', field: 'team' } }],
          metrics: [{ id: 'all', op: 'count' }],
          sortKeys: new Map([['team', { value: (row: object) => field(row, 'team') }]]),
          sort: { kind: 'fixed', order: { id: 'fixed', rules: [{ key: 'team', direction: 'asc' }] } },
        })
      expect(await rowsOf(fixture.first, queryFor(byTeam('left')))).toEqual([
        { team: 'north', all: 3 },
        { team: null, all: 2 },
      ])
      expect(await rowsOf(fixture.first, queryFor(byTeam('inner')))).toEqual([{ team: 'north', all: 3 }])
    })

    it('refuses a query of a timeline, which is none of its business', async () => {
      const query = { ...queryFor(grouped([])), projection: { strategy: 'timeline' } } as unknown as QueryProgram
      const order = { id: 'x', rules: [] }
      const selection = { query, scope: scopeOf({}), order, search: null, offset: 0, limit: 1 }
      await expect(async () => fixture.first.select(selection)).rejects.toThrow('history')
    })
  })
}
