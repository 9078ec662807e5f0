// UTF-8 in a VM that has no TextEncoder. A loop over bytes is slow there, so the runtime's own percent-coding does the work.

// As many arguments as a call takes without trouble.
const chunk = 4096

/** A character for each byte. */
export function latin1Of(bytes: Uint8Array): string {
  if (bytes.length <= chunk) return String.fromCharCode.apply(null, bytes as unknown as number[])
  const pieces: string[] = []
  for (let at = 0; at < bytes.length; at += chunk) pieces.push(latin1Of(bytes.subarray(at, at + chunk)))
  return pieces.join('')
}

/** The bytes of a text; a surrogate without its other half becomes U+FFFD. */
export function encodeUtf8(text: string): Uint8Array {
  const binary = /^[\x00-\x7f]*$/.test(text) ? text : unescape(encodeURIComponent(text.toWellFormed()))
  const bytes = new Uint8Array(binary.length)
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at)
  return bytes
}

/** The text of bytes, without regard to a byte order mark; undefined where they are not UTF-8. */
export function decodeValidUtf8(bytes: Uint8Array): string | undefined {
  const binary = latin1Of(bytes)
  if (/^[\x00-\x7f]*$/.test(binary)) return binary
  try {
    return decodeURIComponent(escape(binary))
  } catch {
    return undefined
  }
}

/** The text of bytes; U+FFFD stands for each longest piece that could have begun a character. */
export function decodeUtf8(bytes: Uint8Array): string {
  return decodeValidUtf8(bytes) ?? decodeMended(bytes)
}

function decodeMended(bytes: Uint8Array): string {
  const pieces: string[] = []
  let good = 0
  let at = 0
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at)
    if (length <= 0) {
      pieces.push(decodeValidUtf8(bytes.subarray(good, at)) ?? '', '\ufffd')
      good = at + Math.max(1, -length)
    }
    at += Math.max(1, Math.abs(length))
  }
  pieces.push(decodeValidUtf8(bytes.subarray(good)) ?? '')
  return pieces.join('')
}

/** How many bytes the character at `at` has; negative: how many could have begun one. */
export function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0
  if (first < 0x80) return 1
  const wanted = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
  if (first < 0xc2 || first > 0xf4) return -1
  for (let index = 1; index < wanted; index++) {
    const byte = bytes[at + index] ?? 0
    const low = index > 1 ? 0x80 : first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80
    const high = index > 1 ? 0xbf : first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf
    if (byte < low || byte > high) return -index
  }
  return wanted
}
