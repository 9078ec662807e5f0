import { fetchError } from './fetch-error.js'
import type { WebResponse } from './web.js'

/** All that a response holds; rejects as soon as it is more than that many bytes, and lets go of the connection. */
export async function readBody({ body }: WebResponse, maxBytes: number): Promise<Uint8Array> {
  if (body === null) return new Uint8Array(0)
  const reader = body.getReader()
  const pieces: Uint8Array[] = []
  let total = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done || value === undefined) return join(pieces, total)
      total += value.length
      if (total > maxBytes)
        throw fetchError('ERR_FETCH_BODY_TOO_LARGE', `the response holds more than ${maxBytes / 1024} KiB`)
      pieces.push(value)
    }
  } catch (thrown) {
    await reader.cancel().catch(() => {})
    throw thrown
  }
}

function join(pieces: readonly Uint8Array[], total: number): Uint8Array {
  const joined = new Uint8Array(total)
  let at = 0
  for (const piece of pieces) {
    joined.set(piece, at)
    at += piece.length
  }
  return joined
}
