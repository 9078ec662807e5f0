import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { transformSync } from 'esbuild'
import { afterAll, describe, expect, it } from 'vitest'
import * as http from '../../../src/http.js'
import type { Envelope, MutationOptions } from '../../../src/runtime.js'
import { compileTexts, textsOf } from '../../generator/emit/compile-texts.js'
import { echoApp, startWired } from './wired-app.js'

const yaml = echoApp(`
    http:
      mutations:
        echo:
          method: PUT
          path: "/echo/:ignored/:who/*"
          bind: { name: path.who, word: path.*, count: query.n, size: query.n, at: query.when, loud: body.set.loud, rank: body.set.rank, tags: body.tags }
        plain: { path: "/plain", method: GET, bind: {} }
        closed:
          bind: {}
          x-dispatch:
            matcher:
              surfaceType: http
              clauses:
                - { key: path, op: eq, value: "/a b" }
                - { key: query.kind, op: eq, value: 5 }
                - { key: query.seen, op: exists }
                - { key: body.event.type, op: prefix, value: close }
`)

type Method = (input?: object, options?: MutationOptions) => Promise<Envelope>
type Client = { readonly mutations: Readonly<Record<'echo' | 'plain' | 'closed', Method>> }

/** The emitted client, with its types stripped and the package's own face behind it. */
function createHttpClient(settings: http.HttpClientSettings): Client {
  const text = textsOf(compileTexts({ yaml, modules: 'tenon: 1\n' })).get('http-client.ts') ?? ''
  const { code } = transformSync(text, { loader: 'ts', format: 'cjs', target: 'es2022' })
  const module: { exports: { createHttpClient?: (settings: http.HttpClientSettings) => Client } } = { exports: {} }
  new Function('module', 'require', code)(module, () => http)
  if (module.exports.createHttpClient === undefined) throw new Error('the client should have been emitted')
  return module.exports.createHttpClient(settings)
}

const app = await startWired(yaml)
const surface = http.createHttpSurface(app.runtime, app.bundle)
const seen: string[] = []

/** A plain server around the surface, as a host would write it. */
const server: Server = createServer(async (request, response) => {
  const bodyText = await readAll(request)
  seen.push(`${request.method} ${request.url} ${bodyText}`.trim())
  const user = request.headers['x-user']
  const { status, headers, envelope } = await surface.dispatch({
    method: request.method ?? '',
    path: request.url ?? '',
    bodyText,
    headers: request.headers,
    authContext: typeof user === 'string' ? { subject: user } : null,
  })
  response.writeHead(status, headers).end(JSON.stringify(envelope))
})

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
const client = createHttpClient({ baseUrl })

afterAll(async () => {
  server.close()
  await app.runtime.close()
})

describe('the emitted client over a socket', () => {
  it('puts inputs where the surface looks for them, and gives the envelope', async () => {
    const input = {
      name: 'a/b ?',
      word: 'x/y z',
      count: 3,
      size: 3,
      at: '2026-01-31T10:00:00+01:00',
      loud: false,
      rank: 2,
      tags: ['t'],
    }
    const { status, output } = await client.mutations.echo(input)
    expect(status).toBe('ok')
    expect(output).toEqual({ ...input, at: '2026-01-31T09:00:00.000Z', more: undefined })
    expect(seen.at(-1)).toBe(
      'PUT /echo/-/a%2Fb%20%3F/x/y%20z?n=3&when=2026-01-31T10%3A00%3A00%2B01%3A00 {"set":{"loud":false,"rank":2},"tags":["t"]}',
    )
  })

  it('leaves out what is absent, and sends null where JSON can', async () => {
    const { output } = await client.mutations.echo({ name: 'a', word: 'x', loud: null, at: null })
    expect(output).toMatchObject({ name: 'a', loud: null })
    expect(seen.at(-1)).toBe('PUT /echo/-/a/x {"set":{"loud":null}}')
  })

  it('satisfies what the matcher asks for', async () => {
    const known = createHttpClient({
      baseUrl,
      headers: ({ authContext }) => ({ 'x-user': authContext?.subject ?? '' }),
    })
    const { status } = await known.mutations.closed({}, { authContext: { subject: 'u' } })
    expect([status, seen.at(-1)]).toEqual(['ok', 'POST /a%20b?kind=5&seen= {"event":{"type":"close"}}'])
  })

  it('gives rejections and replays as envelopes', async () => {
    const rejected = await client.mutations.closed()
    expect(rejected).toMatchObject({ status: 'rejected', violations: [{ code: 'access_denied_error' }] })
    await client.mutations.plain({}, { idempotencyKey: 'k' })
    expect((await client.mutations.plain({}, { idempotencyKey: 'k' })).status).toBe('replayed')
  })
})

describe('a call that cannot be put into a request', () => {
  const good = { name: 'a', word: 'x' }
  const cases: readonly (readonly [what: string, call: () => Promise<Envelope>, message: string])[] = [
    [
      'an input that nothing is bound to',
      () => client.mutations.echo({ ...good, more: { a: 1 } }),
      'more cannot be sent',
    ],
    ['a segment that is missing', () => client.mutations.echo({ word: 'x' }), 'name cannot stand in a path'],
    ['an empty segment', () => client.mutations.echo({ ...good, name: '' }), 'name cannot stand in a path'],
    [
      'a segment that leads elsewhere',
      () => client.mutations.echo({ ...good, name: '..' }),
      'name cannot stand in a path',
    ],
    [
      'a rest that leads elsewhere',
      () => client.mutations.echo({ ...good, word: 'a/../b' }),
      'word cannot stand in a path',
    ],
    ['a rest that is missing', () => client.mutations.echo({ name: 'a' }), 'word cannot stand in a path'],
    [
      'inputs of one place that differ',
      () => client.mutations.echo({ ...good, count: 1, size: 2 }),
      'count, size are sent in one place',
    ],
    [
      'a caller without headers for it',
      () => client.mutations.plain({}, { authContext: null }),
      'authContext cannot be sent',
    ],
    [
      'a session without headers for it',
      () => client.mutations.plain({}, { sessionId: 's' }),
      'sessionId cannot be sent',
    ],
  ]
  it.each(cases)('is refused: %s', async (_, call, message) => {
    const before = seen.length
    await expect(call()).rejects.toThrow(message)
    expect(seen.length).toBe(before)
  })

  it('is refused where null would become a default', () => {
    expect(() => http.unlessNull('per', null)).toThrow('per cannot be sent as null')
    expect(http.unlessNull('per', undefined)).toBe(undefined)
  })
})

describe('an answer that is no envelope', () => {
  it.each([
    ['a page', { status: 502, json: () => Promise.reject(new SyntaxError('<')) }, '502'],
    ['other JSON', { status: 200, json: async () => ({ error: 'no' }) }, '200'],
  ])('is an error: %s', async (_, response, status) => {
    const lost = createHttpClient({ baseUrl, fetch: async () => response })
    await expect(lost.mutations.plain()).rejects.toThrow(`status ${status} and no envelope`)
  })

  it('comes from the page’s own server where there is no address', async () => {
    const asked: string[] = []
    const fetch: http.Fetch = async (url) => {
      asked.push(url)
      return { status: 200, json: async () => ({ envelopeVersion: '1.0.0', status: 'ok' }) }
    }
    await createHttpClient({ baseUrl: '', fetch }).mutations.plain()
    expect(asked).toEqual(['/plain'])
  })
})
