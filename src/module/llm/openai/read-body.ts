import { InferenceError } from '../engine.js'
import type { FetchResponse } from '../web.js'
import { createDecoder } from '../web.js'

export interface Reading {
  readonly maxBytes: number
  /** Called for each piece that arrives. */
  heard(): void
}

/** The body of a response as text, in the pieces in which it comes. Whoever stops early lets go of the connection. */
export async function* readBody(
  { body }: FetchResponse,
  { maxBytes, heard }: Reading,
): AsyncGenerator<string, void, void> {
  if (body === null) return
  const reader = body.getReader()
  const decoder = createDecoder()
  let bytes = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      heard()
      if (done || value === undefined) break
      bytes += value.length
      if (bytes > maxBytes)
        throw new InferenceError('llm_reply_too_large_error', `the reply is larger than ${maxBytes} bytes`)
      yield decoder.decode(value, { stream: true })
    }
    yield decoder.decode()
  } finally {
    // A connection that broke says so once more here; it was told already.
    reader.cancel().catch(() => undefined)
  }
}

/** The whole body as text. */
export async function readAll(response: FetchResponse, reading: Reading): Promise<string> {
  let text = ''
  for await (const piece of readBody(response, reading)) text += piece
  return text
}
