import { TextDecoder } from 'node:util'

const chunk = 65_536

/** The offset of the first byte that begins no character of UTF-8, in bytes that are known not to be UTF-8. */
export function findInvalidByte(bytes: Uint8Array): number {
  // Chunks first: character by character, a large file would take seconds.
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let at = 0
  while (at + chunk < bytes.length && decodes(decoder, bytes.subarray(at, at + chunk), true)) at += chunk
  // The chunk before may end inside a character that this one does not go on with.
  at = Math.max(0, at - 4)
  while (at > 0 && isContinuation(bytes[at])) at--
  while (at < bytes.length) {
    const length = lengthOfCharacter(bytes, at)
    if (length === 0) break
    at += length
  }
  return at
}

function lengthOfCharacter(bytes: Uint8Array, at: number): number {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for (let length = 1; length <= 4; length++)
    if (decodes(decoder, bytes.subarray(at, at + length), false)) return length
  return 0
}

/** With `stream`, the last character may go on in the next part. */
function decodes(decoder: TextDecoder, part: Uint8Array, stream: boolean): boolean {
  try {
    decoder.decode(part, { stream })
    return true
  } catch {
    return false
  }
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80
}
