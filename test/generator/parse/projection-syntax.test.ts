import { describe, expect, it } from 'vitest'
import { parseSpec } from '../../../generator/2-parse/parse-spec.js'
import type { ProjectionSyntax } from '../../../generator/artifact/documents.js'
import { head, tellAll } from './tell.js'

function read(text: string): ProjectionSyntax {
  const outcome = parseSpec({ path: 'app.yaml', text })
  expect(tellAll(text, outcome)).toEqual([])
  const [first] = outcome.ok ? outcome.value.projections : []
  if (first === undefined) throw new Error('it was not read')
  return first.value
}

const page = 'pagination: { mode: page, page_arg: p, page_size_arg: s, default_page_size: 5, max_page_size: 9 }'
const write = (inner: string): string => `${head}domain: { projections: { p: { ${inner}, ${page} } } }`

describe('the syntax of a projection', () => {
  it('shows all fields of a collection where it names none', () => {
    const text = write('strategy: from_collection, collection: c, sort: { default_by: a }')
    expect(read(text)).toMatchObject({
      strategy: 'from_collection',
      collection: { text: 'c' },
      fields: null,
      where: null,
      search: null,
      sort: {
        kind: 'chosen',
        byArg: null,
        orderArg: null,
        allowed: null,
        defaultBy: { text: 'a' },
        defaultOrder: 'asc',
      },
      pagination: {
        pageArg: { text: 'p' },
        pageSizeArg: { text: 's' },
        defaultPage: 1,
        defaultPageSize: 5,
        maxPageSize: 9,
      },
    })
  })

  it('has everything that may stand there', () => {
    const sort = 'sort: { by_arg: b, order_arg: o, allowed: [a, t.b], default_by: t.b, default_order: desc }'
    const text = write(
      `strategy: join, primary: { collection: c, as: t }, join: [{ as: u, collection: d, type: inner, on: true, fields: [u.x as y] }, { as: v, collection: d, on: false }], fields: [t.a], where: 1, search: { arg: find, fields: [t.a, y] }, ${sort}`,
    )
    expect(read(text)).toMatchObject({
      strategy: 'join',
      primary: { collection: { text: 'c' }, as: { text: 't' } },
      join: [
        {
          as: { text: 'u' },
          collection: { text: 'd' },
          type: 'inner',
          on: { value: true },
          fields: [{ name: { text: 'y' } }],
        },
        { as: { text: 'v' }, type: 'left', fields: [] },
      ],
      fields: [{ path: { text: 't.a' }, segments: ['t', 'a'], name: { text: 'a' } }],
      where: { value: 1 },
      search: { arg: { text: 'find' }, fields: [{ text: 't.a' }, { text: 'y' }] },
      sort: {
        byArg: { text: 'b' },
        orderArg: { text: 'o' },
        allowed: [{ text: 'a' }, { text: 't.b' }],
        defaultOrder: 'desc',
      },
    })
  })

  it('may be sorted in one way for good', () => {
    const text = write('strategy: from_collection, collection: c, sort: [{ field: a }, { field: b, direction: desc }]')
    expect(read(text).sort).toMatchObject({
      kind: 'fixed',
      rules: [
        { field: { text: 'a' }, direction: 'asc' },
        { field: { text: 'b' }, direction: 'desc' },
      ],
    })
  })

  it('groups joined records, with numbers over them', () => {
    const text = write(
      'strategy: aggregate, primary: { collection: c, as: t }, group_by: [t.state, u.team], metrics: [{ id: all, op: count }, { id: low, op: min, field: t.size }], where: true, sort: { default_by: all }',
    )
    expect(read(text)).toMatchObject({
      strategy: 'aggregate',
      join: [],
      groupBy: [{ text: 't.state' }, { text: 'u.team' }],
      metrics: [
        { id: { text: 'all' }, op: 'count', field: null },
        { id: { text: 'low' }, op: 'min', field: { text: 't.size' } },
      ],
      where: { value: true },
    })
  })

  it('reads history', () => {
    const text = write(
      'strategy: timeline, signals: [a, b.c], group_by: [payload.x], order_by: { field: payload.at, direction: desc }, start: { n: 0, deep: { list: [null] } }, when: { b.c: { n: { $expr: { var: acc.n } } } }, remove_when: { a: true }, rebuild: { mode: from_timestamp, from: 2026-01-01T00:00:00Z }, persist: { retention: 7d }',
    )
    expect(read(text)).toMatchObject({
      strategy: 'timeline',
      signals: [{ text: 'a' }, { text: 'b.c' }],
      groupBy: [{ text: 'payload.x' }],
      orderBy: { field: { text: 'payload.at' }, direction: 'desc' },
      start: [
        { name: { text: 'n' }, value: { value: 0 } },
        { name: { text: 'deep' }, value: { value: { list: [null] } } },
      ],
      when: [{ name: { text: 'b.c' }, value: [{ name: { text: 'n' } }] }],
      removeWhen: [{ name: { text: 'a' }, value: { value: true } }],
      rebuild: { mode: 'from_timestamp', from: { text: '2026-01-01T00:00:00Z' } },
      retention: { text: '7d' },
      sort: null,
    })
  })

  it.each(['', ', group_by: null, start: null, when: null'])('reads history record by record%s', (more) => {
    expect(read(write(`strategy: timeline, signals: [a]${more}`))).toMatchObject({
      groupBy: null,
      orderBy: { field: null, direction: 'asc' },
      start: null,
      when: null,
      removeWhen: [],
      rebuild: { mode: 'full', from: null },
      retention: null,
    })
  })
})

describe('a field', () => {
  it.each([
    ['a', 'a', 'a', 'a', 'a'],
    ['t.owner.id', 't.owner.id', 'id', 't.owner.id', 'id'],
    ['t.id as  t', 't.id', 't', 't.id', 't'],
    ['id as id', 'id', 'id', 'id', 'id'],
    ['" t.a as b "', 't.a', 'b', 't.a', 'b'],
    ["'list.0'", 'list.0', '0', 'list.0', '0'],
    // Where the text is not what stands in the file, the whole of it is the place.
    ['"t.\\x61 as b"', 't.a', 'b', '"t.\\x61 as b"', '"t.\\x61 as b"'],
  ])('%s has the path %s and the name %s, each at its place', (written, path, name, pathStands, nameStands) => {
    const text = write(`strategy: from_collection, collection: c, sort: { default_by: a }, fields: [ ${written} ]`)
    const projection = read(text)
    const [field] = ('fields' in projection && projection.fields) || []
    const standing = (at: { start: number; end: number } | undefined) => text.slice(at?.start, at?.end)
    expect([field?.path.text, field?.name.text]).toEqual([path, name])
    expect([standing(field?.path.at), standing(field?.name.at)]).toEqual([pathStands, nameStands])
    expect(field?.segments).toEqual(path.split('.'))
  })
})
