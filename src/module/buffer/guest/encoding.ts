// Texts and bytes. The library knows neither `base64url` nor how Node mends what is malformed, so this is our own.

import { codedError } from '../../guest/coded-error.js'
import { decodeUtf8, encodeUtf8, latin1Of } from '../../guest/utf8.js'

export type EncodingName = 'utf8' | 'hex' | 'base64' | 'base64url' | 'latin1' | 'ascii' | 'utf16le'

const names: Readonly<Record<string, EncodingName>> = {
  utf8: 'utf8',
  'utf-8': 'utf8',
  hex: 'hex',
  base64: 'base64',
  base64url: 'base64url',
  latin1: 'latin1',
  binary: 'latin1',
  ascii: 'ascii',
  ucs2: 'utf16le',
  'ucs-2': 'utf16le',
  utf16le: 'utf16le',
  'utf-16le': 'utf16le',
}

/** The encoding of that name; undefined where there is none. */
export function findEncoding(name: unknown): EncodingName | undefined {
  const lower = String(name).toLowerCase()
  return Object.hasOwn(names, lower) ? names[lower] : undefined
}

/** The encoding of that name, or UTF-8 where none is named. */
export function readEncoding(name: unknown): EncodingName {
  if (name === undefined || name === null || name === '') return 'utf8'
  const found = findEncoding(name)
  if (found === undefined) throw codedError(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${name}`)
  return found
}

const base64Alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
// By character code.
const base64Values = new Uint8Array(128)
for (let value = 0; value < 64; value++) base64Values[base64Alphabet.charCodeAt(value)] = value
base64Values[0x2d] = 62
base64Values[0x5f] = 63

export function encode(text: string, encoding: EncodingName): Uint8Array {
  switch (encoding) {
    case 'utf8':
      return encodeUtf8(text)
    case 'hex':
      return encodeHex(text)
    case 'base64':
    case 'base64url':
      return encodeBase64(text)
    case 'latin1':
    case 'ascii':
      return fill(new Uint8Array(text.length), (at) => text.charCodeAt(at))
    case 'utf16le':
      return fill(new Uint8Array(text.length * 2), (at) => text.charCodeAt(at >> 1) >> (8 * (at % 2)))
  }
}

function fill(bytes: Uint8Array, byteAt: (at: number) => number): Uint8Array {
  for (let at = 0; at < bytes.length; at++) bytes[at] = byteAt(at)
  return bytes
}

// Up to the first pair that is none.
function encodeHex(text: string): Uint8Array {
  const end = /[^0-9a-f]/i.exec(text)?.index ?? text.length
  return fill(
    new Uint8Array(end >> 1),
    (at) => (nibble(text.charCodeAt(at * 2)) << 4) | nibble(text.charCodeAt(at * 2 + 1)),
  )
}

function nibble(code: number): number {
  return code < 0x3a ? code - 0x30 : (code | 0x20) - 0x57
}

// Up to the first `=`; what is no base64 is passed over.
function encodeBase64(text: string): Uint8Array {
  const [bare = ''] = text.split('=', 1)
  const valid = bare.replace(/[^A-Za-z0-9+/_-]/g, '')
  const bytes = new Uint8Array((valid.length * 3) >> 2)
  let bits = 0
  let length = 0
  for (let at = 0; at < valid.length; at++) {
    bits = (bits << 6) | (base64Values[valid.charCodeAt(at)] ?? 0)
    if (at % 4 !== 0) bytes[length++] = bits >> (6 - 2 * (at % 4))
  }
  return bytes
}

/** How many bytes Node takes a text for, without looking at each character where the encoding does not ask for it. */
export function countBytes(text: string, encoding: EncodingName): number {
  switch (encoding) {
    case 'utf8':
      return encodeUtf8(text).length
    case 'hex':
      return text.length >>> 1
    case 'base64':
    case 'base64url':
      return ((text.length - (/={1,2}$/.exec(text)?.[0].length ?? 0)) * 3) >>> 2
    case 'latin1':
    case 'ascii':
      return text.length
    case 'utf16le':
      return text.length * 2
  }
}

const hexPairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

export function decode(bytes: Uint8Array, encoding: EncodingName): string {
  switch (encoding) {
    case 'utf8':
      return decodeUtf8(bytes)
    case 'hex':
      return Array.from(bytes, (byte) => hexPairs[byte]).join('')
    case 'base64':
      return decodeBase64(bytes)
    case 'base64url':
      return decodeBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
    case 'latin1':
      return latin1Of(bytes)
    case 'ascii':
      return latin1Of(Uint8Array.from(bytes, (byte) => byte & 0x7f))
    case 'utf16le':
      return decodeUtf16(bytes)
  }
}

// Two characters for every twelve bits: half as many steps as one by one. Made when it is first needed.
let base64Pairs: readonly string[] | undefined

function pairsOfBase64(): readonly string[] {
  base64Pairs ??= Array.from(
    { length: 4096 },
    (_, bits) => base64Alphabet.charAt(bits >> 6) + base64Alphabet.charAt(bits & 63),
  )
  return base64Pairs
}

function decodeBase64(bytes: Uint8Array): string {
  const pairs = pairsOfBase64()
  const pieces: string[] = []
  const whole = bytes.length - (bytes.length % 3)
  for (let at = 0; at < whole; at += 3) {
    const middle = bytes[at + 1] ?? 0
    pieces.push(
      pairs[((bytes[at] ?? 0) << 4) | (middle >> 4)] ?? '',
      pairs[((middle & 15) << 8) | (bytes[at + 2] ?? 0)] ?? '',
    )
  }
  const [first, second] = bytes.subarray(whole)
  if (second !== undefined)
    pieces.push(pairs[((first ?? 0) << 4) | (second >> 4)] ?? '', base64Alphabet.charAt((second & 15) << 2), '=')
  else if (first !== undefined) pieces.push(pairs[first << 4] ?? '', '==')
  return pieces.join('')
}

function decodeUtf16(bytes: Uint8Array): string {
  const pieces: string[] = []
  for (let at = 0; at + 1 < bytes.length; at += 2)
    pieces.push(String.fromCharCode((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)))
  return pieces.join('')
}

/** As many of the bytes as there is room for, without half a character at the end. */
export function cutToRoom(bytes: Uint8Array, room: number, encoding: EncodingName): Uint8Array {
  if (bytes.length <= room) return bytes
  let end = room
  if (encoding === 'utf16le') end -= room % 2
  if (encoding === 'utf8') while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--
  return bytes.subarray(0, end)
}
