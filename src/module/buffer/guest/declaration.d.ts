/** How a text stands for bytes; `utf8` where none is named. Letters may be upper case. */
export type BufferEncoding =
  | 'utf8'
  | 'utf-8'
  | 'hex'
  | 'base64'
  | 'base64url'
  | 'latin1'
  | 'binary'
  | 'ascii'
  | 'utf16le'
  | 'utf-16le'
  | 'ucs2'
  | 'ucs-2'

/** Bytes, as Node has them. */
export class Buffer extends Uint8Array {
  /** The bytes of a text. */
  static from(text: string, encoding?: BufferEncoding): Buffer
  /** A look at the same memory. */
  static from(memory: ArrayBuffer, byteOffset?: number, length?: number): Buffer
  /** A copy. */
  static from(bytes: ArrayLike<number> | Iterable<number> | { type: 'Buffer'; data: number[] }): Buffer
  /** That many bytes, zero or `fill`. */
  static alloc(size: number, fill?: string | number | Uint8Array, encoding?: BufferEncoding): Buffer
  /** The same as `alloc`: no memory that was used before is handed out. */
  static allocUnsafe(size: number): Buffer
  static allocUnsafeSlow(size: number): Buffer
  /** One after the other, cut off or filled up with zeros to `totalLength`. */
  static concat(list: readonly Uint8Array[], totalLength?: number): Buffer
  /** -1, 0 or 1, as `sort` wants it. */
  static compare(left: Uint8Array, right: Uint8Array): -1 | 0 | 1
  static isBuffer(value: unknown): value is Buffer
  static isEncoding(name: unknown): name is BufferEncoding
  /** How many bytes a text or bytes have. */
  static byteLength(value: string | ArrayBuffer | ArrayBufferView, encoding?: BufferEncoding): number
  static copyBytesFrom(view: Uint8Array, offset?: number, length?: number): Buffer
  static of(...bytes: number[]): Buffer
  static poolSize: number

  toString(encoding?: BufferEncoding, start?: number, end?: number): string
  toLocaleString(encoding?: unknown): string
  toJSON(): { type: 'Buffer'; data: number[] }
  equals(other: Uint8Array): boolean
  compare(
    target: Uint8Array,
    targetStart?: number,
    targetEnd?: number,
    sourceStart?: number,
    sourceEnd?: number,
  ): -1 | 0 | 1
  /** How many bytes were copied. */
  copy(target: Uint8Array, targetStart?: number, sourceStart?: number, sourceEnd?: number): number
  /** How many bytes were written: whole characters only. */
  write(text: string, encoding?: BufferEncoding): number
  write(text: string, offset: number, encoding?: BufferEncoding): number
  write(text: string, offset: number, length: number, encoding?: BufferEncoding): number
  fill(
    value: string | number | Uint8Array,
    start?: number | BufferEncoding,
    end?: number | BufferEncoding,
    encoding?: BufferEncoding,
  ): this
  indexOf(value: string | number | Uint8Array, start?: number | BufferEncoding, encoding?: BufferEncoding): number
  lastIndexOf(value: string | number | Uint8Array, start?: number | BufferEncoding, encoding?: BufferEncoding): number
  includes(value: string | number | Uint8Array, start?: number | BufferEncoding, encoding?: BufferEncoding): boolean
  /** A look at the same memory, as `subarray`: not the copy that a `Uint8Array` gives. */
  slice(start?: number, end?: number): Buffer
  subarray(start?: number, end?: number): Buffer
  swap16(): this
  swap32(): this
  swap64(): this
  inspect(): string

  readBigInt64BE(offset?: number): bigint
  readBigInt64LE(offset?: number): bigint
  readBigUInt64BE(offset?: number): bigint
  readBigUInt64LE(offset?: number): bigint
  readBigUint64BE(offset?: number): bigint
  readBigUint64LE(offset?: number): bigint
  readDoubleBE(offset?: number): number
  readDoubleLE(offset?: number): number
  readFloatBE(offset?: number): number
  readFloatLE(offset?: number): number
  readInt16BE(offset?: number): number
  readInt16LE(offset?: number): number
  readInt32BE(offset?: number): number
  readInt32LE(offset?: number): number
  readInt8(offset?: number): number
  readUInt16BE(offset?: number): number
  readUInt16LE(offset?: number): number
  readUInt32BE(offset?: number): number
  readUInt32LE(offset?: number): number
  readUInt8(offset?: number): number
  readUint16BE(offset?: number): number
  readUint16LE(offset?: number): number
  readUint32BE(offset?: number): number
  readUint32LE(offset?: number): number
  readUint8(offset?: number): number
  writeBigInt64BE(value: bigint, offset?: number): number
  writeBigInt64LE(value: bigint, offset?: number): number
  writeBigUInt64BE(value: bigint, offset?: number): number
  writeBigUInt64LE(value: bigint, offset?: number): number
  writeBigUint64BE(value: bigint, offset?: number): number
  writeBigUint64LE(value: bigint, offset?: number): number
  writeDoubleBE(value: number, offset?: number): number
  writeDoubleLE(value: number, offset?: number): number
  writeFloatBE(value: number, offset?: number): number
  writeFloatLE(value: number, offset?: number): number
  writeInt16BE(value: number, offset?: number): number
  writeInt16LE(value: number, offset?: number): number
  writeInt32BE(value: number, offset?: number): number
  writeInt32LE(value: number, offset?: number): number
  writeInt8(value: number, offset?: number): number
  writeUInt16BE(value: number, offset?: number): number
  writeUInt16LE(value: number, offset?: number): number
  writeUInt32BE(value: number, offset?: number): number
  writeUInt32LE(value: number, offset?: number): number
  writeUInt8(value: number, offset?: number): number
  writeUint16BE(value: number, offset?: number): number
  writeUint16LE(value: number, offset?: number): number
  writeUint32BE(value: number, offset?: number): number
  writeUint32LE(value: number, offset?: number): number
  writeUint8(value: number, offset?: number): number
  readUIntLE(offset: number, byteLength: number): number
  writeUIntLE(value: number, offset: number, byteLength: number): number
  readUintLE(offset: number, byteLength: number): number
  writeUintLE(value: number, offset: number, byteLength: number): number
  readIntLE(offset: number, byteLength: number): number
  writeIntLE(value: number, offset: number, byteLength: number): number
  readUIntBE(offset: number, byteLength: number): number
  writeUIntBE(value: number, offset: number, byteLength: number): number
  readUintBE(offset: number, byteLength: number): number
  writeUintBE(value: number, offset: number, byteLength: number): number
  readIntBE(offset: number, byteLength: number): number
  writeIntBE(value: number, offset: number, byteLength: number): number
}

/** The bytes that base64 stands for, a character for each; throws where it is none. */
export function atob(text: string): string
/** The base64 of a text whose characters are bytes; throws where one is not. */
export function btoa(text: string): string
export function isAscii(bytes: Uint8Array): boolean
export function isUtf8(bytes: Uint8Array): boolean
/** The most bytes that a buffer can have. */
export const kMaxLength: number
export const constants: { readonly MAX_LENGTH: number; readonly MAX_STRING_LENGTH: number }
