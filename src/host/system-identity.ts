import type { Identity } from '../contract/host.js'
import { randomBytes } from './random-bytes.js'

const pairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/**
 * Makes unique texts: the prefix, then `length` hexadecimal digits. They are random but for the last four, which count,
 * and are drawn anew after 65,536 texts: drawing them for every call would cost more than a small query.
 */
export function idSequence(prefix: string, length: number): () => string {
  let count = 0xffff
  let random = ''
  let start = ''
  return () => {
    count = (count + 1) & 0xffff
    if (count === 0) random = prefix + hex(randomBytes(length / 2 - 2))
    if ((count & 0xff) === 0) start = random + (pairs[count >> 8] as string)
    return start + (pairs[count & 0xff] as string)
  }
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => pairs[byte]).join('')
}

/** Trace ids of 32 hexadecimal digits, as the W3C's trace context has them, and invocation ids `inv_…`. */
export const systemIdentity: Identity = {
  newTraceId: idSequence('', 32),
  newInvocationId: idSequence('inv_', 24),
}
