import type { Bundle } from '../../contract/bundle.js'
import type { Envelope } from '../../contract/envelope.js'
import type { AppRuntime } from '../../contract/invocation.js'
import { Answering } from '../answer.js'
import { answerRequest } from '../answer-request.js'
import { BindingIndex } from '../binding-index.js'
import type { CallFacts } from '../call-facts.js'
import type { QueryParameters } from '../read-target.js'

/** What a page asks for: an intent of one of its controls, a route, or a path. */
export interface WebRequest extends CallFacts {
  /** The id of a query or mutation, as an interaction names it. */
  readonly intent?: string | undefined
  /** The id of a route. */
  readonly route?: string | undefined
  /** Percent-encoded; the query may stand behind it: `/desk?find=oak`. */
  readonly path?: string | undefined
  readonly query?: QueryParameters | undefined
  /** What the page sends along, parsed. */
  readonly body?: unknown
  /** The same as JSON, where it was not parsed. */
  readonly bodyText?: string | undefined
}

export interface WebSurface {
  /** Never rejects: whatever happens is in the envelope. */
  dispatch(request: WebRequest): Promise<Envelope>
}

/** The web surface of an app: what its pages can ask for. */
export function createWebSurface(runtime: AppRuntime, bundle: Bundle): WebSurface {
  const answering = new Answering(runtime)
  const index = new BindingIndex(bundle.program.surfaces?.web ?? [])
  return { dispatch: (request) => answering.safely(request, () => answer(answering, index, request)) }
}

function answer(answering: Answering, index: BindingIndex, request: WebRequest): Envelope | Promise<Envelope> {
  const { intent = null, route = null, path } = request
  if (intent === null && route === null && path === undefined)
    return answering.unreadable(request, 'it has no intent, no route and no path')
  return answerRequest(answering, index, { request, names: { method: null, route, intent, source: null } })
}
