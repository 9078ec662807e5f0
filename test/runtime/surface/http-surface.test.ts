import { describe, expect, it } from 'vitest'
import { createHttpSurface, type HttpRequest, httpStatus } from '../../../src/http.js'
import type { Envelope } from '../../../src/runtime.js'
import { echoApp, startWired } from './wired-app.js'

const surfaces = `
    http:
      mutations:
        echo: { method: POST, path: "/echo/:name", bind: { name: path.name, word: query.word, count: query.count, size: query.size, loud: query.loud, at: query.at, rank: query.rank, tags: body.tags, more: body.more } }
        plain: { path: /plain, bind: {} }
        closed: { path: /closed, bind: {} }
`
const app = await startWired(echoApp(surfaces))
const http = createHttpSurface(app.runtime, app.bundle)

async function post(path: string, more: Partial<HttpRequest> = {}): Promise<Envelope> {
  return (await http.dispatch({ method: 'POST', path, ...more })).envelope
}

describe('what a request is bound to', () => {
  it.each([
    ['/echo/a?count=-7&size=1.5e2&loud=1', { name: 'a', count: -7, size: 150, loud: true }],
    ['/echo/a%2Fb%20c?word=x+y%2B', { name: 'a/b c', word: 'x y+' }],
    ['/echo/a///?word=&rank=2', { name: 'a', word: '', rank: 2 }],
    ['/echo/a?rank=3', { name: 'a', rank: '3' }],
    ['/echo/a?loud=false&at=2026-01-31T10:00:00%2B01:00', { name: 'a', loud: false, at: '2026-01-31T09:00:00.000Z' }],
    ['/echo/__proto__?__proto__=x&constructor=y', { name: '__proto__' }],
    ['/echo/:name?&&=&word=a=b', { name: ':name', word: 'a=b' }],
  ])('%s', async (path, input) => {
    const { output, violations } = await post(path)
    expect(violations).toEqual([])
    expect(Object.fromEntries(Object.entries(output ?? {}).filter(([, value]) => value !== null))).toEqual(input)
  })

  it('takes whole members of a body as they are', async () => {
    const { output } = await post('/echo/a', { body: { tags: ['x'], more: { a: 1 } } })
    expect(output).toMatchObject({ tags: ['x'], more: { a: 1 } })
  })

  it.each([
    ['pairs', new URLSearchParams('word=a&count=2')],
    ['members', { word: 'a', count: ['2'], size: undefined }],
    ['text', '?word=a&count=2'],
  ])('takes parameters as %s', async (_, query) => {
    expect((await post('/echo/a?word=other', { query })).output).toMatchObject({ word: 'a', count: 2 })
  })
})

describe('what cannot be bound', () => {
  it.each([
    ['count=1.0', 'count must be a whole number'],
    ['count=%201', 'count must be a whole number'],
    ['count=9007199254740993', 'count must be a whole number'],
    ['size=', 'size must be a number'],
    ['size=01', 'size must be a number'],
    ['size=1e999', 'size must be a number'],
    ['size=Infinity', 'size must be a number'],
    ['loud=TRUE', 'loud must be true or false'],
    ['at=2026-02-30T00:00:00Z', 'at must be a timestamp such as 2026-01-31T09:30:00Z'],
    ['word=a&word=a', 'word was given more than once'],
    ['count=1&count=2', 'count was given more than once'],
  ])('%s', async (query, message) => {
    const { status, envelope } = await http.dispatch({ method: 'POST', path: `/echo/a?${query}` })
    const path = message.split(' ', 1)[0]
    expect([status, envelope.violations]).toEqual([400, [{ code: 'binding_error', message, path }]])
  })

  it('is told all at once, in order of path, in an ordinary envelope', async () => {
    const { envelope } = await http.dispatch({ method: 'POST', path: '/echo/a?size=x&count=x', traceId: 'mine' })
    expect(envelope).toEqual({
      envelopeVersion: '1.0.0',
      status: 'rejected',
      ok: false,
      traceId: 'mine',
      invocationId: 'call',
      violations: [
        { code: 'binding_error', message: 'count must be a whole number', path: 'count' },
        { code: 'binding_error', message: 'size must be a number', path: 'size' },
      ],
      emittedSignals: [],
      observedEffects: [],
      timings: { startedAt: '2026-05-01T08:00:00.000Z', completedAt: '2026-05-01T08:00:00.000Z', durationMs: 0 },
      meta: {
        replayed: false,
        artifactHash: app.bundle.hash,
        affectedQueryIds: [],
        refreshTriggers: [],
        outcome: 'rejection',
        warnings: [],
      },
    })
  })

  it('is not what the entrypoint refuses', async () => {
    const { envelope } = await http.dispatch({ method: 'POST', path: '/echo/a?rank=9', body: { tags: 'x' } })
    expect(envelope.violations.map(({ code, path }) => [code, path])).toEqual([
      ['validation_error', 'rank'],
      ['validation_error', 'tags'],
    ])
  })
})

describe('a request that is hostile', () => {
  const cases: readonly (readonly [what: string, request: unknown, code: string])[] = [
    ['no path', { method: 'GET' }, 'dispatch_transport_error'],
    ['no method', { path: '/plain' }, 'dispatch_transport_error'],
    ['a path of another form', { method: 'OPTIONS', path: '*' }, 'dispatch_transport_error'],
    ['a broken escape', { method: 'GET', path: '/%' }, 'dispatch_transport_error'],
    ['bytes that are no text', { method: 'GET', path: '/%ff' }, 'dispatch_transport_error'],
    ['a broken escape in the query', { method: 'GET', path: '/plain?a=%' }, 'dispatch_transport_error'],
    ['a megabyte of path', { method: 'GET', path: `/${'a/'.repeat(500_000)}` }, 'dispatch_transport_error'],
    ['eight thousand slashes', { method: 'GET', path: `/echo${'/'.repeat(8000)}a` }, 'dispatch_not_found_error'],
    ['a body that is no JSON', { method: 'GET', path: '/plain', bodyText: '{"a":}' }, 'dispatch_transport_error'],
    ['names of the object model', { method: 'GET', path: '/__proto__/constructor' }, 'dispatch_not_found_error'],
    ['an empty name', { method: 'POST', path: '/echo//' }, 'dispatch_not_found_error'],
    ['half a character', { method: 'POST', path: '/echo/\ud800' }, 'validation_error'],
    [
      'a key that was sent twice',
      { method: 'GET', path: '/plain', headers: { 'idempotency-key': ['a', 'b'] } },
      'validation_error',
    ],
  ]
  it.each(cases)('with %s is refused', async (_, request, code) => {
    const { status, envelope } = await http.dispatch(request as HttpRequest)
    expect(envelope.violations.map((found) => found.code)).toEqual([code])
    expect(status).toBe(code === 'dispatch_not_found_error' ? 404 : 400)
    expect(JSON.stringify(envelope).length).toBeLessThan(2000)
  })

  it('with a part that throws is an error, and the log has it', async () => {
    const body = {
      get tags() {
        throw new Error('no')
      },
    }
    const { status, envelope } = await http.dispatch({ method: 'POST', path: '/echo/a', body })
    expect([status, envelope.error?.code]).toEqual([500, 'internal_error'])
    expect(app.log.at(-1)).toMatchObject({ message: 'a call failed on a bug', thrown: new Error('no') })
  })
})

describe('the status', () => {
  it('is 401 for nobody and 403 for somebody', async () => {
    const anonymous = await http.dispatch({ method: 'POST', path: '/closed' })
    const malformed = await http.dispatch({
      method: 'POST',
      path: '/closed',
      authContext: { subject: 'a', claims: [] as never },
    })
    const known = await http.dispatch({ method: 'POST', path: '/closed', authContext: { subject: 'a' } })
    expect([anonymous.status, malformed.status, known.status]).toEqual([401, 403, 200])
  })

  it('is what the host chose', async () => {
    const choosy = createHttpSurface(app.runtime, app.bundle, { statuses: { dispatch_not_found_error: 410 } })
    expect((await choosy.dispatch({ method: 'GET', path: '/nowhere' })).status).toBe(410)
  })

  it('is the original’s on a replay, which says so', async () => {
    const request = { method: 'GET', path: '/plain', idempotencyKey: 'k' }
    const [first, again] = [await http.dispatch(request), await http.dispatch(request)]
    expect([first.status, first.headers]).toEqual([200, { 'Content-Type': 'application/json; charset=utf-8' }])
    expect([again.status, again.envelope.status, again.headers['Idempotency-Replayed']]).toEqual([
      200,
      'replayed',
      'true',
    ])
  })

  it('of a replayed failure is that of its error, and of a provider’s own code 500', async () => {
    const { envelope } = await http.dispatch({ method: 'GET', path: '/plain' })
    const failed = (code: string): Envelope => ({
      ...envelope,
      ok: false,
      status: 'replayed',
      error: { code, message: '', retryable: false },
    })
    const codes = ['capability_unreachable_error', 'mail_is_down', 'toString', 'internal_error']
    expect(codes.map((code) => httpStatus(failed(code), null))).toEqual([503, 500, 500, 500])
  })
})

describe('an app that is not wired to HTTP, or tied', () => {
  it('has nothing to answer with', async () => {
    const { runtime, bundle } = await startWired(echoApp('    web: { mutations: { plain: { bind: {} } } }'))
    const { status, envelope } = await createHttpSurface(runtime, bundle).dispatch({ method: 'GET', path: '/plain' })
    expect([status, envelope.violations[0]?.message]).toEqual([404, 'nothing answers GET /plain'])
  })

  it('fails where two bindings are equally good', async () => {
    const tied = '    http: { mutations: { plain: { path: "/a/:x", bind: {} }, closed: { path: "/:x/b", bind: {} } } }'
    const { runtime, bundle } = await startWired(echoApp(tied))
    const surface = createHttpSurface(runtime, bundle)
    const { status, envelope } = await surface.dispatch({ method: 'GET', path: '/a/b?x' })
    expect([status, envelope.status, envelope.error]).toEqual([
      500,
      'error',
      {
        code: 'dispatch_ambiguous_error',
        message: 'GET /a/b matches the bindings of mutation "plain" and mutation "closed"',
        retryable: false,
      },
    ])
    expect((await surface.dispatch({ method: 'GET', path: '/a/c' })).status).toBe(200)
  })

  it('tells of a runtime that is closed only to what reaches it', async () => {
    const { runtime, bundle } = await startWired(echoApp(surfaces))
    const surface = createHttpSurface(runtime, bundle)
    await runtime.close()
    expect((await surface.dispatch({ method: 'GET', path: '/plain' })).envelope.error?.code).toBe(
      'runtime_closed_error',
    )
    expect((await surface.dispatch({ method: 'GET', path: '/nowhere' })).status).toBe(404)
  })
})
