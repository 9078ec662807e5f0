import { parseUrl } from './allowed-origins.js'
import type { FetchSettings } from './fetch-config.js'
import { fetchError } from './fetch-error.js'
import { type HeaderList, withoutBodyHeaders, withoutSecrets } from './request-headers.js'
import { type WebResponse, type WebUrl, web } from './web.js'

export interface Request {
  readonly url: WebUrl
  readonly method: string
  readonly headers: HeaderList
  readonly body: Uint8Array | null
}

export interface Following {
  readonly settings: FetchSettings
  readonly redirect: 'follow' | 'error' | 'manual'
  readonly signal: unknown
}

export interface Answered {
  readonly response: WebResponse
  readonly url: WebUrl
  readonly redirected: boolean
}

// As the web has it.
const mostRedirects = 20

/**
 * Sends a request, and where it is sent on, to there: each address is held against the origins of the config before anything
 * goes to it. What becomes of method, body and headers is what the web's `fetch` does with them.
 */
export async function follow(first: Request, { settings, redirect, signal }: Following): Promise<Answered> {
  let request = first
  for (let hops = 0; ; hops++) {
    settings.origins.check(request.url)
    const response = await send(request, signal)
    const next = redirect === 'manual' ? undefined : readRedirect(request, response)
    if (next === undefined) return { response, url: request.url, redirected: hops > 0 }
    await response.body?.cancel()
    if (redirect === 'error') throw fetchError('ERR_FETCH_REDIRECT', 'the server sends the request elsewhere')
    if (hops === mostRedirects)
      throw fetchError('ERR_FETCH_REDIRECT', `the request was sent on more than ${mostRedirects} times`)
    request = redirected(request, response.status, next)
  }
}

async function send({ url, method, headers, body }: Request, signal: unknown): Promise<WebResponse> {
  try {
    return await web.fetch(url.href, { method, headers, body, signal, redirect: 'manual' })
  } catch (thrown) {
    throw fetchError('ERR_FETCH_NETWORK', `the request to ${url.origin} failed${reasonOf(thrown)}`)
  }
}

function reasonOf(thrown: unknown): string {
  const { cause } = Object(thrown) as { readonly cause?: { readonly code?: unknown } | null }
  return typeof cause?.code === 'string' ? ` (${cause.code})` : ''
}

/** Undefined where the answer is the last one. */
function readRedirect(request: Request, response: WebResponse): WebUrl | undefined {
  if (![301, 302, 303, 307, 308].includes(response.status)) return undefined
  const location = response.headers.get('location')
  if (location === null) return undefined
  const url = parseUrl(location, request.url.href)
  if (url === undefined) throw fetchError('ERR_FETCH_REDIRECT', 'the server sends the request to what is no address')
  if (url.hash === '') url.hash = request.url.hash
  return url
}

function redirected(request: Request, status: number, url: WebUrl): Request {
  const { method } = request
  const becomesGet = status === 303 ? method !== 'GET' && method !== 'HEAD' : status < 303 && method === 'POST'
  const headers = url.origin === request.url.origin ? request.headers : withoutSecrets(request.headers)
  if (!becomesGet) return { ...request, url, headers }
  return { url, method: 'GET', headers: withoutBodyHeaders(headers), body: null }
}
