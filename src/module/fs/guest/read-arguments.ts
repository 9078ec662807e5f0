import { Buffer } from 'native:buffer'
import { argumentError, codedError } from '../../guest/coded-error.js'

export interface Options {
  readonly encoding?: unknown
  readonly flag?: unknown
  readonly mode?: unknown
  readonly recursive?: unknown
  readonly force?: unknown
  readonly withFileTypes?: unknown
}

export function readPath(value: unknown, name = 'path'): string {
  if (typeof value !== 'string') throw argumentError(name, 'of type string', value)
  if (value.includes('\0')) throw valueError(name, 'a string without null bytes', value)
  // Node takes it for a file that is not there.
  if (value === '')
    throw Object.assign(codedError(Error, 'ENOENT', "ENOENT: no such file or directory, open ''"), { path: value })
  return value
}

/** Options, which may be the name of an encoding alone. */
export function readOptions(value: unknown): Options {
  if (value === undefined || value === null) return {}
  if (typeof value === 'string') return { encoding: value }
  if (typeof value !== 'object') throw argumentError('options', 'of type string or an instance of Object', value)
  return value
}

/** Undefined: bytes are wanted. */
export function readEncoding({ encoding }: Options): string | undefined {
  if (encoding === undefined || encoding === null || encoding === 'buffer') return undefined
  if (!Buffer.isEncoding(encoding)) throw valueError('encoding', 'an encoding', encoding)
  return encoding
}

export function readBytes(data: unknown, options: Options): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data, readEncoding(options))
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  throw argumentError('data', 'of type string or an instance of Buffer, TypedArray, or DataView', data)
}

const flags = ['w', 'wx', 'a', 'ax']

export function readFlag({ flag }: Options, byDefault: string): string {
  const given = flag ?? byDefault
  if (typeof given !== 'string' || !flags.includes(given)) throw valueError('flag', `one of ${flags.join(', ')}`, given)
  return given
}

const mostMode = 0o7777

/** A number, or one written in octal digits. */
export function readMode(mode: unknown, byDefault: number): number {
  if (mode === undefined || mode === null) return byDefault
  if (typeof mode === 'string' && /^[0-7]+$/.test(mode)) return readMode(Number.parseInt(mode, 8), byDefault)
  if (typeof mode !== 'number') throw argumentError('mode', 'a number or a string of octal digits', mode)
  if (Number.isInteger(mode) && mode >= 0 && mode <= mostMode) return mode
  const message = `The value of "mode" is out of range. It must be >= 0 && <= ${mostMode}. Received ${mode}`
  throw codedError(RangeError, 'ERR_OUT_OF_RANGE', message)
}

export function readFlagOf(options: Options, name: 'recursive' | 'force' | 'withFileTypes'): boolean {
  const value = options[name]
  if (value === undefined) return false
  if (typeof value !== 'boolean') throw argumentError(`options.${name}`, 'of type boolean', value)
  return value
}

function valueError(name: string, wanted: string, value: unknown): Error {
  const message = `The argument '${name}' must be ${wanted}. Received ${JSON.stringify(value)}`
  return codedError(TypeError, 'ERR_INVALID_ARG_VALUE', message)
}
