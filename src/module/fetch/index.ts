import type { HostFunctions, NativeContext, NativeModule } from '../../contract/native.js'
import { buffer } from '../buffer/index.js'
import { type Abort, untilAborted } from '../host/abort.js'
import { createTickets } from '../host/tickets.js'
import { parseUrl } from './allowed-origins.js'
import { type FetchConfig, type FetchSettings, readFetchConfig } from './fetch-config.js'
import { fetchError } from './fetch-error.js'
import { follow, type Request } from './follow.js'
import { declaration, guestCode } from './guest-code.js'
import { readBody } from './read-body.js'
import { type HeaderList, isRefusedHeader, isWellFormedHeader, joinHeaders } from './request-headers.js'
import { signatures } from './signatures.js'
import { web } from './web.js'

export type { FetchConfig } from './fetch-config.js'

interface Asked {
  readonly url: string
  readonly method: string
  readonly headers: HeaderList
  readonly body: Uint8Array | null
  readonly redirect: 'follow' | 'error' | 'manual'
  readonly ticket: number
}

function bind(context: NativeContext<FetchConfig>): HostFunctions {
  const settings = readFetchConfig(context.config)
  const tickets = createTickets()
  return {
    ticket: tickets.open,
    cancel: tickets.cancel,
    send: (asked: Asked) =>
      untilAborted(context, async (abort) => {
        const request = toRequest(asked, settings)
        const late = fetchError('ERR_FETCH_TIMEOUT', `the request took longer than ${settings.timeoutMs} ms`)
        const callOff = context.timers.after(settings.timeoutMs, () => abort.abort(late), { unref: true })
        try {
          return await tickets.hold(asked.ticket, abort, () => exchange(request, { settings, asked, abort }))
        } finally {
          callOff()
        }
      }),
  }
}

interface Exchange {
  readonly settings: FetchSettings
  readonly asked: Asked
  readonly abort: Abort
}

async function exchange(request: Request, { settings, asked, abort }: Exchange): Promise<object> {
  const controller = new web.AbortController()
  const unhook = abort.onAbort(() => controller.abort())
  try {
    const following = { settings, redirect: asked.redirect, signal: controller.signal }
    const { response, url, redirected } = await follow(request, following)
    const body = await readBody(response, settings.maxBodyBytes)
    const { status, statusText } = response
    url.hash = ''
    return { url: url.href, redirected, status, statusText, headers: [...response.headers], body }
  } catch (thrown) {
    // Whatever an abort has broken off, it is the abort that is told.
    abort.throwIfAborted()
    throw toFetchError(thrown)
  } finally {
    unhook()
  }
}

function toFetchError(thrown: unknown): unknown {
  const { code } = Object(thrown) as { readonly code?: unknown }
  if (typeof code === 'string' && code.startsWith('ERR_FETCH_')) return thrown
  return fetchError('ERR_FETCH_NETWORK', 'the connection broke off before the whole response was there')
}

function toRequest({ url: text, method, headers, body }: Asked, settings: FetchSettings): Request {
  const url = parseUrl(text)
  if (url === undefined)
    throw fetchError('ERR_FETCH_URL', 'a request needs a whole address, such as https://api.example.org/path')
  for (const [name, value] of headers) {
    if (isRefusedHeader(name)) throw fetchError('ERR_FETCH_HEADER', `the header "${name}" is not for guests to set`)
    if (!isWellFormedHeader(name, value)) throw fetchError('ERR_FETCH_HEADER', `the header "${name}" cannot be sent`)
  }
  return { url, method, headers: joinHeaders(headers, settings.headers), body }
}

/** The web's `fetch`, to the origins of the config and to no others, redirects included. */
export const fetch: NativeModule<FetchConfig> = {
  kind: 'native',
  name: 'fetch',
  capabilities: ['net'],
  bind,
  signatures,
  guestCode,
  uses: [buffer],
  globals: { fetch: 'fetch', Headers: 'Headers', Response: 'Response' },
  declaration,
}

export default fetch
