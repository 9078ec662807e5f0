import type { Bundle } from '../../contract/bundle.js'
import type { Envelope } from '../../contract/envelope.js'
import type { AppRuntime } from '../../contract/invocation.js'
import { Answering } from '../answer.js'
import { answerRequest } from '../answer-request.js'
import { BindingIndex } from '../binding-index.js'
import type { CallFacts } from '../call-facts.js'
import type { QueryParameters } from '../read-target.js'
import { httpStatus, type StatusChoices } from './http-status.js'

/** An HTTP request, as every server can put it. */
export interface HttpRequest extends CallFacts {
  readonly method: string
  /** As it came, percent-encoded; the query may stand behind it: `/board?find=oak`. */
  readonly path: string
  readonly query?: QueryParameters | undefined
  /** The parsed body. */
  readonly body?: unknown
  /** The body as it came, where it was not parsed: JSON; an empty one is none. */
  readonly bodyText?: string | undefined
  /** With names in lower case. Nothing but `idempotency-key` is read, and that where `idempotencyKey` is absent. */
  readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>> | undefined
  /** The id of a route, where the server has found it by means of its own. */
  readonly route?: string | undefined
}

/** What a server sends: the envelope as JSON. */
export interface HttpResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly envelope: Envelope
}

export interface HttpSettings {
  /** Other statuses than the usual ones, by code. */
  readonly statuses?: StatusChoices | undefined
}

export interface HttpSurface {
  /** Never rejects: whatever happens is in the envelope. */
  dispatch(request: HttpRequest): Promise<HttpResponse>
}

/**
 * The http surface of an app: finds what a request is bound to, makes its input, and calls it.
 *
 * @example
 * const { status, headers, envelope } = await createHttpSurface(runtime, bundle).dispatch({ method: 'GET', path: '/board?p=2' })
 */
export function createHttpSurface(runtime: AppRuntime, bundle: Bundle, settings: HttpSettings = {}): HttpSurface {
  const answering = new Answering(runtime)
  const index = new BindingIndex(bundle.program.surfaces?.http ?? [])
  return {
    async dispatch(received) {
      const request = withKey(received)
      const envelope = await answering.safely(request, () => answer(answering, index, request))
      const status = httpStatus(envelope, request.authContext, settings.statuses)
      return { status, headers: envelope.meta.replayed ? replayed : fresh, envelope }
    },
  }
}

const fresh = { 'Content-Type': 'application/json; charset=utf-8' }
const replayed = { ...fresh, 'Idempotency-Replayed': 'true' }

// A key that is a list was sent twice: the kernel says what is wrong with it.
function withKey(request: HttpRequest): HttpRequest {
  const key = request.headers?.['idempotency-key']
  return key === undefined || request.idempotencyKey !== undefined
    ? request
    : { ...request, idempotencyKey: key as string }
}

function answer(answering: Answering, index: BindingIndex, request: HttpRequest): Envelope | Promise<Envelope> {
  const { method, path, route = null } = request
  if (typeof method !== 'string') return answering.unreadable(request, 'it has no method')
  if (typeof path !== 'string') return answering.unreadable(request, 'it has no path')
  const names = { method: method.trim().toUpperCase(), route, intent: null, source: null }
  return answerRequest(answering, index, { request, names })
}
