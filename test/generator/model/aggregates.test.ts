import { describe, expect, it } from 'vitest'
import type { AppModel } from '../../../generator/artifact/app-model.js'
import type { Json } from '../../../src/contract/json.js'
import { deskSpec } from './desk-spec.js'
import { modelOf } from './model-of.js'

interface Parts {
  readonly where?: Json
  readonly group?: readonly string[]
  readonly queryWhere?: Json
}

const pagination = { mode: 'page', page_arg: 'p', page_size_arg: 'per', default_page_size: 10, max_page_size: 50 }

/** The desk with one query: tickets by something, whose filter is before the grouping. */
function modelWith({ where, group = ['t.owner'], queryWhere }: Parts): AppModel {
  const spec: { readonly domain: object } = JSON.parse(deskSpec())
  const load = {
    strategy: 'aggregate',
    primary: { collection: 'tickets', as: 't' },
    join: [{ collection: 'agents', as: 'who', on: { '==': [{ var: 'who.id' }, { var: 't.owner' }] } }],
    group_by: group,
    metrics: [
      { id: 'all', op: 'count' },
      { id: 'streets', op: 'count', field: 't.place.street' },
      { id: 'low', op: 'min', field: 't.weight' },
    ],
    ...(where === undefined ? {} : { where }),
    sort: { default_by: 'all' },
    pagination,
  }
  const query = { id: 'q', in: {}, returns: { projection: 'load' }, ...(queryWhere ? { where: queryWhere } : {}) }
  const domain = { ...spec.domain, projections: { load } }
  return modelOf(JSON.stringify({ ...spec, domain, queries: [query], access: { default_policy: 'allow', roles: {} } }))
}

function aggregateOf(parts: Parts) {
  const [first] = modelWith(parts).projections
  if (first?.strategy !== 'aggregate') throw new Error('it is an aggregate')
  return first
}

describe('an aggregate', () => {
  it('knows the columns of its groups and metrics, where there are any', () => {
    const { group, metrics } = aggregateOf({ group: ['t.owner', 't.place.street'] })
    expect(group.map(({ name, column }) => [name, column])).toEqual([
      ['owner', { alias: 't', field: 'owner', type: 'text' }],
      ['street', null],
    ])
    expect(metrics.map(({ id, column }) => [id, column])).toEqual([
      ['all', null],
      ['streets', null],
      ['low', { alias: 't', field: 'weight', type: 'number' }],
    ])
  })

  const cases: readonly (readonly [what: string, where: Json, push: object])[] = [
    ['a column of the records', { '==': [{ var: 't.state' }, 'open'] }, { complete: true, condition: { op: 'equal' } }],
    ['a member of the row', { '==': [{ var: 'row.t.state' }, 'open'] }, { complete: true, condition: { op: 'equal' } }],
    ['a joined record', { '!=': [{ var: 'who.name' }, 'ann'] }, { complete: true, condition: { op: 'not' } }],
    [
      'two things, of which one stands in no column',
      { and: [{ var: 't.urgent' }, { '==': [{ var: 't.place.street' }, 'a'] }] },
      { complete: false, condition: { op: 'holds' } },
    ],
    [
      'something that stands in no column',
      { '==': [{ var: 't.place.street' }, 'a'] },
      { complete: false, condition: null },
    ],
  ]
  it.each(cases)('leaves it to the store to filter before the grouping by %s', (_, where, push) => {
    expect(modelWith({ where }).queries[0]?.push).toMatchObject(push)
  })

  it('never leaves the filter of a query to the store, which comes after the grouping', () => {
    const queryWhere: Json = { '>': [{ var: 'row.all' }, 1] }
    expect(modelWith({ queryWhere }).queries[0]?.push).toEqual({ complete: true, condition: null, parameters: [] })
  })

  it('has indexes for what it joins and filters by, and none for what it counts', () => {
    const { collections } = modelWith({ where: { '==': [{ var: 't.state' }, 'open'] } })
    const tickets = collections.find(({ id }) => id === 'tickets')
    expect(tickets?.indexes).toEqual([['state']])
  })
})
