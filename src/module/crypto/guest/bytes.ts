import { Buffer } from 'native:buffer'
import { argumentError } from '../../guest/coded-error.js'

/** The bytes that a function is given: a text in that encoding, or a view of memory. */
export function readBytes(name: string, data: unknown, encoding?: string): Buffer {
  if (typeof data === 'string') return Buffer.from(data, encoding === 'buffer' ? undefined : encoding)
  if (ArrayBuffer.isView(data)) return Buffer.from(data.buffer, data.byteOffset, data.byteLength)
  if (data instanceof ArrayBuffer) return Buffer.from(data, 0, data.byteLength)
  throw argumentError(name, 'of type string or an instance of Buffer, TypedArray, or DataView', data)
}

/** The very bytes as a Buffer, or a text of them where an encoding is named. */
export function present(bytes: Uint8Array, encoding: string | undefined): Buffer | string {
  const made = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return encoding === undefined || encoding === 'buffer' ? made : made.toString(encoding)
}
