import { describe, expect, it } from 'vitest'
import type { AppStore } from '../../../src/contract/store.js'
import { callFailed } from '../../../src/semantics/call-failed.js'
import { createMemoryStore } from '../../../src/store/memory/memory-store.js'
import { agent, ann, changed, slowed, startDesk, ticket } from '../desk/desk.js'
import { program } from '../desk/program.js'

/** A desk with tickets a to e, two of them Ann's. */
async function startBoard(store: AppStore = createMemoryStore()) {
  const desk = startDesk({ store })
  for (const [index, id] of ['a', 'b', 'c', 'd', 'e'].entries()) {
    const input = { ...ticket(id), opened_at: `2026-01-0${index + 1}T00:00:00Z` }
    await desk.mutate('open_ticket', input, { authContext: index < 2 ? ann : agent })
  }
  return desk
}

const kinds: readonly (readonly [string, () => AppStore])[] = [
  ['at once', createMemoryStore],
  ['later', () => slowed(createMemoryStore())],
]

describe.each(kinds)('a query of a store that answers %s', (_, create) => {
  it('gives the page that was asked for', async () => {
    const { query } = await startBoard(create())
    const { output } = await query('list_board', { p: 2, per: 2, dir: 'desc' }, agent)
    expect(output).toMatchObject({
      rows: [{ id: 'c' }, { id: 'b' }],
      meta: { pagination: { mode: 'page', page: 2, page_size: 2, total_rows: 5, total_pages: 3 } },
    })
  })

  it('hides what the caller may not see from rows and counts alike', async () => {
    const { query } = await startBoard(create())
    const { output } = await query('list_board')
    expect(output).toMatchObject({
      rows: [{ id: 'a' }, { id: 'b' }],
      meta: { pagination: { total_rows: 2, total_pages: 1 } },
    })
  })

  it.each([
    [{ p: 4, per: 2 }, 'projection_pagination_error', 'p'],
    [{ per: 201 }, 'projection_pagination_error', 'per'],
    [{ order: 'title' }, 'validation_error', 'order'],
    [{ dir: 'up' }, 'validation_error', 'dir'],
  ])('refuses %j with %s', async (input, code, path) => {
    const { query } = await startBoard(create())
    const { status, violations } = await query('list_board', input, agent)
    expect({ status, violations }).toEqual({
      status: 'rejected',
      violations: [{ code, path, message: expect.stringMatching(new RegExp(`^${path} must be `)) }],
    })
  })

  it('gives one empty page where there is nothing', async () => {
    const { output } = await startDesk({ store: create() }).query('list_board', { p: 7 })
    expect(output).toMatchObject({ rows: [], meta: { pagination: { page: 7, total_rows: 0, total_pages: 1 } } })
  })
})

describe('a query that fails', () => {
  const fail = () => {
    throw new Error('disk on fire')
  }

  it.each<readonly [string, () => never | Promise<never>]>([
    ['at once', fail],
    ['later', async () => fail()],
  ])('because the store does %s is projection_provider_error, which may be tried again', async (_, select) => {
    const { query, log } = await startBoard(changed(createMemoryStore(), { select }))
    const { status, error, observedEffects } = await query('list_board')
    expect({ status, error, observedEffects }).toEqual({
      status: 'error',
      error: { code: 'projection_provider_error', message: 'the store failed while answering', retryable: true },
      observedEffects: ['read'],
    })
    expect(log).toMatchObject([
      { level: 'error', details: { query: 'list_board', thrown: { message: 'disk on fire' } } },
    ])
  })

  it.each(kinds)(
    'because a filter cannot be evaluated by a store that answers %s has the code of that',
    async (_, create) => {
      const list = program.queries.get('list_board')
      if (list === undefined) throw new Error('the desk has a board')
      const where = () => {
        throw callFailed('expression_type_error', { problem: 'operator + takes numbers, not a text' })
      }
      const queries = new Map([['list_board', { ...list, where }]])
      const desk = startDesk({ program: { ...program, queries }, store: create() })
      await desk.mutate('open_ticket', ticket('a'))
      const { status, error } = await desk.query('list_board')
      expect({ status, error }).toEqual({
        status: 'error',
        error: { code: 'expression_type_error', message: 'operator + takes numbers, not a text', retryable: false },
      })
      expect(desk.log).toEqual([])
    },
  )
})
