import { describe, expect, it } from 'vitest'
import type { ProjectionProgram, QueryProgram } from '../../src/contract/program.js'
import { readArguments } from '../../src/projection/read-arguments.js'
import { queryOf, ticketList } from '../store/sample-app.js'

const projection = ticketList({
  searched: () => [],
  sort: {
    kind: 'chosen',
    allowed: new Map([
      ['at', 't.at'],
      ['t.at', 't.at'],
      ['title', 'title'],
    ]),
    defaultKey: 'title',
    defaultDirection: 'desc',
  },
  pagination: { defaultPage: 2, defaultSize: 10, maxSize: 50 },
})

function read(input: object, more: Partial<QueryProgram> = {}, of: ProjectionProgram = projection) {
  return readArguments({ ...queryOf(of), ...more }, input)
}

describe('the order', () => {
  it.each([
    [{}, 'title', 'desc'],
    [{ by: null, dir: null }, 'title', 'desc'],
    [{ by: '', dir: '' }, 'title', 'desc'],
    [{ by: 'at' }, 't.at', 'desc'],
    [{ by: 't.at', dir: 'asc' }, 't.at', 'asc'],
  ])('of %j is by %s, %s', (input, key, direction) => {
    expect(read(input)).toMatchObject({ kind: 'asked', order: { rules: [{ key, direction }] } })
  })

  it('is one object per choice', () => {
    const orders = [read({ by: 'at' }), read({ by: 't.at', dir: 'desc' })].map(
      (asked) => 'order' in asked && asked.order,
    )
    expect(orders[0]).toBe(orders[1])
    expect(orders[0]).not.toBe(false)
  })

  it.each([
    [{ by: 'id' }, 'by', 'must be one of at, t.at, title'],
    [{ by: 3 }, 'by', 'must be one of at, t.at, title'],
    [{ by: 'At' }, 'by', 'must be one of at, t.at, title'],
    [{ dir: 'ASC' }, 'dir', 'must be asc or desc'],
    [{ dir: true }, 'dir', 'must be asc or desc'],
    [{ by: 'id', dir: 'up', per: 51 }, 'by', 'must be one of at, t.at, title'],
  ])('of %j is refused', (input, path, problem) => {
    expect(read(input)).toEqual({ kind: 'refused', code: 'validation_error', path, problem })
  })

  it('that is fixed cannot be chosen', () => {
    const order = { id: 'fixed', rules: [{ key: 'title', direction: 'asc' }] } as const
    const fixed = ticketList({ sort: { kind: 'fixed', order } })
    expect(read({ by: 'unknown', dir: 'up' }, {}, fixed)).toMatchObject({ kind: 'asked', order })
  })
})

describe('the search', () => {
  it.each([
    [undefined, null],
    [null, null],
    ['', null],
    [' \u2003\n', null],
    [7, null],
    ['  ÄB c ', 'äb c'],
  ])('for %j is %j', (find, search) => {
    expect(read({ find })).toMatchObject({ kind: 'asked', search })
  })

  it('is none where the projection has nothing to search in', () => {
    expect(read({ find: 'a' }, {}, ticketList())).toMatchObject({ kind: 'asked', search: null })
  })
})

describe('the page', () => {
  it.each([undefined, null, 0, -1, 1.5, '3', Number.NaN, Number.POSITIVE_INFINITY, true])(
    'takes its default for %s',
    (value) => {
      expect(read({ p: value, per: value })).toMatchObject({ kind: 'asked', page: 2, size: 10 })
    },
  )

  it('is what was asked for, up to the largest size', () => {
    expect(read({ p: 7, per: 50 })).toMatchObject({ kind: 'asked', page: 7, size: 50 })
  })

  it.each([51, 1e300])('refuses the size %d', (per) => {
    expect(read({ per })).toEqual({
      kind: 'refused',
      code: 'projection_pagination_error',
      path: 'per',
      problem: 'must be at most 50',
    })
  })

  it('names the whole input where the query declares no such argument', () => {
    const names = { page: null, pageSize: null, search: null, sortBy: null, sortOrder: null }
    expect(read({ per: 51 }, { argumentNames: names })).toMatchObject({ kind: 'refused', path: '$' })
  })
})
