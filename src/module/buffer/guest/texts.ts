// What of Buffer takes or gives texts, over our own encodings.

import { Buffer } from 'buffer'
import { argumentError, codedError } from '../../guest/coded-error.js'
import { countBytes, cutToRoom, decode, encode, findEncoding, readEncoding } from './encoding.js'

const { from, alloc, concat, compare, prototype } = Buffer
const { fill, indexOf, lastIndexOf } = prototype

function asBuffer(bytes: Uint8Array): Buffer {
  return from(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength)
}

function checkBytes(name: string, value: unknown): void {
  if (!(value instanceof Uint8Array)) throw argumentError(name, 'an instance of Buffer or Uint8Array', value)
}

export function outOfRange(name: string): Error {
  return codedError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "${name}" is out of range`)
}

export const statics = {
  isEncoding(name: unknown): boolean {
    return typeof name === 'string' && findEncoding(name) !== undefined
  },
  from(value: unknown, encodingOrOffset?: unknown, length?: number): Buffer {
    if (typeof value === 'string') return asBuffer(encode(value, readEncoding(encodingOrOffset)))
    if (typeof value === 'object' && value !== null)
      return from(value as ArrayBuffer, encodingOrOffset as number, length)
    throw argumentError('first argument', 'of type string or an instance of Buffer, ArrayBuffer, or Array', value)
  },
  alloc(size: unknown, value?: unknown, encoding?: string): Buffer {
    if (typeof size !== 'number') throw argumentError('size', 'of type number', size)
    if (!(size >= 0 && size < 2 ** 31)) throw outOfRange('size')
    const made = alloc(size)
    return value === undefined || value === 0 || size === 0 ? made : methods.fill.call(made, value, encoding)
  },
  byteLength(value: unknown, encoding?: string): number {
    if (typeof value === 'string') return countBytes(value, findEncoding(encoding) ?? 'utf8')
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return value.byteLength
    throw argumentError('string', 'of type string or an instance of Buffer or ArrayBuffer', value)
  },
  concat(list: Uint8Array[], totalLength?: number): Buffer {
    if (!Array.isArray(list)) throw argumentError('list', 'an instance of Array', list)
    for (const part of list) checkBytes('list', part)
    return concat(list, totalLength)
  },
  compare(left: Uint8Array, right: Uint8Array): number {
    checkBytes('buf1', left)
    checkBytes('buf2', right)
    return compare(left, right)
  },
  copyBytesFrom(view: Uint8Array, offset = 0, length = view.length - offset): Buffer {
    return asBuffer(view.slice(offset, offset + length))
  },
}

type Place = number | string | undefined

export const methods = {
  toString(this: Buffer, encoding?: string, start?: number, end?: number): string {
    const name = readEncoding(encoding)
    const first = Math.min(Math.max(Math.trunc(start ?? 0) || 0, 0), this.length)
    const last = end === undefined ? this.length : Math.min(Math.trunc(end) || 0, this.length)
    return first >= last ? '' : decode(this.subarray(first, last), name)
  },
  write(this: Buffer, text: unknown, ...rest: [Place?, Place?, string?]): number {
    if (typeof text !== 'string') throw argumentError('argument', 'of type string', text)
    const encoding = readEncoding(rest.find((one) => typeof one === 'string'))
    const [offset = 0, length] = rest.filter((one) => typeof one === 'number')
    if (!Number.isInteger(offset) || offset < 0 || offset > this.length) throw outOfRange('offset')
    const left = this.length - offset
    if (length !== undefined && !(length >= 0 && length <= left)) throw outOfRange('length')
    const bytes = cutToRoom(encode(text, encoding), length ?? left, encoding)
    this.set(bytes, offset)
    return bytes.length
  },
  fill(this: Buffer, value: unknown, ...rest: [Place?, Place?, string?]): Buffer {
    const places = rest.filter((one) => typeof one === 'number') as [number?, number?]
    if (typeof value !== 'string') return fill.call(this, value, ...places)
    const bytes = encode(value, readEncoding(rest.find((one) => typeof one === 'string')))
    if (bytes.length > 0) return fill.call(this, asBuffer(bytes), ...places)
    if (value === '') return fill.call(this, 0, ...places)
    throw codedError(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument 'value' is invalid. Received '${value}'`)
  },
  indexOf(this: Buffer, value: unknown, start?: Place, encoding?: string): number {
    const [wanted, at = 0] = sought(value, start, encoding)
    if (wanted instanceof Uint8Array && wanted.length === 0) return clamp(at, this.length)
    return indexOf.call(this, wanted, at)
  },
  lastIndexOf(this: Buffer, value: unknown, start?: Place, encoding?: string): number {
    const [wanted, at] = sought(value, start, encoding)
    if (wanted instanceof Uint8Array && wanted.length === 0) return clamp(at ?? this.length, this.length)
    return lastIndexOf.call(this, wanted, at)
  },
  includes(this: Buffer, value: unknown, start?: Place, encoding?: string): boolean {
    return methods.indexOf.call(this, value, start, encoding) !== -1
  },
  equals(this: Buffer, other: Uint8Array): boolean {
    checkBytes('otherBuffer', other)
    return this === other || compare(this, other) === 0
  },
}

function clamp(at: number, length: number): number {
  return Math.min(Math.max(at < 0 ? length + at : at, 0), length)
}

/** The arguments of a search, with bytes for a text; its encoding may stand where the start would. */
function sought(value: unknown, start: Place, encoding: string | undefined): [Buffer, number | undefined] {
  const at = typeof start === 'string' ? undefined : start
  if (typeof value !== 'string') return [value as Buffer, at]
  return [asBuffer(encode(value, readEncoding(typeof start === 'string' ? start : encoding))), at]
}
