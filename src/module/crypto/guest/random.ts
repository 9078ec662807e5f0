// Randomness, all of it the host's: what the VM has of its own would repeat itself in every copy of an image.

import { Buffer } from 'native:buffer'
import { argumentError, codedError } from '../../guest/coded-error.js'
import type { Host } from './host.js'

declare const host: Host

type Told<Value> = (error: null, value: Value) => void

// The host gives no more at once.
const mostBytes = 2 ** 20

function outOfRange(name: string, wanted: string, value: unknown): Error {
  const message = `The value of "${name}" is out of range. It must be ${wanted}. Received ${String(value)}`
  return codedError(RangeError, 'ERR_OUT_OF_RANGE', message)
}

function bytesOf(count: number): Buffer {
  const bytes = host.random(count)
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function tell<Value>(value: Value, told: Told<Value> | undefined): Value | undefined {
  if (told === undefined) return value
  if (typeof told !== 'function') throw argumentError('callback', 'of type function', told)
  void Promise.resolve().then(() => told(null, value))
  return undefined
}

export function randomBytes(size: unknown, told?: Told<Buffer>): Buffer | undefined {
  if (typeof size !== 'number') throw argumentError('size', 'of type number', size)
  if (!(size >= 0 && size <= mostBytes)) throw outOfRange('size', `>= 0 && <= ${mostBytes}`, size)
  return tell(size < 1 ? Buffer.alloc(0) : bytesOf(Math.trunc(size)), told)
}

export function getRandomValues<View extends ArrayBufferView>(view: View): View {
  const isWhole = ArrayBuffer.isView(view) && !/^(Float|DataView)/.test(Object.prototype.toString.call(view).slice(8))
  if (!isWhole) throw named(TypeError, 'TypeMismatchError', 'The data argument must be a typed array of integers')
  if (view.byteLength > 65_536)
    throw named(Error, 'QuotaExceededError', 'At most 65536 bytes are given at once, and more were asked for')
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
  if (bytes.length > 0) bytes.set(host.random(bytes.length))
  return view
}

function named(Class: new (message: string) => Error, name: string, message: string): Error {
  return Object.assign(new Class(message), { name })
}

export function randomUUID(): string {
  const bytes = bytesOf(16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

const most48 = 2 ** 48

/** A whole number from `min`, 0 where it is left out, up to but not including `max`. */
export function randomInt(...args: unknown[]): number | undefined {
  const told = typeof args.at(-1) === 'function' ? (args.pop() as Told<number>) : undefined
  const [min, max] = args.length < 2 ? [0, args[0]] : args
  if (!Number.isSafeInteger(min)) throw argumentError('min', 'a safe integer', min)
  if (!Number.isSafeInteger(max)) throw argumentError('max', 'a safe integer', max)
  const [low, high] = [Number(min), Number(max)]
  if (high <= low) throw outOfRange('max', `greater than the value of "min" (${low})`, high)
  const range = high - low
  if (range >= most48) throw outOfRange('max - min', `<= ${most48 - 1}`, range)
  // A draw from the incomplete last round would make small numbers likelier.
  const fair = most48 - (most48 % range)
  let drawn = fair
  while (drawn >= fair) drawn = bytesOf(6).reduce((sum, byte) => sum * 256 + byte, 0)
  return tell(low + (drawn % range), told)
}
