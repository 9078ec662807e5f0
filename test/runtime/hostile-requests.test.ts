import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AuthContext, Envelope, InvokeRequest } from '../../src/runtime.js'
import { agent, ann, startDesk } from './desk/desk.js'

const desk = startDesk()

async function invoke(request: unknown): Promise<Envelope> {
  const answer: unknown = desk.runtime.invoke(request as InvokeRequest)
  expect(answer).toBeInstanceOf(Promise)
  const envelope = (await answer) as Envelope
  expect(envelope.envelopeVersion).toBe('1.0.0')
  expect(['ok', 'rejected', 'replayed']).toContain(envelope.status)
  expect(() => JSON.stringify(envelope)).not.toThrow()
  return envelope
}

const thrower = new Proxy(
  {},
  {
    get: () => JSON.parse(''),
    has: () => JSON.parse(''),
    ownKeys: () => JSON.parse(''),
    getPrototypeOf: () => JSON.parse(''),
    getOwnPropertyDescriptor: () => JSON.parse(''),
  },
)

function nested(depth: number): unknown {
  let value: unknown = {}
  for (let level = 0; level < depth; level++) value = { id: value }
  return value
}

function around(value: unknown): unknown {
  const circle: Record<string, unknown> = { id: value }
  circle.title = circle
  return circle
}

const { proxy: revoked, revoke } = Proxy.revocable({}, {})
revoke()

const values: readonly (readonly [name: string, value: unknown])[] = [
  ['nothing', undefined],
  ['null', null],
  ['a bool', true],
  ['a number', Number.NaN],
  ['a big integer', 10n],
  ['a symbol', Symbol('s')],
  ['a text', 'query'],
  ['ten megabytes of text', 'x'.repeat(10_000_000)],
  ['a list', [1, [2, [3]]]],
  ['an empty object', {}],
  ['an object without prototype', Object.create(null)],
  ['a function', () => ({})],
  ['a class', class {}],
  ['a date', new Date(Number.NaN)],
  ['a map', new Map([['id', 'x']])],
  ['a promise', Promise.resolve({})],
  ['a buffer', Buffer.from('x')],
  ['a proxy that throws', thrower],
  ['a revoked proxy', revoked],
  ['depth ten thousand', nested(10_000)],
  ['depth ten thousand in lists', JSON.parse('['.repeat(10_000) + ']'.repeat(10_000))],
  ['a circle', around(1)],
  ['own __proto__', JSON.parse('{"__proto__":{"id":"x"},"constructor":{"prototype":1},"id":"a","title":"b"}')],
  ['a getter that throws', Object.defineProperty({}, 'id', { get: () => JSON.parse(''), enumerable: true })],
  ['a toJSON that throws', { id: { toJSON: () => JSON.parse('') } }],
  [
    'a hundred thousand members',
    Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`m${index}`, index])),
  ],
  ['a name of ten megabytes', { ['n'.repeat(10_000_000)]: 1 }],
  ['names that are half characters', { '\ud800': 1, '\udfff': 2 }],
]

describe('an envelope comes back for', () => {
  it.each(values)('a request that is %s', async (_, request) => {
    expect(await invoke(request)).toMatchObject({ violations: [{ code: 'entrypoint_not_found_error' }] })
  })

  it.each(values)('an entrypoint kind that is %s', async (_, entrypointKind) => {
    await invoke({ entrypointKind, entrypointId: 'list_board', authContext: ann })
  })

  it.each(values)('an entrypoint id that is %s', async (_, entrypointId) => {
    await invoke({ entrypointKind: 'query', entrypointId, authContext: ann })
  })

  it.each(values)('the input of a query that is %s', async (_, input) => {
    await invoke({ entrypointKind: 'query', entrypointId: 'list_board', input, authContext: ann })
  })

  it.each(values)('the input of a mutation that is %s', async (_, input) => {
    await invoke({
      entrypointKind: 'mutation',
      entrypointId: 'open_ticket',
      input,
      authContext: ann,
      idempotencyKey: 'k',
    })
  })

  it.each(values)('a member of an input that is %s', async (_, value) => {
    const input = { id: value, title: value, sla: value, tags: value, state: value, opened_at: value }
    await invoke({ entrypointKind: 'mutation', entrypointId: 'open_ticket', input, authContext: agent })
    await invoke({
      entrypointKind: 'mutation',
      entrypointId: 'open_ticket',
      input: { id: 'x', title: 'y', tags: [value], sla: { tier: value } },
      authContext: agent,
    })
  })

  it.each(values)('a caller that is %s', async (_, authContext) => {
    await invoke({ entrypointKind: 'query', entrypointId: 'list_board', authContext })
    await invoke({ entrypointKind: 'query', entrypointId: 'list_board', authContext: { subject: authContext } })
    await invoke({
      entrypointKind: 'query',
      entrypointId: 'list_board',
      authContext: { subject: 'a', claims: authContext, tags: authContext },
    })
    await invoke({
      entrypointKind: 'query',
      entrypointId: 'list_board',
      authContext: { subject: 'a', claims: { desk_agent: authContext } },
    })
  })

  it.each(values)('an optional member that is %s', async (_, value) => {
    const call = { entrypointKind: 'query', entrypointId: 'list_board', authContext: ann }
    for (const member of ['traceId', 'invocationId', 'now', 'idempotencyKey', 'sessionId'])
      await invoke({ ...call, [member]: value })
  })

  it('ten megabytes of text that are stored', async () => {
    const input = { id: 'big', title: 'x'.repeat(10_000_000) }
    const call = {
      entrypointKind: 'mutation',
      entrypointId: 'open_ticket',
      authContext: ann,
      input,
      idempotencyKey: 'big',
    }
    expect(await invoke(call)).toMatchObject({ status: 'ok' })
    expect(await invoke(call)).toMatchObject({ status: 'replayed' })
  })

  it('claims that are ten thousand levels deep, and denies them', async () => {
    const authContext: AuthContext = { subject: 'a', claims: { desk_agent: nested(10_000) as never } }
    const answer = await invoke({ entrypointKind: 'query', entrypointId: 'list_board', authContext })
    expect(answer.violations).toMatchObject([{ code: 'access_denied_error' }])
  })

  it('any JSON at all', async () => {
    const request = fc.record(
      {
        entrypointKind: fc.oneof(fc.constantFrom('query', 'mutation', 'route'), fc.jsonValue()),
        entrypointId: fc.oneof(fc.constantFrom('list_board', 'open_ticket', 'add_comment'), fc.jsonValue()),
        input: fc.jsonValue(),
        authContext: fc.oneof(fc.constant(ann), fc.jsonValue()),
        idempotencyKey: fc.jsonValue(),
        now: fc.jsonValue(),
      },
      { requiredKeys: [] },
    )
    await fc.assert(fc.asyncProperty(request, async (value) => void (await invoke(value))))
  })

  it('and no bug was met, and nothing was polluted', () => {
    expect(desk.log).toEqual([])
    expect({}).not.toHaveProperty('id')
  })
})
