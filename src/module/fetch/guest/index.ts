// What guests get for `require('fetch')`: the web's function of that name, and what it takes and gives.

import { Buffer } from 'native:buffer'
import { argumentError } from '../../guest/coded-error.js'
import { type GuestSignal, withSignal } from '../../guest/with-signal.js'
import { Headers } from './headers.js'
import { type Answer, Response } from './response.js'

declare const module: { exports: unknown }
declare const host: Host

interface Host {
  ticket(): number
  cancel(ticket: number): void
  send(request: object): Promise<Answer>
}

interface Init {
  readonly method?: unknown
  readonly headers?: unknown
  readonly body?: unknown
  readonly redirect?: unknown
  readonly signal?: GuestSignal | null
}

async function fetch(address: unknown, init: Init = {}): Promise<Response> {
  const method = readMethod(init.method ?? 'GET')
  const headers = new Headers(init.headers)
  const body = readBody(init.body, headers)
  if (body !== null && (method === 'GET' || method === 'HEAD')) throw new TypeError(`A ${method} has no body`)
  const { redirect = 'follow', signal } = init
  if (redirect !== 'follow' && redirect !== 'error' && redirect !== 'manual')
    throw argumentError('init.redirect', "'follow', 'error' or 'manual'", redirect)
  const request = { url: `${address}`, method, headers: [...headers], body, redirect }
  return new Response(await withSignal(signal, host, (ticket) => host.send({ ...request, ticket })))
}

const plain = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT']

// Only these are the same in lower case, as on the web.
function readMethod(method: unknown): string {
  const text = `${method}`
  const upper = text.toUpperCase()
  if (!/^[A-Za-z0-9!#$%&'*+\-.^_`|~]+$/.test(text) || ['CONNECT', 'TRACE', 'TRACK'].includes(upper))
    throw new TypeError(`"${text}" is no method that can be sent`)
  return plain.includes(upper) ? upper : text
}

function readBody(body: unknown, headers: Headers): Uint8Array | null {
  if (body === undefined || body === null) return null
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength)
  if (body instanceof ArrayBuffer) return new Uint8Array(body)
  const isForm = isSearchParams(body)
  if (typeof body !== 'string' && !isForm)
    throw argumentError('init.body', 'a string, URLSearchParams, an ArrayBuffer or a view of one', body)
  const type = isForm ? 'application/x-www-form-urlencoded' : 'text/plain'
  if (!headers.has('content-type')) headers.set('content-type', `${type};charset=UTF-8`)
  return Buffer.from(`${body}`)
}

// By what it can do: it is another module's, or the guest's own.
function isSearchParams(body: object): boolean {
  const { append, getAll, sort } = body as Readonly<Record<string, unknown>>
  return [append, getAll, sort].every((method) => typeof method === 'function')
}

module.exports = { fetch, Headers, Response }
