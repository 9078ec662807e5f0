import { describe, expect, it } from 'vitest'
import type { ProjectionProgram, QueryProgram } from '../../src/contract/program.js'
import type { RowEntry, Selected, Selection } from '../../src/contract/store.js'
import { runProjection } from '../../src/projection/run-projection.js'
import { createMemoryStore } from '../../src/store/memory/index.js'
import { field, queryOf, scopeOf, ticketList } from '../store/sample-app.js'

/** A store that answers every selection with what it is given, and tells what it was asked. */
function storeThat(answers: (selection: Selection) => Selected | Promise<Selected>) {
  return Object.assign(createMemoryStore(), { select: answers })
}

function entry(id: string, more: object = {}): RowEntry {
  const row = { id, ...more }
  return { source: row, row }
}

function entries(ids: readonly string[], sorted: boolean): Selected {
  return { kind: 'entries', entries: ids.map((id) => entry(id)), sorted }
}

function run(query: QueryProgram, selected: Selected, input: object = {}) {
  return runProjection(
    query,
    storeThat(() => selected),
    scopeOf(input),
  )
}

describe('the answer', () => {
  it('has the rows and says where they come from', () => {
    expect(run(queryOf(ticketList()), entries(['a', 'b', 'c'], true), { p: 2, per: 2 })).toEqual({
      kind: 'answered',
      output: {
        rows: [{ id: 'c' }],
        meta: {
          projection: 'ticket_list',
          strategy: 'from_collection',
          artifact_hash: 'hash of ticket_list',
          pagination: { mode: 'page', page: 2, page_size: 2, total_rows: 3, total_pages: 2 },
        },
      },
      warnings: [],
    })
  })

  it('is a promise where the store gives one, and only there', async () => {
    const store = storeThat(async () => entries(['a'], true))
    const promised = runProjection(queryOf(ticketList()), store, scopeOf({}))
    expect(promised).toBeInstanceOf(Promise)
    expect(await promised).toMatchObject({ kind: 'answered', output: { rows: [{ id: 'a' }] } })
    const broken = storeThat(async () => {
      throw new Error('store down')
    })
    await expect(runProjection(queryOf(ticketList()), broken, scopeOf({}))).rejects.toThrow('store down')
  })

  it('takes a page of the store as it is', () => {
    const page: Selected = { kind: 'page', rows: [{ id: 'x' }], total: 7 }
    const query = queryOf(ticketList(), { where: () => false })
    expect(run(query, page, { p: 7, per: 1 })).toMatchObject({ output: { rows: page.rows } })
  })

  it('asks the store for the page in its order, and for nothing where an argument is refused', async () => {
    const asked: Selection[] = []
    const store = storeThat((selection) => {
      asked.push(selection)
      return entries([], true)
    })
    const query = queryOf(ticketList())
    await runProjection(query, store, scopeOf({ p: 3, per: 10, dir: 'desc', find: 'x' }))
    await runProjection(query, store, scopeOf({ by: 'unknown' }))
    expect(asked).toMatchObject([
      { offset: 20, limit: 10, search: null, order: { rules: [{ key: 'id', direction: 'desc' }] } },
    ])
    expect(asked).toHaveLength(1)
  })

  it.each([
    [3, 2, 'must be at most 2, the last page'],
    [2, 5, 'must be 1, the only page'],
  ])('has no page %i of %i rows each among three rows', (p, per, problem) => {
    expect(run(queryOf(ticketList()), entries(['a', 'b', 'c'], true), { p, per })).toEqual({
      kind: 'refused',
      code: 'projection_pagination_error',
      path: 'p',
      problem,
    })
  })

  it.each([true, false])('has one empty page of no rows, in order: %s', (sorted) => {
    expect(run(queryOf(ticketList()), entries([], sorted), { p: 5 })).toMatchObject({
      kind: 'answered',
      output: { rows: [], meta: { pagination: { page: 5, total_rows: 0, total_pages: 1 } } },
    })
  })
})

describe('the stages', () => {
  function traced(seen: string[]): ProjectionProgram {
    return ticketList({
      where: (source) => {
        seen.push(`projection ${field(source, 'id')}`)
        return field(source, 'id') !== 'a'
      },
      searched: (source) => {
        seen.push(`search ${field(source, 'id')}`)
        return [null, `about ${field(source, 'id')}`]
      },
      sortKeys: new Map([
        [
          'id',
          {
            value: (source: object) => {
              seen.push(`sort ${field(source, 'id')}`)
              return field(source, 'id')
            },
          },
        ],
      ]),
    })
  }

  it.each([true, false])('run in their order and once per row, in order: %s', (sorted) => {
    const seen: string[] = []
    const query = queryOf(traced(seen), {
      where: (source) => {
        seen.push(`query ${field(source, 'id')}`)
        return field(source, 'id') !== 'b'
      },
    })
    const outcome = run(query, entries(['d', 'a', 'b', 'c'], sorted), { find: 'ABOUT' })
    expect(outcome).toMatchObject({
      output: { rows: sorted ? [{ id: 'd' }, { id: 'c' }] : [{ id: 'c' }, { id: 'd' }] },
    })
    const filtered = ['projection d', 'query d', 'search d', 'projection a', 'projection b', 'query b']
    const last = ['projection c', 'query c', 'search c']
    expect(seen).toEqual([...filtered, ...last, ...(sorted ? [] : ['sort d', 'sort c'])])
  })

  it('search in texts alone, whatever else stands there', () => {
    const projection = ticketList({ searched: (source) => [field(source, 'text') as string] })
    const selected: Selected = {
      kind: 'entries',
      sorted: true,
      entries: [entry('a', { text: null }), entry('b', { text: 'ÄX' }), entry('c', { text: 'y' })],
    }
    expect(run(queryOf(projection), selected, { find: 'äx' })).toMatchObject({ output: { rows: [{ id: 'b' }] } })
  })

  it('sort ties by the canonical JSON of rows, and equal rows as they came', () => {
    const order = { id: 'fixed', rules: [{ key: 'none', direction: 'desc' }] } as const
    const projection = ticketList({
      sort: { kind: 'fixed', order },
      sortKeys: new Map([['none', { value: () => null }]]),
    })
    const given = [entry('b'), entry('a!'), entry('a'), entry('a'), entry('a"')]
    const outcome = run(queryOf(projection), { kind: 'entries', entries: given, sorted: false })
    const rows = outcome instanceof Promise || outcome.kind === 'refused' ? [] : outcome.output.rows
    expect(rows).toEqual([{ id: 'a!' }, { id: 'a' }, { id: 'a' }, { id: 'a"' }, { id: 'b' }])
    expect(rows[1]).toBe(given[2]?.row)
  })
})
