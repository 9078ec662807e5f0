// The families that read and write numbers: the library's, with Node's checks before them and Node's codes on what they throw.

import { Buffer } from 'buffer'
import { argumentError, codedError } from '../../guest/coded-error.js'
import { outOfRange } from './texts.js'

type Method = (this: Buffer, ...args: unknown[]) => unknown

const isFamily = /^(read|write)(U?Int(8|16|32)|U?Int|BigU?Int64|Float|Double)(LE|BE)?$/

function checkOffset(offset: unknown): void {
  if (offset === undefined) return
  if (typeof offset !== 'number') throw argumentError('offset', 'of type number', offset)
  if (!Number.isInteger(offset)) throw outOfRange('offset')
}

function checkWidth(width: unknown): void {
  if (typeof width !== 'number') throw argumentError('byteLength', 'of type number', width)
  if (!Number.isInteger(width) || width < 1 || width > 6) throw outOfRange('byteLength')
}

function checkValue(value: unknown, isBig: boolean): void {
  if (isBig && typeof value !== 'bigint') throw argumentError('value', 'of type bigint', value)
}

function widthOf(name: string, given: unknown): number {
  if (name.includes('64') || name.includes('Double')) return 8
  if (name.includes('32') || name.includes('Float')) return 4
  if (name.includes('16')) return 2
  return name.includes('8') ? 1 : Number(given)
}

function guarded(name: string, method: Method): Method {
  const offsetAt = name.startsWith('read') ? 0 : 1
  const hasWidth = /Int[LB]E$/.test(name)
  const isBig = name.includes('Big')
  return function (...args) {
    if (hasWidth) checkWidth(args[offsetAt + 1])
    if (offsetAt === 1) checkValue(args[0], isBig)
    if (hasWidth && args[offsetAt] === undefined) throw argumentError('offset', 'of type number', undefined)
    checkOffset(args[offsetAt])
    const width = widthOf(name, args[offsetAt + 1])
    const offset = Number(args[offsetAt] ?? 0)
    if (offset >= 0 && offset + width <= this.length) return coded(() => method.apply(this, args))
    if (this.length >= width) throw outOfRange('offset')
    throw codedError(RangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', 'Attempt to access memory outside buffer bounds')
  }
}

// What is left to the library to find is a value that does not fit.
function coded<Value>(act: () => Value): Value {
  try {
    return act()
  } catch (error) {
    if (error instanceof RangeError && !('code' in error)) throw outOfRange('value')
    throw error
  }
}

// The library computes the bits of a fraction; the runtime has them.
function floatMethod(name: string): Method | undefined {
  const [, way, type, end] = /^(read|write)(Float|Double)(LE|BE)$/.exec(name) ?? []
  if (type === undefined) return undefined
  const kind = type === 'Float' ? 'Float32' : 'Float64'
  const view = (bytes: Buffer): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (way === 'read')
    return function (offset = 0) {
      return view(this)[`get${kind}`](Number(offset), end === 'LE')
    }
  return function (value, offset = 0) {
    view(this)[`set${kind}`](Number(offset), Number(value), end === 'LE')
    return Number(offset) + (type === 'Float' ? 4 : 8)
  }
}

/** The families by name, with the second spelling that each unsigned one has. */
export function numberMethods(): Record<string, Method> {
  const { prototype } = Buffer
  const found: Record<string, Method> = {}
  for (const name of Object.keys(prototype)) {
    if (!isFamily.test(name)) continue
    const method = guarded(name, floatMethod(name) ?? Reflect.get(prototype, name))
    found[name] = method
    if (name.includes('UInt')) found[name.replace('UInt', 'Uint')] = method
  }
  return found
}
