import type { Envelope } from '../contract/envelope.js'
import type { Answering } from './answer.js'
import type { BindingIndex } from './binding-index.js'
import type { CallFacts } from './call-facts.js'
import { type Body, readBody } from './read-body.js'
import { type QueryParameters, readTarget } from './read-target.js'
import { nothingGiven, type RequestView } from './request-view.js'

/** A request that may have a path, a query and a body. */
export interface TargetedRequest extends CallFacts, Body {
  /** Percent-encoded; the query may stand behind it. */
  readonly path?: string | undefined
  readonly query?: QueryParameters | undefined
}

/** What else it is known by, as its surface has read it. */
export type RequestNames = Pick<RequestView, 'method' | 'route' | 'intent' | 'source'>

/** Answers a request of a surface that has paths: reads it, selects a binding, and calls what is bound. */
export function answerRequest(
  answering: Answering,
  index: BindingIndex,
  { request, names }: { readonly request: TargetedRequest; readonly names: RequestNames },
): Envelope | Promise<Envelope> {
  const target = readTarget(request.path ?? '/', request.query)
  if ('problem' in target) return answering.unreadable(request, target.problem)
  const read = readBody(request)
  if ('problem' in read) return answering.unreadable(request, read.problem)
  const { query } = target
  const { value: body } = read
  const { method, route, intent, source } = names
  const segments = request.path === undefined ? null : target.segments
  const selection = index.select({ method, segments, route, intent, source, query, body, flags: nothingGiven })
  if (selection.kind !== 'found') return answering.unselected(request, selection, describe(request, names))
  const parts = { path: selection.path, query, body, args: nothingGiven, flags: nothingGiven }
  return answering.call(request, { binding: selection.binding, parts })
}

function describe({ path }: TargetedRequest, { method, route, intent, source }: RequestNames): string {
  const words = [
    ...(method === null ? [] : [method]),
    ...(path === undefined ? [] : [path.split('?', 1)[0]]),
    ...(intent === null ? [] : [`the intent "${intent}"`]),
    ...(route === null ? [] : [`the route "${route}"`]),
    ...(source === null ? [] : [`the source "${source}"`]),
  ]
  return words.join(' ')
}
