import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { createCallContext } from 'tenon/engine'
import { describe, expect, it, onTestFinished } from 'vitest'
import { buffer } from '../../../src/module/buffer/index.js'
import { fetch as fetchModule } from '../../../src/module/fetch/index.js'
import { url } from '../../../src/module/url/index.js'
import { bindNative, failure, failureIn, openRuntimeWith, runIn } from '../../harness/gated-guest.js'
import { declaredNames } from '../../harness/run-guest-code.js'

interface Seen {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

interface Served {
  readonly origin: string
  readonly seen: Seen[]
  /** Answers that somebody waits for. */
  readonly waiting: Set<ServerResponse>
}

type Answer = (request: Seen, response: ServerResponse) => void

/** A server of this machine that remembers what it was asked. */
async function serve(answer: Answer): Promise<Served> {
  const seen: Seen[] = []
  const waiting = new Set<ServerResponse>()
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    waiting.add(response)
    response.on('close', () => waiting.delete(response))
    for await (const piece of request) pieces.push(piece as Buffer)
    const { method = '', url: path = '', headers } = request
    const one = { method, url: path, headers, body: Buffer.concat(pieces).toString('utf8') }
    seen.push(one)
    answer(one, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, waiting }
}

/** Sends each request where its `to` says, with the status that its `status` says. */
const sendOn: Answer = ({ url: path }, response) => {
  const { searchParams } = new URL(path, 'http://x')
  const to = searchParams.get('to')
  if (to === null) response.end('arrived')
  else response.writeHead(Number(searchParams.get('status') ?? 302), { location: to }).end('moved')
}

function to(target: string, status = 302): string {
  return `/?status=${status}&to=${encodeURIComponent(target)}`
}

async function run(config: unknown, body: string): Promise<unknown> {
  const runtime = await openRuntimeWith([{ native: fetchModule, config }, { native: url }, { native: buffer }])
  return runIn(runtime, `${failure} ${body}`)
}

const asked = { method: 'GET', headers: [], body: null, redirect: 'follow', ticket: 0 }

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10))
}

describe('fetch for guests', () => {
  it('H01 sends requests and reads responses', async () => {
    const server = await serve((request, response) => {
      response.writeHead(201, 'Made', { 'content-type': 'application/json', 'x-a': 'b', 'set-cookie': ['a=1', 'b=2'] })
      response.end(JSON.stringify({ ...request, headers: request.headers['x-given'] }))
    })
    const body = `const response = await fetch('${server.origin}/a?b=1#c', { method: 'post', headers: { 'X-Given': 'yes' }, body: JSON.stringify({ h: 'h\u00e9' }) })
      const { status, statusText, ok, url, redirected, headers, type } = response; const copy = response.clone(); const json = await response.json()
      return [status, statusText, ok, url, redirected, type, headers.get('X-A'), headers.has('none'), headers.get('none'), headers.getSetCookie(), json, response.bodyUsed, (await failure(() => response.text())).name, (await copy.text()).length > 10,
        fetch === require('fetch').fetch, response instanceof Response, [...headers.keys()].includes('content-type')]`
    expect(await run({ origins: [server.origin] }, body)).toEqual([
      ...[201, 'Made', true, `${server.origin}/a?b=1`, false, 'basic', 'b', false, null, ['a=1', 'b=2']],
      { method: 'POST', url: '/a?b=1', headers: 'yes', body: '{"h":"h\u00e9"}' },
      ...[true, 'TypeError', true, true, true, true],
    ])
  })

  it('sends bytes and forms, and gives bytes', async () => {
    const server = await serve(({ headers, body }, response) =>
      response.end(Buffer.from(`\ufeff${headers['content-type'] ?? 'none'} ${body}`)),
    )
    const body = `const { Buffer } = require('buffer'); const { URLSearchParams } = require('url'); const post = (body) => fetch('${server.origin}', { method: 'POST', body })
      return [await (await post(Buffer.from('hi'))).text(), await (await post(new Uint8Array([104, 105]).buffer)).text(), await (await post(new URLSearchParams({ a: 'b c' }))).text(), await (await post('x')).text(),
        [...await (await post('')).bytes()].slice(0, 3), (await (await post('')).arrayBuffer()) instanceof ArrayBuffer]`
    expect(await run({ origins: [server.origin] }, body)).toEqual([
      'none hi',
      'none hi',
      'application/x-www-form-urlencoded;charset=UTF-8 a=b+c',
      'text/plain;charset=UTF-8 x',
      [0xef, 0xbb, 0xbf],
      true,
    ])
  })

  it('H02 sends headers of the config that guests neither see nor change', async () => {
    const server = await serve((_, response) => response.end())
    const config = { origins: [server.origin], headers: { Authorization: 'Bearer secret', 'X-Own': 'config' } }
    const body = `const { status, headers } = await fetch('${server.origin}', { headers: [['authorization', 'guest'], ['x-own', 'guest'], ['x-mine', 'a'], ['x-mine', 'b']] }); return [status, JSON.stringify([...headers])]`
    const [status, text] = (await run(config, body)) as [number, string]
    expect([status, text.includes('secret')]).toEqual([200, false])
    const headers = { authorization: 'Bearer secret', 'x-own': 'config', 'x-mine': 'a, b' }
    expect(server.seen[0]?.headers).toMatchObject(headers)
  })

  it('has Headers as the web has them', async () => {
    const body = `const { Headers } = require('fetch'); const headers = new Headers([['b', '1'], ['A', ' x '], ['a', 'y']]); headers.set('C', 5); headers.delete('B'); const told = []; headers.forEach((value, name) => told.push(name + value))
      return [[...headers], told, [...new Headers(headers).values()], await failure(() => new Headers({ 'a b': '1' })), (await failure(() => new Headers({ a: 'x\\ny' }))).name, (await failure(() => new Headers([['a']]))).name, (await failure(() => new Headers('x'))).name]`
    const pairs = [
      ['a', 'x, y'],
      ['c', '5'],
    ]
    const expected = [pairs, ['ax, y', 'c5'], ['x, y', '5'], { name: 'TypeError' }, ...new Array(3).fill('TypeError')]
    expect(await run({ origins: [] }, body)).toEqual(expected)
  })

  it.each([
    ["fetch('/relative')", 'ERR_FETCH_URL'],
    ["fetch('file:///etc/passwd')", 'ERR_FETCH_URL'],
    ["fetch('data:text/plain,x')", 'ERR_FETCH_URL'],
    ["fetch('http://user:word@allowed.test/')", 'ERR_FETCH_URL'],
    ["fetch('http://user@allowed.test/')", 'ERR_FETCH_URL'],
    ["fetch('https://allowed.test/')", 'ERR_FETCH_ORIGIN'],
    ["fetch('http://allowed.test:81/')", 'ERR_FETCH_ORIGIN'],
    ["fetch('http://allowed.test./')", 'ERR_FETCH_ORIGIN'],
    ["fetch('http://allowed.test.evil.test/')", 'ERR_FETCH_ORIGIN'],
    ["fetch('http://evil.test/http://allowed.test')", 'ERR_FETCH_ORIGIN'],
    ["fetch('http://evil.test\\\\@allowed.test/')", 'ERR_FETCH_ORIGIN'],
    ["fetch('http://169.254.169.254/')", 'ERR_FETCH_ORIGIN'],
    ["fetch('http://allowed.test', { headers: { Host: 'other' } })", 'ERR_FETCH_HEADER'],
    ["fetch('http://allowed.test', { headers: { 'Transfer-Encoding': 'chunked' } })", 'ERR_FETCH_HEADER'],
    ["fetch('http://allowed.test', { headers: { 'Proxy-Authorization': 'x' } })", 'ERR_FETCH_HEADER'],
    ["fetch('http://allowed.test', { redirect: 'none' })", 'ERR_INVALID_ARG_TYPE'],
    ["fetch('http://allowed.test', { method: 'POST', body: {} })", 'ERR_INVALID_ARG_TYPE'],
    ["fetch('http://allowed.test', { method: 'TRACE' })", undefined],
    ["fetch('http://allowed.test', { method: 'A B' })", undefined],
    ["fetch('http://allowed.test', { body: 'x' })", undefined],
  ])('refuses %s', async (call, code) => {
    const given = (await run({ origins: ['http://allowed.test'] }, `return failure(() => ${call})`)) as object
    expect(given).toMatchObject({ name: 'TypeError', ...(code === undefined ? {} : { code }) })
  })

  it.each([
    [{}, 'config.origins must be a list of origins'],
    [{ origins: ['example.org'] }, 'config.origins[0] must be an origin'],
    [{ origins: ['*'] }, 'config.origins[0] must be an origin'],
    [{ origins: ['https://a.test', 'https://a.test/path'] }, 'config.origins[1] must be an origin'],
    [{ origins: ['https://a.test/'] }, 'config.origins[0] must be an origin'],
    [{ origins: ['https://u@a.test'] }, 'config.origins[0] must be an origin'],
    [{ origins: ['https://*.a.test'] }, 'config.origins[0] must be an origin'],
    [{ origins: ['ftp://a.test'] }, 'config.origins[0] must be an origin'],
    [{ origins: ['https://a.test:80:*'] }, 'config.origins[0] must be an origin'],
    [{ origins: [], headers: { host: 'a' } }, 'config.headers.host must be a header that can be sent'],
    [{ origins: [], headers: { a: 'x\ny' } }, 'config.headers.a must be a header that can be sent'],
    [{ origins: [], maxBodyKb: 0 }, 'config.maxBodyKb must be a whole number'],
  ])('refuses the config %j', (config, message) => {
    expect(() => bindNative(fetchModule, config)).toThrow(message)
  })

  it('S05 declares what it exports', async () => {
    const exported = await run({ origins: [] }, `return Object.keys(require('fetch')).sort()`)
    expect(declaredNames(fetchModule.declaration ?? '')).toEqual(exported)
  })
})

describe('redirects of fetch', () => {
  it('are followed to what is allowed, on any port where the config says so', async () => {
    const [first, second] = [await serve(sendOn), await serve(sendOn)]
    const body = `const { url, redirected, status } = await fetch('${first.origin}${to(`${second.origin}/end?x=1`)}#part'); return [url, redirected, status]`
    const expected = [`${second.origin}/end?x=1`, true, 200]
    expect(await run({ origins: ['http://127.0.0.1:*'] }, body)).toEqual(expected)
  })

  it.each([
    ['another port', (origin: string) => origin],
    ['another name of the same machine', (origin: string) => origin.replace('127.0.0.1', 'localhost')],
    ['the address of another scheme', () => 'file:///etc/passwd'],
    ['an address with a user', (origin: string) => origin.replace('http://', 'http://user:word@')],
  ])('go to no %s, and nothing is asked of it', async (_, change) => {
    const [first, second] = [await serve(sendOn), await serve(sendOn)]
    const { host } = bindNative(fetchModule, { origins: [first.origin] })
    const target = change(second.origin)
    const path = to(`${first.origin}${to(target, 307)}`)
    const { code } = await failureIn(() => host.send?.({ ...asked, url: `${first.origin}${path}` }))
    expect(['ERR_FETCH_ORIGIN', 'ERR_FETCH_URL']).toContain(code)
    expect([first.seen.length, second.seen.length]).toEqual([2, 0])
  })

  it('end after twenty', async () => {
    const server = await serve((_, response) => response.writeHead(302, { location: '/again' }).end())
    const { host } = bindNative(fetchModule, { origins: [server.origin] })
    const failed = await failureIn(() => host.send?.({ ...asked, url: server.origin }))
    expect([failed.code, server.seen.length]).toEqual(['ERR_FETCH_REDIRECT', 21])
  })

  it.each([
    [301, 'POST', 'GET', ''],
    [302, 'POST', 'GET', ''],
    [302, 'PUT', 'PUT', 'data'],
    [303, 'PUT', 'GET', ''],
    [303, 'HEAD', 'HEAD', ''],
    [307, 'POST', 'POST', 'data'],
    [308, 'POST', 'POST', 'data'],
  ])('%d makes of %s a %s', async (status, method, then, body) => {
    const server = await serve(sendOn)
    const { host } = bindNative(fetchModule, { origins: [server.origin] })
    const data = method === 'HEAD' ? null : Buffer.from('data')
    const headers = [['content-type', 'text/x']]
    await host.send?.({ ...asked, url: `${server.origin}${to('/end', status)}`, method, headers, body: data })
    const last = server.seen.at(-1)
    expect([last?.method, last?.body, last?.url]).toEqual([then, body, '/end'])
    expect(last?.headers['content-type']).toBe(method !== then ? undefined : 'text/x')
  })

  it('take no secrets to another origin', async () => {
    const [first, second] = [await serve(sendOn), await serve(sendOn)]
    const config = { origins: ['http://127.0.0.1:*'], headers: { authorization: 'secret' } }
    const { host } = bindNative(fetchModule, config)
    const headers = [
      ['cookie', 'a=1'],
      ['x-other', 'b'],
    ]
    await host.send?.({ ...asked, headers, url: `${first.origin}${to(`/${to(second.origin).slice(1)}`)}` })
    expect(first.seen.map(({ headers: { authorization, cookie } }) => [authorization, cookie])).toEqual([
      ['secret', 'a=1'],
      ['secret', 'a=1'],
    ])
    const { authorization, cookie, 'x-other': other } = second.seen[0]?.headers ?? {}
    expect([authorization, cookie, other]).toEqual([undefined, undefined, 'b'])
  })

  it('are told of, or refused, where a guest asks for that', async () => {
    const server = await serve(sendOn)
    const body = `const response = await fetch('${server.origin}${to('http://evil.test')}', { redirect: 'manual' })
      return [response.status, response.headers.get('location'), await failure(() => fetch('${server.origin}${to('/x')}', { redirect: 'error' }))]`
    const expected = [302, 'http://evil.test', { name: 'TypeError', code: 'ERR_FETCH_REDIRECT' }]
    expect(await run({ origins: [server.origin] }, body)).toEqual(expected)
    expect(server.seen).toHaveLength(2)
  })
})

describe('what fetch does not wait for', () => {
  it.each([
    [
      'a body that never ends',
      (response: ServerResponse) => void setInterval(() => response.write('x'.repeat(65_536)), 1).unref(),
    ],
    ['a body that says that it is large', (response: ServerResponse) => void response.end('x'.repeat(70_000))],
    [
      'a body that is large once it is decompressed',
      (response: ServerResponse) =>
        void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(2 ** 24))),
    ],
  ])('is %s', async (_, answer) => {
    const server = await serve((_request, response) => answer(response))
    const { host } = bindNative(fetchModule, { origins: [server.origin], maxBodyKb: 64 })
    const failed = await failureIn(() => host.send?.({ ...asked, url: server.origin }))
    expect(failed).toMatchObject({ code: 'ERR_FETCH_BODY_TOO_LARGE' })
  })

  const silences: readonly (readonly [string, Answer])[] = [
    ['an answer', () => {}],
    ['the rest of a body', (_, response) => void response.write('begun')],
  ]

  it.each(silences)('is %s, when it takes too long', async (_, answer) => {
    const server = await serve(answer)
    const { host } = bindNative(fetchModule, { origins: [server.origin], timeoutMs: 200 })
    const failed = await failureIn(() => host.send?.({ ...asked, url: server.origin }))
    expect(failed).toMatchObject({ code: 'ERR_FETCH_TIMEOUT' })
    await until(() => server.waiting.size === 0)
  })

  it.each(silences)('C10 is %s, when the call ends', async (_, answer) => {
    const server = await serve(answer)
    const native = bindNative(fetchModule, { origins: [server.origin] })
    for (const end of [native.abortCall, native.close]) {
      const running = failureIn(() => native.host.send?.({ ...asked, url: server.origin }))
      const before = server.seen.length
      await until(() => server.seen.length > before)
      end()
      expect(await running).toMatchObject({ code: 'ABORT_ERR', message: 'The operation was aborted' })
      await until(() => server.waiting.size === 0)
    }
    expect(await failureIn(() => native.host.send?.({ ...asked, url: server.origin }))).toMatchObject({
      code: 'ABORT_ERR',
    })
    expect(server.seen).toHaveLength(2)
  })

  it('C10 is anything, when the call of a guest is called off', async () => {
    const server = await serve(() => {})
    const runtime = await openRuntimeWith([{ native: fetchModule, config: { origins: [server.origin] } }])
    const abort = new AbortController()
    const running = runtime.owner.call(createCallContext({ signal: abort.signal }), 'call', (_context, vm) =>
      vm.evaluate(`fetch('${server.origin}')`, 'call.js'),
    )
    await until(() => server.seen.length > 0)
    abort.abort(new Error('enough'))
    await expect(running).rejects.toThrow()
    await until(() => server.waiting.size === 0)
    await runtime.owner.waitIdle()
  })

  it('is what a guest calls off', async () => {
    const server = await serve(({ url: path }, response) => {
      if (path === '/quick') response.end()
    })
    const body = `const listeners = []; const signal = { aborted: false, addEventListener: (_, listener) => listeners.push(listener), removeEventListener: () => listeners.push('removed') }
      const running = failure(() => fetch('${server.origin}/slow', { signal })); await fetch('${server.origin}/quick')
      signal.aborted = true; signal.reason = Object.assign(new Error('mine'), { code: 'MINE' }); listeners[0]()
      return [await running, listeners.length]`
    expect(await run({ origins: [server.origin] }, body)).toEqual([{ name: 'Error', code: 'MINE' }, 2])
    await until(() => server.seen.length === 2)
  })

  it('tells of a server that is not there, and of one that breaks off', async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '10' })
      response.write('half')
      setTimeout(() => response.destroy(), 10)
    })
    const { host } = bindNative(fetchModule, { origins: ['http://127.0.0.1:*'] })
    const network = { code: 'ERR_FETCH_NETWORK' }
    expect(await failureIn(() => host.send?.({ ...asked, url: server.origin }))).toMatchObject(network)
    expect(await failureIn(() => host.send?.({ ...asked, url: 'http://127.0.0.1:9' }))).toMatchObject(network)
  })
})
