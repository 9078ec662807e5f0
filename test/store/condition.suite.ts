import { describe, expect, it } from 'vitest'
import type { Condition } from '../../src/contract/program.js'
import { canonicalJson } from '../../src/semantics/canonical-json.js'
import { ask, columnOf, type Fields, field, fill, queryOf, ticket, ticketList } from './sample-app.js'
import type { StoreFixture } from './store.suite.js'

interface ConditionCase {
  readonly condition: Condition
  readonly parameters?: readonly unknown[]
  readonly where: (record: Fields) => boolean
}

const effort = { column: { alias: 'tickets', field: 'effort' } } as const
const agentId = { column: { alias: 'tickets', field: 'agent_id' } } as const
const title = { column: { alias: 'tickets', field: 'title' } } as const
const vip = { column: { alias: 'tickets', field: 'vip' } } as const
const order = { column: { alias: 'tickets', field: 'order' } } as const
const sla = { column: { alias: 'tickets', field: 'sla' } } as const
const first = { parameter: 0 } as const
const second = { parameter: 1 } as const

const conditions: Readonly<Record<string, ConditionCase>> = {
  'a text': {
    condition: { op: 'equal', left: agentId, right: first },
    parameters: ['u1'],
    where: (r) => r.agent_id === 'u1',
  },
  'null by a parameter': {
    condition: { op: 'equal', left: agentId, right: first },
    parameters: [null],
    where: (r) => r.agent_id === null,
  },
  'not null': {
    condition: { op: 'not', condition: { op: 'equal', left: first, right: agentId } },
    parameters: [null],
    where: (r) => r.agent_id !== null,
  },
  'not a text, which null is not either': {
    condition: { op: 'not', condition: { op: 'equal', left: agentId, right: first } },
    parameters: ['u1'],
    where: (r) => r.agent_id !== 'u1',
  },
  'a number given as text matches nothing': {
    condition: { op: 'equal', left: effort, right: first },
    parameters: ['1'],
    where: () => false,
  },
  'a text given as number matches nothing': {
    condition: { op: 'not', condition: { op: 'equal', left: title, right: first } },
    parameters: [7],
    where: () => true,
  },
  'a bool given as number matches nothing': {
    condition: { op: 'equal', left: vip, right: first },
    parameters: [1],
    where: () => false,
  },
  'a number given as bool matches nothing': {
    condition: {
      op: 'or',
      conditions: [
        { op: 'equal', left: order, right: first },
        { op: 'less', left: order, right: first },
      ],
    },
    parameters: [true],
    where: () => false,
  },
  'an order over null is false, and its negation true': {
    condition: { op: 'not', condition: { op: 'less', left: effort, right: first } },
    parameters: [1],
    where: (r) => !(r.effort !== null && Number(r.effort) < 1),
  },
  'the four orders of numbers': {
    condition: {
      op: 'and',
      conditions: [
        { op: 'greater_or_equal', left: effort, right: first },
        { op: 'less_or_equal', left: effort, right: second },
        { op: 'greater', left: second, right: first },
        { op: 'less', left: first, right: effort },
      ],
    },
    parameters: [0.5, 2],
    where: (r) => r.effort !== null && Number(r.effort) > 0.5 && Number(r.effort) <= 2,
  },
  'an order of texts by code unit': {
    condition: { op: 'less', left: title, right: first },
    parameters: ['\uFF21'],
    where: (r) => String(r.title) < '\uFF21',
  },
  'a text whose code units are not well-formed': {
    condition: {
      op: 'or',
      conditions: [
        { op: 'equal', left: title, right: first },
        { op: 'less', left: title, right: first },
      ],
    },
    parameters: ['\uD800'],
    where: (r) => String(r.title) < '\uD800',
  },
  'two columns, nulls equal': {
    condition: { op: 'equal', left: effort, right: order },
    where: (r) => r.effort === r.order,
  },
  'two columns in order': {
    condition: { op: 'not', condition: { op: 'greater', left: effort, right: order } },
    where: (r) => !(r.effort !== null && r.order !== null && Number(r.effort) > Number(r.order)),
  },
  'two columns of different types': {
    condition: { op: 'equal', left: agentId, right: order },
    where: (r) => r.agent_id === null && r.order === null,
  },
  'JSON as a whole': {
    condition: { op: 'equal', left: sla, right: first },
    parameters: [{ b: 1, a: [null] }],
    where: (r) => canonicalJson(r.sla) === '{"a":[null],"b":1}',
  },
  'one of a list': {
    condition: { op: 'in', value: agentId, list: first },
    parameters: [['u1', 'u3', 7, true]],
    where: (r) => ['u1', 'u3'].includes(String(r.agent_id)),
  },
  'one of a list with null in it': {
    condition: { op: 'in', value: agentId, list: first },
    parameters: [[null, 'u1']],
    where: (r) => r.agent_id === null || r.agent_id === 'u1',
  },
  'none of a list': {
    condition: { op: 'not', condition: { op: 'in', value: agentId, list: first } },
    parameters: [['u1', 'u2', 'u2']],
    where: (r) => r.agent_id !== 'u1' && r.agent_id !== 'u2',
  },
  'none of a list with null in it': {
    condition: { op: 'not', condition: { op: 'in', value: agentId, list: first } },
    parameters: [['u1', null]],
    where: (r) => r.agent_id !== null && r.agent_id !== 'u1',
  },
  'one of a list of the wrong type': {
    condition: { op: 'in', value: effort, list: first },
    parameters: [['1', '2', true]],
    where: () => false,
  },
  'one of no list': { condition: { op: 'in', value: agentId, list: first }, parameters: [null], where: () => false },
  'one of an empty list': {
    condition: { op: 'in', value: agentId, list: first },
    parameters: [[]],
    where: () => false,
  },
  'one of a very long list': {
    condition: { op: 'in', value: order, list: first },
    parameters: [Array.from({ length: 5000 }, (_, index) => index * 2)],
    where: (r) => r.order !== null && Number(r.order) >= 0 && Number(r.order) % 2 === 0,
  },
  'a parameter in a parameter': {
    condition: { op: 'in', value: second, list: first },
    parameters: [['x'], 'x'],
    where: () => true,
  },
  'a flag': { condition: { op: 'holds', value: vip }, where: (r) => r.vip === true },
  'no flag, or null': {
    condition: { op: 'not', condition: { op: 'holds', value: vip } },
    where: (r) => r.vip !== true,
  },
  'either of two': {
    condition: {
      op: 'or',
      conditions: [
        { op: 'holds', value: first },
        { op: 'equal', left: agentId, right: second },
      ],
    },
    parameters: [false, 'u1'],
    where: (r) => r.agent_id === 'u1',
  },
  'the negation of both': {
    condition: {
      op: 'not',
      condition: {
        op: 'and',
        conditions: [
          { op: 'less', left: effort, right: first },
          {
            op: 'or',
            conditions: [
              { op: 'holds', value: vip },
              { op: 'equal', left: agentId, right: second },
            ],
          },
        ],
      },
    },
    parameters: [2, 'u1'],
    where: (r) => !(r.effort !== null && Number(r.effort) < 2 && (r.vip === true || r.agent_id === 'u1')),
  },
  nothing: { condition: { op: 'or', conditions: [] }, where: () => false },
  everything: { condition: { op: 'and', conditions: [] }, where: () => true },
}

/** Every condition as data means what its predicate does, whether a store applies the one or the other. */
export function describeConditions(fixture: StoreFixture): void {
  const records = [
    ticket('a', { agent_id: 'u1', effort: 1, order: 1, vip: true, title: 'a', sla: { a: [null], b: 1 } }),
    ticket('b', { agent_id: 'u2', effort: 2, order: 3, vip: false, title: '7', sla: '{"a":[null],"b":1}' }),
    ticket('c', { agent_id: 'u3', effort: 0.5, order: 0, title: '\u{1F600}', sla: [1] }),
    ticket('d', { effort: null, order: null, vip: true, title: '\uFF21' }),
    ticket('e', { agent_id: 'u1', order: 2, vip: false, title: '\uFFFF' }),
    ticket('f', { effort: 1, vip: null, title: '1' }),
  ]

  describe.each([true, false])('pushed down: %s', (isComplete) => {
    it.each(Object.entries(conditions))('filters by %s', async (_, { condition, parameters = [], where }) => {
      await fill(fixture.first, { tickets: records })
      const query = queryOf(ticketList(), {
        condition,
        parameters,
        where: (source) => where(source as Fields),
        isComplete,
      })
      const wanted = records.filter((record) => where({ ...record })).map(({ id }) => id)
      const outcome = await ask(fixture.first, query)
      expect(outcome).toMatchObject({
        kind: 'answered',
        output: { rows: wanted.map((id) => ({ id })), meta: { pagination: { total_rows: wanted.length } } },
      })
    })
  })

  it('applies the filters of the projection and of the query where a condition says less', async () => {
    await fill(fixture.first, { tickets: records })
    const projection = ticketList({
      keep: (_, row) => field(row, 'id') !== 'a',
      where: (source) => field(source, 'id') !== 'b',
    })
    const query = queryOf(projection, {
      condition: { op: 'not', condition: { op: 'equal', left: title, right: first } },
      parameters: ['1'],
      where: (source) => field(source, 'title') !== '1' && field(source, 'id') !== 'c',
      isComplete: false,
    })
    expect(await columnOf(fixture.first, query, 'id')).toEqual(['d', 'e'])
  })

  it('passes on what a filter throws', async () => {
    await fill(fixture.first, { tickets: records })
    const query = queryOf(ticketList(), {
      where: () => {
        throw new Error('broken filter')
      },
    })
    await expect(async () => ask(fixture.first, query)).rejects.toThrow('broken filter')
    expect(await columnOf(fixture.first, queryOf(ticketList()), 'id')).toHaveLength(records.length)
  })
}
