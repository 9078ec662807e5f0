import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a scripted reply does, in order. A text is written as it is. */
export type Step =
  | string
  | Uint8Array
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly waitFor: Promise<unknown> }
  /** Cuts the connection in the middle. */
  | { readonly disconnect: true }

export interface ChatRequest {
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: { readonly [member: string]: unknown } & { readonly messages: readonly Message[] }
  /** Resolves when the client goes away before the reply is complete, and when it is. */
  readonly over: Promise<'complete' | 'gone'>
}

export interface Message {
  readonly role: string
  readonly content: unknown
  readonly tool_calls?: unknown
  readonly tool_call_id?: string
}

/** A server on loopback that speaks the streaming chat protocol, with replies from a script, one for each request. */
export interface ChatServer {
  readonly baseUrl: string
  readonly requests: readonly ChatRequest[]
  script(...replies: readonly (readonly Step[])[]): void
  /** Resolves when the n-th request has come; the first is 1. */
  received(count: number): Promise<ChatRequest>
  close(): Promise<void>
}

export async function startChatServer(): Promise<ChatServer> {
  const requests: ChatRequest[] = []
  const replies: (readonly Step[])[] = []
  const waiting: { readonly count: number; readonly resolve: (request: ChatRequest) => void }[] = []
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const over = new Promise<'complete' | 'gone'>((resolve) => {
      response.on('close', () => resolve(response.writableFinished ? 'complete' : 'gone'))
    })
    const body = JSON.parse(await readText(request))
    const seen: ChatRequest = { url: request.url ?? '', headers: request.headers, body, over }
    requests.push(seen)
    for (const { count, resolve } of waiting) if (requests.length === count) resolve(seen)
    await play(replies.shift() ?? failure(500, 'no reply is scripted'), response)
  }
  const server = createServer((request, response) => {
    answer(request, response).catch((thrown: unknown) => response.destroy(thrown as Error))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    script: (...more) => void replies.push(...more),
    received: (count) =>
      new Promise((resolve) => {
        const already = requests[count - 1]
        if (already === undefined) waiting.push({ count, resolve })
        else resolve(already)
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}

async function play(steps: readonly Step[], response: ServerResponse): Promise<void> {
  for (const step of steps) {
    if (response.destroyed) return
    if (typeof step === 'string' || step instanceof Uint8Array) await write(response, step)
    else if ('status' in step) response.writeHead(step.status, step.headers)
    else if ('waitFor' in step) await step.waitFor
    else {
      response.destroy()
      return
    }
  }
  response.end()
}

/** Each piece goes out by itself, so that the client sees the pieces that the script has. */
function write(response: ServerResponse, piece: string | Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    response.write(piece, () => setImmediate(resolve))
  })
}

const stream = { status: 200, headers: { 'content-type': 'text/event-stream' } }

/** The pieces of a stream: objects become `data:` lines, texts go out as they are. */
export function streamOf(...pieces: readonly (object | string)[]): readonly Step[] {
  return [stream, ...pieces.map((piece) => (typeof piece === 'string' ? piece : data(piece))), 'data: [DONE]\n\n']
}

/** The start of a stream, without its end. */
export function openStream(...steps: readonly Step[]): readonly Step[] {
  return [stream, ...steps]
}

export function data(piece: object): string {
  return `data: ${JSON.stringify(piece)}\n\n`
}

export function delta(content: string): object {
  return { choices: [{ index: 0, delta: { content } }] }
}

export function finish(reason = 'stop'): object {
  return { choices: [{ index: 0, delta: {}, finish_reason: reason }] }
}

export function usage(prompt: number, completion: number): object {
  return {
    choices: [],
    usage: { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion },
  }
}

/** A whole streamed reply of text, a piece for each argument. */
export function textReply(...pieces: readonly string[]): readonly Step[] {
  return streamOf(...pieces.map(delta), finish(), usage(3, pieces.length))
}

export interface ScriptedCall {
  readonly id: string
  readonly name: string
  /** In two pieces, as servers send it. */
  readonly args: object
}

/** A streamed reply that calls tools; the pieces of the calls are interleaved. */
export function toolReply(...calls: readonly ScriptedCall[]): readonly Step[] {
  const opening = calls.map(({ id, name }, index) =>
    callDelta({ index, id, type: 'function', function: { name, arguments: '' } }),
  )
  const halves = [0, 1].flatMap((half) =>
    calls.map(({ args }, index) => {
      const text = JSON.stringify(args)
      const middle = Math.floor(text.length / 2)
      return callDelta({ index, function: { arguments: half === 0 ? text.slice(0, middle) : text.slice(middle) } })
    }),
  )
  return streamOf(...opening, ...halves, finish('tool_calls'), usage(5, 2))
}

export function callDelta(call: object): object {
  return { choices: [{ index: 0, delta: { tool_calls: [call] } }] }
}

export function failure(
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): readonly Step[] {
  return [
    { status, headers: { 'content-type': 'application/json', ...headers } },
    JSON.stringify({ error: { message } }),
  ]
}

/** A reply at once, as `stream: false` asks for it. */
export function wholeReply(message: object, reason = 'stop'): readonly Step[] {
  const body = {
    model: 'm-1',
    choices: [{ index: 0, message, finish_reason: reason }],
    usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 },
  }
  return [{ status: 200, headers: { 'content-type': 'application/json' } }, JSON.stringify(body)]
}
