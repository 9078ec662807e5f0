import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express'
import type { AppRuntime, AuthContext, Envelope } from 'tenon/runtime'
import { createRuntime } from '../../generated/helpdesk/index.js'

/** The helpdesk over HTTP: each handler calls `runtime.invoke` and answers with what comes back. */
export function createServer(runtime: AppRuntime): Express {
  const server = express()
  server.use(express.json())

  // A query: text from the URL becomes the input.
  server.get('/board', async (request, response) => {
    const { find, queue, page, page_size } = request.query
    const envelope = await runtime.invoke({
      entrypointKind: 'query',
      entrypointId: 'list_board',
      input: { find, queue, page: asNumber(page), page_size: asNumber(page_size) },
      authContext: demoCaller(request),
    })
    answer(response, envelope)
  })

  server.get('/tickets/:ticket/comments', async (request, response) => {
    const envelope = await runtime.invoke({
      entrypointKind: 'query',
      entrypointId: 'ticket_comments',
      input: { ticket_id: request.params.ticket },
      authContext: demoCaller(request),
    })
    answer(response, envelope)
  })

  // A mutation: sent twice with one Idempotency-Key, it takes effect once and answers twice.
  server.post('/tickets', async (request, response) => {
    const envelope = await runtime.invoke({
      entrypointKind: 'mutation',
      entrypointId: 'open_ticket',
      input: request.body,
      authContext: demoCaller(request),
      idempotencyKey: request.get('Idempotency-Key'),
    })
    answer(response, envelope)
  })

  server.post('/tickets/:ticket/comments', async (request, response) => {
    const envelope = await runtime.invoke({
      entrypointKind: 'mutation',
      entrypointId: 'add_comment',
      input: { ...request.body, ticket_id: request.params.ticket },
      authContext: demoCaller(request),
      idempotencyKey: request.get('Idempotency-Key'),
    })
    answer(response, envelope)
  })

  server.use(refuseUnreadable)
  return server
}

/** Starts the helpdesk and the server; Ctrl+C stops both. */
export async function start(port: number): Promise<void> {
  const runtime = createRuntime()
  await runtime.ready
  const server = createServer(runtime).listen(port)
  await once(server, 'listening')
  console.log(`The helpdesk is at http://localhost:${(server.address() as AddressInfo).port}/board`)
  const stop = (): void => {
    server.close(() => void runtime.close())
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

function answer(response: Response, envelope: Envelope): void {
  const status = envelope.meta.originalStatus ?? envelope.status
  if (status === 'ok') response.json(envelope.output)
  else if (status === 'rejected') response.status(403).json({ violations: envelope.violations })
  else response.status(500).json({ error: envelope.error?.code })
}

// FOR THE DEMO ONLY: it believes whatever the headers say. A real host verifies a session or a token here.
function demoCaller(request: Request): AuthContext | null {
  const subject = request.get('x-user')
  if (subject === undefined) return null
  const role = request.get('x-role')
  return {
    subject,
    claims: { desk_agent: role === 'agent' || role === 'supervisor', desk_supervisor: role === 'supervisor' },
  }
}

// What is no number goes on as it is: the app refuses it and says why.
function asNumber(text: unknown): unknown {
  return typeof text === 'string' && /^\d+$/.test(text) ? Number(text) : text
}

// A body that is not JSON never reaches the app.
const refuseUnreadable: ErrorRequestHandler = (error: { status?: number }, _request, response, _next) => {
  response
    .status(error.status ?? 500)
    .json({ error: error.status === undefined ? 'server_error' : 'unreadable_request' })
}
