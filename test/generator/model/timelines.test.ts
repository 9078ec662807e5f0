import { describe, expect, it } from 'vitest'
import type { TimelineModel } from '../../../generator/artifact/app-model.js'
import { modelOf } from './model-of.js'

const paged = 'pagination: { mode: page, page_arg: p, page_size_arg: per, default_page_size: 10, max_page_size: 20 }'

const written = `
app: { id: desk, name: Desk, tz: UTC, history: { enabled: true } }
domain:
  signals:
    custom:
      opened: { payload: { id: id!, by: text, size: int! } }
      closed:
        version: 2
        payload: { id: id!, by: text }
        migrate: [ { from_version: 1, payload: { id: { $expr: { var: payload.id } }, by: ann } } ]
      other: { payload: { id: id! } }
  projections:
    sums:
      strategy: timeline
      signals: [opened, closed]
      group_by: [payload.by]
      start: { n: 0 }
      when: { opened: { n: { $expr: { "+": [ { var: acc.n }, { var: payload.size } ] } } } }
      sort: { default_by: n }
      ${paged}
queries: [ { id: q, in: {}, returns: { projection: sums } } ]
access: { default_policy: allow, roles: {} }
`

function timelineOf(yaml: string): TimelineModel {
  const [timeline] = modelOf(yaml).projections
  if (timeline?.strategy !== 'timeline') throw new Error('it is a timeline')
  return timeline
}

describe('the hash of what a timeline accumulates', () => {
  const { accumulation, hash } = timelineOf(written)

  it.each<readonly [what: string, from: string, to: string]>([
    ['the order of rows', 'sort: { default_by: n }', 'sort: { default_by: by }'],
    ['no order of rows', 'sort: { default_by: n }', 'search: { arg: find, fields: [by] }'],
    ['the size of pages', 'default_page_size: 10', 'default_page_size: 11'],
    ['what other signals are', 'other: { payload: { id: id! } }', 'other: { payload: { id: id!, more: text } }'],
    ['how long history is kept', 'enabled: true', 'enabled: true, retention: 9d'],
    ['the order of records, written out', 'start: { n: 0 }', 'order_by: { field: emitted_at }\n      start: { n: 0 }'],
    ['the direction, written out', 'start: { n: 0 }', 'order_by: { direction: asc }\n      start: { n: 0 }'],
    ['the mode of rebuilds, written out', 'start: { n: 0 }', 'rebuild: { mode: full }\n      start: { n: 0 }'],
    ['quotes', 'by: ann', 'by: "ann"'],
    ['a query more', 'queries: [', 'queries: [ { id: r, in: {}, returns: { projection: sums } },'],
  ])('is the same with another of: %s', (_, from, to) => {
    expect(written).toContain(from)
    expect(timelineOf(written.replace(from, to)).accumulation).toBe(accumulation)
  })

  it.each<readonly [what: string, from: string, to: string]>([
    ['signals', 'signals: [opened, closed]', 'signals: [opened]'],
    ['their order', 'signals: [opened, closed]', 'signals: [closed, opened]'],
    ['groups', 'group_by: [payload.by]', 'group_by: [payload.by, payload.id]'],
    ['order', 'start: { n: 0 }', 'order_by: { field: payload.id }\n      start: { n: 0 }'],
    ['direction', 'start: { n: 0 }', 'order_by: { direction: desc }\n      start: { n: 0 }'],
    ['start', 'start: { n: 0 }', 'start: { n: 1 }'],
    ['handlers', '{ var: acc.n }, {', '{ var: acc.n }, 0, {'],
    ['ends', 'start: { n: 0 }', 'remove_when: { closed: true }\n      start: { n: 0 }'],
    ['filter', 'start: { n: 0 }', 'where: { exists: { var: payload.by } }\n      start: { n: 0 }'],
    ['migrations', 'by: ann', 'by: ben'],
    ['mode', 'start: { n: 0 }', 'rebuild: { mode: none }\n      start: { n: 0 }'],
    ['retention', 'start: { n: 0 }', 'persist: { retention: 9d }\n      start: { n: 0 }'],
  ])('is another with other %s', (_, from, to) => {
    expect(written).toContain(from)
    expect(timelineOf(written.replace(from, to)).accumulation).not.toBe(accumulation)
  })

  it('is not that of the projection', () => {
    expect(accumulation).toMatch(/^[0-9a-f]{64}$/)
    expect(hash).not.toBe(accumulation)
  })
})

it('a query of a timeline has nothing for a store to decide, and needs no index', () => {
  const where = 'returns: { projection: sums }, where: { "==": [ { var: row.by }, ann ] }'
  const { queries, collections } = modelOf(written.replace('returns: { projection: sums }', where))
  expect(queries.map(({ push }) => push)).toEqual([{ complete: false, condition: null, parameters: [] }])
  expect(collections).toEqual([])
})
