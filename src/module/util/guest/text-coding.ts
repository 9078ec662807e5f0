// TextEncoder and TextDecoder, for UTF-8.

import { codedError } from '../../guest/coded-error.js'
import { decodeUtf8, decodeValidUtf8, encodeUtf8, sequenceLength } from '../../guest/utf8.js'

const labels: ReadonlySet<string> = new Set([
  'unicode-1-1-utf-8',
  'unicode11utf8',
  'unicode20utf8',
  'utf-8',
  'utf8',
  'x-unicode20utf8',
])

export class TextEncoder {
  get encoding(): string {
    return 'utf-8'
  }

  encode(text: unknown = ''): Uint8Array {
    return encodeUtf8(String(text))
  }

  /** Whole characters, as far as there is room. */
  encodeInto(text: string, target: Uint8Array): { read: number; written: number } {
    let read = 0
    let written = 0
    for (const character of text) {
      const bytes = encodeUtf8(character)
      if (written + bytes.length > target.length) break
      target.set(bytes, written)
      written += bytes.length
      read += character.length
    }
    return { read, written }
  }
}

interface DecoderOptions {
  readonly fatal?: boolean
  readonly ignoreBOM?: boolean
}

export class TextDecoder {
  readonly #fatal: boolean
  readonly #ignoreBOM: boolean
  #held: Uint8Array = new Uint8Array(0)
  #isBegun = false

  constructor(label: unknown = 'utf-8', options: DecoderOptions = {}) {
    if (!labels.has(String(label).trim().toLowerCase()))
      throw codedError(RangeError, 'ERR_ENCODING_NOT_SUPPORTED', `The "${label}" encoding is not supported`)
    this.#fatal = options.fatal === true
    this.#ignoreBOM = options.ignoreBOM === true
  }

  get encoding(): string {
    return 'utf-8'
  }

  get fatal(): boolean {
    return this.#fatal
  }

  get ignoreBOM(): boolean {
    return this.#ignoreBOM
  }

  decode(input?: ArrayBuffer | ArrayBufferView, options: { readonly stream?: boolean } = {}): string {
    const bytes = joined(this.#held, viewOf(input))
    const whole = options.stream ? bytes.length - unfinished(bytes) : bytes.length
    const text = this.#textOf(bytes.subarray(0, whole))
    const isFirst = !this.#isBegun
    this.#held = bytes.slice(whole)
    this.#isBegun = options.stream === true && (this.#isBegun || whole > 0)
    return isFirst && !this.#ignoreBOM && text.startsWith('\ufeff') ? text.slice(1) : text
  }

  #textOf(bytes: Uint8Array): string {
    if (!this.#fatal) return decodeUtf8(bytes)
    const text = decodeValidUtf8(bytes)
    if (text !== undefined) return text
    this.#held = new Uint8Array(0)
    this.#isBegun = false
    throw codedError(
      TypeError,
      'ERR_ENCODING_INVALID_ENCODED_DATA',
      'The encoded data was not valid for encoding utf-8',
    )
  }
}

function viewOf(input: unknown): Uint8Array {
  if (input === undefined) return new Uint8Array(0)
  if (input instanceof ArrayBuffer) return new Uint8Array(input)
  if (ArrayBuffer.isView(input)) return new Uint8Array(input.buffer, input.byteOffset, input.byteLength)
  throw codedError(TypeError, 'ERR_INVALID_ARG_TYPE', 'What is decoded must be an ArrayBuffer or a view of one')
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second
  const bytes = new Uint8Array(first.length + second.length)
  bytes.set(first)
  bytes.set(second, first.length)
  return bytes
}

/** How many bytes at the end may be the beginning of a character. */
function unfinished(bytes: Uint8Array): number {
  for (let count = 1; count <= 3 && count <= bytes.length; count++) {
    const byte = bytes[bytes.length - count] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return sequenceLength(bytes, bytes.length - count) === -count && needs(byte) > count ? count : 0
  }
  return 0
}

function needs(first: number): number {
  if (first < 0xc2 || first > 0xf4) return 0
  return first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
}
