// What guests get for `require('crypto')`: hashes and randomness. Ciphers, keys and signatures are no part of it.

import { argumentError, codedError } from '../../guest/coded-error.js'
import { algorithms, createHash, createHmac, Hash, Hmac } from './digests.js'
import { getRandomValues, randomBytes, randomInt, randomUUID } from './random.js'

declare const module: { exports: unknown }

/** Whether the bytes are the same, in a time that does not depend on where they differ. */
function timingSafeEqual(left: unknown, right: unknown): boolean {
  const [one, other] = [readView('buf1', left), readView('buf2', right)]
  if (one.length !== other.length)
    throw codedError(RangeError, 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH', 'Input buffers must have the same byte length')
  let difference = 0
  for (let at = 0; at < one.length; at++) difference |= (one[at] ?? 0) ^ (other[at] ?? 0)
  return difference === 0
}

function readView(name: string, value: unknown): Uint8Array {
  if (value instanceof ArrayBuffer) return new Uint8Array(value)
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
  throw argumentError(name, 'an instance of ArrayBuffer, Buffer, TypedArray, or DataView', value)
}

module.exports = {
  Hash,
  Hmac,
  createHash,
  createHmac,
  getHashes: () => [...algorithms],
  getRandomValues,
  randomBytes,
  randomInt,
  randomUUID,
  timingSafeEqual,
}
