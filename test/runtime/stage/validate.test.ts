import { describe, expect, it } from 'vitest'
import type { AuthContext } from '../../../src/runtime.js'
import { ann, startDesk, withProbe } from '../desk/desk.js'

type Case = readonly [name: string, input: unknown, found: Readonly<Record<string, string>>]

const ticket: readonly Case[] = [
  ['nothing', undefined, { id: 'id is required', title: 'title is required' }],
  ['null', null, { $: 'the input must be an object' }],
  ['a list', [], { $: 'the input must be an object' }],
  ['a text', 'x', { $: 'the input must be an object' }],
  ['an empty id', { id: '', title: '' }, { id: 'id must not be empty' }],
  ['null where a value is required', { id: null, title: null }, { id: 'id must be text', title: 'title must be text' }],
  [
    'unknown members',
    { id: 'a', title: 'b', x: 1, Id: 2 },
    {
      Id: 'Id is not an input of open_ticket',
      x: 'x is not an input of open_ticket',
    },
  ],
  [
    'an own __proto__',
    JSON.parse('{"id":"a","title":"b","__proto__":{"state":"open"}}'),
    {
      __proto__x: '__proto__ is not an input of open_ticket',
    },
  ],
  [
    'what lies deep',
    { id: 'a', title: 'b', sla: { tier: 1, more: 2 }, tags: ['x', 7, null] },
    {
      'sla.breached': 'sla.breached is required',
      'sla.more': 'sla.more is not a member of sla',
      'sla.tier': 'sla.tier must be text',
      'tags.1': 'tags.1 must be text',
      'tags.2': 'tags.2 must be text',
    },
  ],
  [
    'a value outside of an enum',
    { id: 'a', title: 'b', state: 'new' },
    {
      state: 'state must be one of open, waiting, closed',
    },
  ],
]

describe('an input', () => {
  it.each(ticket)('that is wrong is refused with every issue in order of path: %s', async (_, input, found) => {
    const { mutate } = startDesk()
    const { status, violations, meta } = await mutate('open_ticket', input)
    const expected = Object.entries(found).map(([path, message]) => ({
      code: 'validation_error',
      message,
      path: path.replace('__proto__x', '__proto__'),
    }))
    expect({ status, violations }).toEqual({ status: 'rejected', violations: expected })
    expect(meta.outcome).toBe('rejection')
  })

  it('may be absent where everything in it is optional', async () => {
    const { runtime } = startDesk()
    const request = { entrypointKind: 'query', entrypointId: 'list_board', authContext: ann } as const
    expect(await runtime.invoke(request)).toMatchObject({ status: 'ok' })
  })

  it('has its defaults where a member is absent, and keeps an explicit null', async () => {
    const { query } = startDesk()
    const pages = await Promise.all([{}, { per: 7 }, { per: null }].map((input) => query('list_board', input)))
    const sizes = pages.map(
      ({ output }) => (output as { meta: { pagination: { page_size: number } } }).meta.pagination.page_size,
    )
    expect(sizes).toEqual([25, 7, 25])
  })

  it('reaches the action with its timestamps in their normal form', async () => {
    const { mutate, store } = startDesk()
    await mutate('open_ticket', { id: 't1', title: 'a', opened_at: '2026-01-31T10:30:00.5+01:00' })
    expect(await store.read('tickets', 't1')).toMatchObject({ record: { opened_at: '2026-01-31T09:30:00.500Z' } })
  })

  it.each<readonly [string, AuthContext | null | undefined | { subject: number }]>([
    ['an anonymous caller', null],
    ['a malformed caller', { subject: 7 }],
  ])('that is wrong is told to %s as such, before access is decided', async (_, authContext) => {
    const { mutate } = startDesk()
    const { violations } = await mutate('open_ticket', {}, { authContext: authContext as AuthContext | null })
    expect(violations.map(({ code }) => code)).toEqual(['validation_error', 'validation_error'])
  })

  it('that cannot be read is refused, and nothing is logged', async () => {
    const { mutate, log } = startDesk()
    const input = {
      id: 'a',
      get title(): string {
        throw new Error('not today')
      },
    }
    const { status, violations } = await mutate('open_ticket', input)
    expect({ status, violations }).toEqual({
      status: 'rejected',
      violations: [{ code: 'validation_error', message: 'the input cannot be read as JSON', path: '$' }],
    })
    expect(log).toEqual([])
  })

  it('that is fine, and a reader that is not, is a bug', async () => {
    const readInput = (): never => {
      throw new Error('a bug of ours')
    }
    const { mutate, log } = startDesk({ program: withProbe(() => ({}), { readInput }) })
    const { status, error } = await mutate('probe', { a: 1 })
    expect({ status, code: error?.code }).toEqual({ status: 'error', code: 'internal_error' })
    expect(JSON.stringify(error)).not.toContain('a bug of ours')
    expect(log).toMatchObject([
      { level: 'error', details: { invocationId: 'call-1', thrown: { message: 'a bug of ours' } } },
    ])
  })
})
