import { describe, expect, it } from 'vitest'
import { checkedYaml, expectMarked, spec, typesOfRow } from './check-yaml.js'

const paged = 'pagination: { mode: page, page_arg: p, page_size_arg: per, default_page_size: 10, max_page_size: 20 }'

const who =
  '{ as: who, collection: agents, on: { "==": [ { var: who.id }, { var: t.assignee_id } ] }, fields: [who.display as handler] }'

interface Parts {
  readonly join?: string
  readonly group?: string
  readonly metrics?: string
  readonly more?: string
  readonly where?: string
}

/** Tickets by something, and a query of them that filters. */
function load({
  join = '[]',
  group = '[t.owner_id]',
  metrics = '[ { id: all, op: count } ]',
  more = '',
  where,
}: Parts) {
  return spec({
    projections: [
      'load:',
      '  strategy: aggregate',
      '  primary: { as: t, collection: tickets }',
      `  join: ${join}`,
      `  group_by: ${group}`,
      `  metrics: ${metrics}`,
      ...(more.includes('sort:') ? [] : ['  sort: { default_by: all }']),
      `  ${paged}`,
      ...more.split('\n').map((line) => `  ${line}`),
    ].join('\n'),
    queries: `- { id: q, in: { p: int, per: int, least: int }, returns: { projection: load }, where: ${where ?? 'true'} }`,
  })
}

function rowOf(parts: Parts): Readonly<Record<string, string>> {
  return typesOfRow(checkedYaml(load(parts)))
}

describe('an aggregate', () => {
  it.each<readonly [what: string, parts: Parts]>([
    ['several members, one of a joined record', { join: `[ ${who} ]`, group: '[t.state, handler, who.id]' }],
    ['a member inside of a field', { group: '[t.sla.tier, t.tags]' }],
    ['one group over everything', { group: '[]' }],
    [
      'least and greatest values',
      { metrics: '[ { id: all, op: max, field: t.opened_at }, { id: low, op: min, field: t.urgent } ]' },
    ],
    ['a count of what is there', { metrics: '[ { id: all, op: count, field: t.tags } ]' }],
    [
      'a filter by alias, by member of the row and by name',
      {
        join: `[ ${who} ]`,
        more: 'where: { and: [ { exists: { var: who.id } }, { "==": [ { var: row.t.state }, open ] }, { "!=": [ { var: row.handler }, a ] } ] }',
      },
    ],
    [
      'a sort by a member and by the path of one',
      { more: 'sort: { default_by: owner_id, allowed: [t.owner_id, all] }' },
    ],
    ['a search in a member', { more: 'search: { arg: find, fields: [owner_id, t.owner_id] }' }],
    ['a filter of the query by what was counted', { where: '{ ">": [ { var: row.all }, { var: input.least } ] }' }],
  ])('may have %s', (_, parts) => {
    expectMarked(load(parts))
  })

  it.each<readonly [what: string, parts: Parts, mark: string]>([
    ['a member of no record', { group: '[t.owner]' }, 'projection_plan_invalid_error: there is no "owner" in it'],
    ['a source that is not joined', { group: '[who.id]' }, 'projection_plan_invalid_error'],
    [
      'two members of one name',
      { join: `[ ${who} ]`, group: '[t.id, who.id]' },
      'projection_plan_invalid_error: two members of a row are called "id"',
    ],
    [
      'a metric of a member’s name',
      { metrics: '[ { id: owner_id, op: count }, { id: all, op: count } ]' },
      'projection_plan_invalid_error: two members of a row are called "owner_id"',
    ],
    [
      'two metrics of one name',
      { metrics: '[ { id: all, op: count }, { id: all, op: count } ]' },
      'projection_plan_invalid_error: first named here',
    ],
    [
      'a least value of nothing',
      { metrics: '[ { id: all, op: min } ]' },
      'projection_plan_invalid_error: "min" needs "field": the values of which it takes the least',
    ],
    [
      'a greatest value of nothing',
      { metrics: '[ { id: all, op: max } ]' },
      'projection_plan_invalid_error: the greatest',
    ],
    [
      'a least value of lists',
      { metrics: '[ { id: all, op: min, field: t.tags } ]' },
      'projection_plan_invalid_error: "min" compares scalars, and "t.tags" is a list of text',
    ],
    [
      'a count of a field that is not there',
      { metrics: '[ { id: all, op: count, field: t.tiger } ]' },
      'projection_plan_invalid_error: there is no "tiger" in it',
    ],
    ['a filter by what was counted', { more: 'where: { ">": [ { var: row.all }, 1 ] }' }, 'expression_reference_error'],
    [
      'a filter by all records at once',
      { more: 'where: { exists: { var: row } }' },
      'expression_reference_error: this is all joined records at once; name one of t',
    ],
    ['a sort by what the row lacks', { more: 'sort: { default_by: title }' }, 'projection_plan_invalid_error'],
    [
      'a search in a number',
      { more: 'search: { arg: find, fields: [all] }' },
      'expression_type_mismatch_error: a search looks into text',
    ],
    ['a query that filters by a record', { where: '{ exists: { var: t.id } }' }, 'expression_reference_error'],
  ])('may not have %s', (_, parts, mark) => {
    const line = Object.values(parts)[Object.keys(parts).length - 1] as string
    const yaml = load(parts)
    const marked = yaml.split('\n').map((text) => (text.includes(line) ? `${text}  # ! ${mark}` : text))
    expectMarked(marked.join('\n'))
  })

  it('knows its rows exactly', () => {
    const metrics =
      '[ { id: all, op: count }, { id: seen, op: count, field: t.weight }, { id: low, op: min, field: t.weight }, { id: last, op: max, field: t.opened_at } ]'
    expect(rowOf({ metrics })).toEqual({
      owner_id: 'an id',
      all: 'an int',
      seen: 'an int',
      low: 'a number or null',
      last: 'a timestamp',
    })
    // A group over everything may be over nothing.
    expect(rowOf({ group: '[]', metrics })).toMatchObject({ all: 'an int', last: 'a timestamp or null' })
    expect(rowOf({ join: `[ ${who} ]`, group: '[handler]' })).toMatchObject({ handler: 'text or null' })
  })
})
