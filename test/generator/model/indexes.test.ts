import { describe, expect, it } from 'vitest'
import type { Json } from '../../../src/contract/json.js'
import { deskSpec, type Filters } from './desk-spec.js'
import { modelOf } from './model-of.js'

function indexesOf(filters: Filters): Readonly<Record<string, string>> {
  const { collections } = modelOf(deskSpec(filters))
  return Object.fromEntries(
    collections.map(({ id, indexes }) => [id, indexes.map((fields) => fields.join('+')).join(' ')]),
  )
}

const row = (name: string): Json => ({ var: `row.${name}` })

describe('indexes', () => {
  // The tickets are sorted by `size`, the board by `t.at` or `class.name`; agents are found by id, which needs no index.
  const always = { agents: 'name', tickets: 'at size' }

  it('are for sort keys and joins', () => {
    expect(indexesOf({})).toEqual(always)
  })

  const cases: readonly (readonly [string, Filters, object])[] = [
    ['equality', { tickets: { '==': [row('owner'), 'x'] } }, { tickets: 'at owner size' }],
    ['membership', { tickets: { in: [row('state'), ['open']] } }, { tickets: 'at size state' }],
    ['order', { tickets: { '>': [row('weight'), 1] } }, { tickets: 'at size weight' }],
    [
      'either side of an or',
      { tickets: { or: [{ '==': [row('owner'), 'x'] }, row('urgent')] } },
      { tickets: 'at owner size' },
    ],
    ['the filter of a projection', { keepTickets: { '==': [row('state'), 'open'] } }, { tickets: 'at size state' }],
    [
      'what stands behind a join',
      { board: { '==': [{ var: 'class.boss' }, { var: 't.owner' }] } },
      { agents: 'boss name', tickets: 'at owner size' },
    ],
  ]
  it.each(cases)('are for %s', (_, filters, wanted) => {
    expect(indexesOf(filters)).toEqual({ ...always, ...wanted })
  })

  const others: readonly (readonly [string, Filters])[] = [
    ['the key', { tickets: { '==': [row('id'), 'x'] } }],
    ['what is negated', { tickets: { '!=': [row('owner'), 'x'] } }],
    ['a flag', { tickets: row('urgent') }],
    ['what is not pushed', { tickets: { or: [{ '==': [row('owner'), 'x'] }, row('title')] } }],
  ]
  it.each(others)('are not for %s', (_, filters) => {
    expect(indexesOf(filters)).toEqual(always)
  })

  it('are not for a projection that no query shows', () => {
    const spec: { queries: unknown } = JSON.parse(deskSpec())
    const { collections } = modelOf(JSON.stringify({ ...spec, queries: [] }))
    expect(collections.map(({ indexes }) => indexes)).toEqual([[], []])
  })

  it('are at both ends of an inner join, and at the far end of a left one', () => {
    const text = deskSpec().replace('"as":"class"', '"as":"class","type":"inner"')
    const { collections } = modelOf(text)
    expect(collections.map(({ indexes }) => indexes.flat().join(' '))).toEqual(['name', 'at owner size'])
  })
})

describe('columns', () => {
  it('hold scalars as they are, and the rest as JSON', () => {
    const tickets = modelOf(deskSpec()).collections.find(({ id }) => id === 'tickets')
    expect(tickets?.columns.map(({ name, type, required }) => `${name} ${type}${required ? '!' : ''}`)).toEqual([
      'at timestamp!',
      'id text!',
      'mixed json',
      'muted bool',
      'owner text',
      'place json',
      'rank int',
      'size int!',
      'state text!',
      'tags json!',
      'title text!',
      'urgent bool!',
      'weight number',
    ])
  })
})
