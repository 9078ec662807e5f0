import type { HttpRequest, HttpSurface } from '../../src/http.js'
import type { AppRuntime, Envelope, HostPorts } from '../../src/runtime.js'
import type {
  CliRequest,
  CliSurface,
  WebhookRequest,
  WebhookSettings,
  WebhookSurface,
  WebRequest,
  WebSurface,
} from '../../src/surface.js'

/** What the generated `index.ts` of an app exports; each surface only where the app is wired to it. */
export interface GeneratedApp {
  createRuntime(hostPorts: HostPorts): AppRuntime
  createHttpSurface?(runtime: AppRuntime): HttpSurface
  createWebSurface?(runtime: AppRuntime): WebSurface
  createCliSurface?(runtime: AppRuntime): CliSurface
  createWebhookSurface?(runtime: AppRuntime, settings: WebhookSettings<WebhookRequest>): WebhookSurface
}

/** A request of one surface, with a note of what it shows. */
type SampleRequest = { readonly about: string } & (
  | { readonly http: HttpRequest }
  | { readonly web: WebRequest }
  | { readonly cli: CliRequest }
  | { readonly webhook: WebhookRequest & { readonly signature?: string } }
)

type Start = (createRuntime: GeneratedApp['createRuntime']) => { readonly runtime: AppRuntime; next(): void }

/** Sends each request through its surface, one after the other, and gives the answers with their notes as JSON. */
export async function answerRequests(app: GeneratedApp, requests: string, start: Start): Promise<string> {
  const { runtime, next } = start(app.createRuntime)
  await runtime.ready
  const dispatch = dispatcherOf(app, runtime)
  const answers: unknown[] = []
  for (const request of JSON.parse(requests) as readonly SampleRequest[]) {
    next()
    answers.push({ about: request.about, ...(await dispatch(request)) })
  }
  await runtime.close()
  return `${JSON.stringify(answers, null, 2)}\n`
}

function dispatcherOf(app: GeneratedApp, runtime: AppRuntime): (request: SampleRequest) => Promise<object | undefined> {
  const http = app.createHttpSurface?.(runtime)
  const web = app.createWebSurface?.(runtime)
  const cli = app.createCliSurface?.(runtime)
  const webhook = app.createWebhookSurface?.(runtime, {
    verify: (request) => 'signature' in request && request.signature === 'right',
  })
  return async (request) => {
    if ('http' in request) {
      const answer = await http?.dispatch(request.http)
      return answer && { ...answer, envelope: shown(answer.envelope) }
    }
    if ('web' in request) return shown(await web?.dispatch(request.web))
    if ('cli' in request) return shown(await cli?.dispatch(request.cli))
    return shown(await webhook?.dispatch(request.webhook))
  }
}

/** What a surface decides about: the rest of an envelope is the kernel's. */
function shown(envelope: Envelope | undefined): object | undefined {
  if (envelope === undefined) return undefined
  const { status, traceId, output, violations, error, meta } = envelope
  return { status, traceId, output, violations, error, outcome: meta.outcome }
}
