import type { Bundle } from '../../contract/bundle.js'
import type { Envelope } from '../../contract/envelope.js'
import type { AppRuntime } from '../../contract/invocation.js'
import type { Awaitable } from '../../contract/json.js'
import { violation } from '../../semantics/wording.js'
import { Answering } from '../answer.js'
import { answerRequest } from '../answer-request.js'
import { BindingIndex } from '../binding-index.js'
import type { CallFacts } from '../call-facts.js'
import type { QueryParameters } from '../read-target.js'

/** What another system sends. What its signature is taken over is for `verify` alone. */
export interface WebhookRequest extends CallFacts {
  /** Who sends it, as the host knows its senders. */
  readonly source?: string | undefined
  readonly method?: string | undefined
  /** Percent-encoded; the query may stand behind it. */
  readonly path?: string | undefined
  readonly query?: QueryParameters | undefined
  /** The parsed body. */
  readonly body?: unknown
  /** The body as it came, where it was not parsed: JSON. */
  readonly bodyText?: string | undefined
  /** The id of a route, where the host has found it by means of its own. */
  readonly route?: string | undefined
}

/** How the host proves where a request comes from. `Request` may have more members than the surface reads. */
export interface WebhookSettings<Request extends WebhookRequest> {
  /** Nothing is looked at before this is true; what it throws counts as false. */
  verify(request: Request): Awaitable<boolean>
}

export interface WebhookSurface<Request extends WebhookRequest = WebhookRequest> {
  /** Never rejects: whatever happens is in the envelope. */
  dispatch(request: Request): Promise<Envelope>
}

/**
 * The webhook surface of an app: what other systems can tell it.
 *
 * @example
 * const webhooks = createWebhookSurface(runtime, bundle, { verify: ({ bodyText, signature }) => isSigned(bodyText, signature) })
 */
export function createWebhookSurface<Request extends WebhookRequest = WebhookRequest>(
  runtime: AppRuntime,
  bundle: Bundle,
  settings: WebhookSettings<Request>,
): WebhookSurface<Request> {
  const answering = new Answering(runtime)
  const index = new BindingIndex(bundle.program.surfaces?.webhook ?? [])
  return {
    dispatch: (request) =>
      answering.safely(request, async () => {
        if (await isVerified(settings, request)) return answer(answering, index, request)
        return answering.refuse(request, [violation('webhook_verification_error', {})])
      }),
  }
}

async function isVerified<Request extends WebhookRequest>(
  settings: WebhookSettings<Request>,
  request: Request,
): Promise<boolean> {
  try {
    // Nothing that is merely truthy, such as an object that tells of a failure, proves anything.
    return (await settings.verify(request)) === true
  } catch {
    return false
  }
}

function answer(answering: Answering, index: BindingIndex, request: WebhookRequest): Envelope | Promise<Envelope> {
  const { source = null, method, path, route = null } = request
  if (source === null && route === null && path === undefined)
    return answering.unreadable(request, 'it has no source, no route and no path')
  const names = { method: method?.trim().toUpperCase() ?? null, route, intent: null, source }
  return answerRequest(answering, index, { request, names })
}
