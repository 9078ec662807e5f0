import type { InferenceReply, InferenceSurroundings } from '../engine.js'
import { InferenceError } from '../engine.js'
import type { OpenAiSettings } from '../read-config.js'
import type { FetchResponse } from '../web.js'
import { systemFetch } from '../web.js'
import type { ReplyAssembly } from './assemble-reply.js'
import { assembleReply, protocolError, serverError } from './assemble-reply.js'
import { describeRefusal } from './describe-refusal.js'
import type { Reading } from './read-body.js'
import { readAll, readBody } from './read-body.js'
import type { SseEvent } from './sse-parser.js'
import { createSseParser } from './sse-parser.js'
import { watchSilence } from './watch-silence.js'

export interface ChatRequest {
  readonly settings: OpenAiSettings
  readonly body: string
  readonly callsBefore: number
}

const eightMebibytes = 8 * 1024 * 1024

/** Sends a conversation once, and reads the reply as it comes. Rejects with an `InferenceError`. */
export async function sendChat(request: ChatRequest, surroundings: InferenceSurroundings): Promise<InferenceReply> {
  const { settings, body } = request
  const limitMs = settings.timeoutMs ?? 60_000
  const silence = watchSilence(surroundings.signal, limitMs)
  const reading: Reading = { maxBytes: settings.maxReplyBytes ?? eightMebibytes, heard: silence.heard }
  try {
    const response = await systemFetch(addressOf(settings), {
      method: 'POST',
      headers: headersOf(settings),
      body,
      signal: silence.signal,
      // A server that the manifest does not name must not get the conversation.
      redirect: 'manual',
    })
    silence.heard()
    if (!response.ok) throw await describeRefusal(response, reading)
    return await readReply(request, response, { reading, emit: surroundings.emit })
  } catch (thrown) {
    if (thrown instanceof InferenceError) throw thrown
    throw silence.isLate ? silent(limitMs) : unreachable(thrown)
  } finally {
    silence.stop()
  }
}

function addressOf({ baseUrl }: OpenAiSettings): string {
  return `${baseUrl.replace(/\/+$/, '')}/chat/completions`
}

function headersOf({ apiKey, headers, stream }: OpenAiSettings): Record<string, string> {
  return {
    'content-type': 'application/json',
    accept: (stream ?? true) ? 'text/event-stream, application/json' : 'application/json',
    ...(apiKey === undefined || apiKey === '' ? {} : { authorization: `Bearer ${apiKey}` }),
    ...headers,
  }
}

interface ReplyReading {
  readonly reading: Reading
  readonly emit: InferenceSurroundings['emit']
}

async function readReply(request: ChatRequest, response: FetchResponse, how: ReplyReading): Promise<InferenceReply> {
  const assembly = assembleReply(request.callsBefore)
  const isWhole = request.settings.stream === false || /\bjson\b/i.test(response.headers.get('content-type') ?? '')
  if (isWhole) await readWhole(assembly, response, how)
  else await readStream(assembly, response, how)
  return assembly.reply()
}

async function readWhole(
  assembly: ReplyAssembly,
  response: FetchResponse,
  { reading, emit }: ReplyReading,
): Promise<void> {
  const piece = parse(await readAll(response, reading))
  for (const delta of assembly.add(piece)) emit(delta)
  const { choices } = Object(piece) as { readonly choices?: unknown }
  if (!Array.isArray(choices) || choices.length === 0) throw protocolError('the reply has no choice')
}

async function readStream(
  assembly: ReplyAssembly,
  response: FetchResponse,
  { reading, emit }: ReplyReading,
): Promise<void> {
  const parser = createSseParser()
  const isLast = ({ event, data }: SseEvent): boolean => {
    if (data.trim() === '[DONE]') return true
    const piece = parse(data)
    if (event === 'error') throw serverError((Object(piece) as { readonly error?: unknown }).error ?? piece)
    for (const delta of assembly.add(piece)) emit(delta)
    return false
  }
  for await (const text of readBody(response, reading)) if (parser.push(text).some(isLast)) return
  if (parser.end().some(isLast) || assembly.isFinished) return
  throw new InferenceError('llm_stream_broken_error', 'the reply broke off', { retryable: true })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw protocolError('the server sent what is no JSON')
  }
}

function silent(limitMs: number): InferenceError {
  return new InferenceError('llm_timeout_error', `the server was silent for ${limitMs} ms`, { retryable: true })
}

function unreachable(thrown: unknown): InferenceError {
  const { cause } = Object(thrown) as { readonly cause?: { readonly code?: unknown } | null }
  const code = typeof cause?.code === 'string' ? ` (${cause.code})` : ''
  return new InferenceError('llm_network_error', `the connection to the server failed${code}`, {
    retryable: true,
    cause: thrown,
  })
}
