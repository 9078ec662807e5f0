import type { MutationOptions } from '../../contract/call-options.js'
import type { Envelope } from '../../contract/envelope.js'
import type { Awaitable } from '../../contract/json.js'

type Headers = Readonly<Record<string, string>>

/** As much of `fetch` as a client needs. */
export type Fetch = (
  url: string,
  request: { readonly method: string; readonly headers: Record<string, string>; readonly body?: string },
) => Promise<{ readonly status: number; json(): Promise<unknown> }>

export interface HttpClientSettings {
  /** What the paths of the app stand behind: `https://desk.example.org/api`; empty for the page's own server. */
  readonly baseUrl: string
  /** Default: the host's own. */
  readonly fetch?: Fetch | undefined
  /**
   * The headers of one call: what proves who calls, and how the server learns of a session or a trace. Without it, options
   * that only a header could carry are refused. The idempotency key has a header of its own.
   */
  headers?(options: MutationOptions): Awaitable<Headers>
}

/** One call as a request. Members that are undefined are left out, and in a query those that are null as well. */
export interface HttpCall {
  readonly method: string
  readonly path: string
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
  /** Inputs that the surface binds nothing to: none of them can be sent. */
  readonly unbound?: Readonly<Record<string, unknown>>
}

/**
 * Sends a call and gives the envelope that comes back. Rejects with what `fetch` rejects with, with a `TypeError` for a
 * call that cannot be put into a request, and with an `Error` where the answer is no envelope.
 */
export type SendCall = <Output>(call: HttpCall, options?: MutationOptions) => Promise<Envelope<Output>>

/** What generated clients send their calls with. */
export function httpSender(settings: HttpClientSettings): SendCall {
  const base = settings.baseUrl.replace(/\/+$/, '')
  const fetch = settings.fetch ?? hostFetch()
  return async (call, options = {}) => {
    for (const [name, value] of Object.entries(call.unbound ?? {}))
      if (value !== undefined) throw new TypeError(`${name} cannot be sent: the http surface binds nothing to it`)
    const { method, path, query = {}, body } = call
    const headers = { Accept: 'application/json', ...(await headersOf(settings, options)) }
    const url = `${base}${path}${queryText(query)}`
    const response =
      body === undefined
        ? await fetch(url, { method, headers })
        : await fetch(url, {
            method,
            headers: { ...headers, 'Content-Type': 'application/json' },
            body: JSON.stringify(body),
          })
    return readEnvelope(response)
  }
}

function hostFetch(): Fetch {
  const host = globalThis as unknown as { readonly fetch?: Fetch }
  // Looked up in each call, and called on its own object: a page may replace it, and it works on no other.
  return (url, request) => {
    if (host.fetch === undefined) throw new TypeError('this host has no fetch, so the client needs one')
    return host.fetch(url, request)
  }
}

async function headersOf(settings: HttpClientSettings, options: MutationOptions): Promise<Headers> {
  const { authContext, sessionId, traceId, idempotencyKey } = options
  const key: Headers = idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }
  if (settings.headers !== undefined) return { ...(await settings.headers(options)), ...key }
  const lost = Object.entries({ authContext, sessionId, traceId }).find(([, value]) => value !== undefined)
  if (lost !== undefined) throw new TypeError(`${lost[0]} cannot be sent: the client was given no headers for it`)
  return key
}

function queryText(query: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === null ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`],
  )
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}

async function readEnvelope<Output>(response: Awaited<ReturnType<Fetch>>): Promise<Envelope<Output>> {
  const answer = await response.json().catch(() => null)
  if (isEnvelope<Output>(answer)) return answer
  throw new Error(`the server answered with status ${response.status} and no envelope`)
}

// What the output is, the server's own program has decided.
function isEnvelope<Output>(answer: unknown): answer is Envelope<Output> {
  return typeof answer === 'object' && answer !== null && 'envelopeVersion' in answer && 'status' in answer
}

/** One segment of a path. Throws a `TypeError` for what can be none: nothing, an empty text, or dots that mean a folder. */
export function pathSegment(input: string, value: unknown): string {
  const text = typeof value === 'string' ? value : value === undefined || value === null ? '' : String(value)
  // An encoded dot is a dot to every reader of URLs, so these cannot be sent at all.
  if (text === '' || text === '.' || text === '..') throw new TypeError(`${input} cannot stand in a path: "${text}"`)
  return encodeURIComponent(text)
}

/** The rest of a path: segments with slashes between them. */
export function pathRest(input: string, value: unknown): string {
  return String(value ?? '')
    .split('/')
    .map((segment) => pathSegment(input, segment))
    .join('/')
}

/** A value in a query, where null would be read as absence and so be replaced by the input's default. */
export function unlessNull<Value>(input: string, value: Value): Value {
  if (value === null) throw new TypeError(`${input} cannot be sent as null: its default would take its place`)
  return value
}

/** The value of several inputs that are sent in one place. */
export function agreed<Value>(inputs: string, value: Value, ...others: readonly unknown[]): Value {
  if (others.every((other) => other === value)) return value
  throw new TypeError(`${inputs} are sent in one place, so they must be the same`)
}
