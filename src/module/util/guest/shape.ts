// What an object is called, which braces it has, and what stands before them.

import { types } from './kinds.js'
import type { Inspection } from './options.js'
import { describeNumber, describeSymbol, quote } from './quote.js'

export type Items = 'array' | 'typed-array' | 'map' | 'set' | 'bytes' | 'view' | 'unknown' | 'none'

export interface Shape {
  /** The text of the whole, where there is nothing to show inside. */
  readonly whole?: string
  /** What stands for it where it lies too deep. */
  readonly name: string
  readonly base: string
  readonly open: string
  readonly close: string
  readonly items: Items
  /** Own keys to show, without the indexes of lists. */
  readonly keys: readonly (string | symbol)[]
}

export function shapeOf(inspection: Inspection, value: object): Shape {
  const madeBy = constructorName(value)
  const tag = tagOf(value, madeBy)
  const size = sizeOf(value)
  const named = (fallback: string): string => prefix(madeBy, tag, fallback, size)
  const keys = keysOf(value, inspection.options.showHidden)
  if (Array.isArray(value)) {
    const open = madeBy === 'Array' && tag === '' ? '' : named('Array')
    return finish(
      {
        name: named('Array')
          .replace(/\(\d+\) $/, '')
          .trim(),
        open: `${open}[`,
        close: ']',
        items: 'array',
        keys,
      },
      value.length === 0,
    )
  }
  if (types.isTypedArray(value))
    return finish(
      { name: named('TypedArray').trim(), open: `${named('TypedArray')}[`, close: ']', items: 'typed-array', keys },
      size === 0,
    )
  const items = itemsOf(value)
  const base = baseOf(value, madeBy, tag)
  if (base !== undefined) return withBase(base, keys, named('Object').trim())
  const isPlain = madeBy === 'Object' && tag === '' && items === 'none'
  const isArguments = types.isArgumentsObject(value)
  const bare = isArguments ? '[Arguments] ' : isPlain ? '' : named(fallbackOf(items))
  const isEmpty = items === 'none' || ((items === 'map' || items === 'set') && size === 0)
  const name = named(fallbackOf(items))
    .replace(/\(\d+\) /, ' ')
    .trim()
  return finish({ name, open: `${bare}{`, close: '}', items, keys }, isEmpty)
}

function finish(shape: Omit<Shape, 'base'>, isEmpty: boolean): Shape {
  if (!isEmpty || shape.keys.length > 0) return { ...shape, base: '' }
  return { ...shape, base: '', whole: `${shape.open}${shape.close}` }
}

function withBase(base: string, keys: Shape['keys'], name: string): Shape {
  const shape: Shape = { name, base, open: '{', close: '}', items: 'none', keys }
  return keys.length > 0 ? shape : { ...shape, whole: base }
}

function fallbackOf(items: Items): string {
  return items === 'map' ? 'Map' : items === 'set' ? 'Set' : 'Object'
}

function itemsOf(value: object): Items {
  if (types.isMap(value)) return 'map'
  if (types.isSet(value)) return 'set'
  if (types.isAnyArrayBuffer(value)) return 'bytes'
  if (types.isDataView(value)) return 'view'
  return types.isWeakMap(value) || types.isWeakSet(value) || types.isPromise(value) ? 'unknown' : 'none'
}

function sizeOf(value: object): number | undefined {
  if (Array.isArray(value)) return value.length
  if (types.isTypedArray(value)) return (value as Uint8Array).length
  if (types.isMap(value)) return (value as Map<unknown, unknown>).size
  return types.isSet(value) ? (value as Set<unknown>).size : undefined
}

/** The name of the nearest class that it is an instance of; undefined where there is none. */
function constructorName(value: object): string | undefined {
  for (let at: object | null = value; at !== null; at = Object.getPrototypeOf(at)) {
    const made: unknown = Object.getOwnPropertyDescriptor(at, 'constructor')?.value
    if (typeof made === 'function' && made.name !== '' && value instanceof made) return made.name
  }
  return undefined
}

function tagOf(value: object, madeBy: string | undefined): string {
  const tag: unknown = Reflect.get(value, Symbol.toStringTag)
  return typeof tag === 'string' && tag !== '' && tag !== madeBy ? tag : ''
}

function prefix(madeBy: string | undefined, tag: string, fallback: string, size: number | undefined): string {
  const count = size === undefined ? '' : `(${size})`
  const known = madeBy === undefined ? `[${fallback}${count}: null prototype]` : `${madeBy}${count}`
  const isTold = tag === '' || (madeBy === undefined && tag === fallback)
  return isTold ? `${known} ` : `${known} [${tag}] `
}

const toldByHead = ['name', 'message', 'stack']
// Shown although they are not enumerable.
const toldOfErrors = ['cause', 'errors']

function keysOf(value: object, showHidden: boolean): (string | symbol)[] {
  const isList = [Array.isArray, types.isTypedArray, types.isStringObject].some((is) => is(value))
  return Reflect.ownKeys(value).filter((key) => {
    if (isList && typeof key === 'string' && /^(0|[1-9]\d*)$/.test(key)) return false
    if (value instanceof Error && typeof key === 'string') {
      if (toldByHead.includes(key)) return false
      if (toldOfErrors.includes(key)) return true
    }
    return showHidden || Object.prototype.propertyIsEnumerable.call(value, key)
  })
}

function baseOf(value: object, madeBy: string | undefined, tag: string): string | undefined {
  if (typeof value === 'function') return functionBase(value, madeBy, tag)
  if (types.isRegExp(value)) return RegExp.prototype.toString.call(value)
  if (types.isDate(value)) {
    const date = value as Date
    return Number.isNaN(date.getTime()) ? 'Invalid Date' : date.toISOString()
  }
  if (value instanceof Error) return errorBase(value)
  return types.isBoxedPrimitive(value) ? boxedBase(value) : undefined
}

function functionBase(value: object, madeBy: string | undefined, tag: string): string {
  const name: unknown = Reflect.get(value, 'name')
  const text = Function.prototype.toString.call(value)
  if (/^class\b/.test(text)) {
    const parent: unknown = Reflect.get(Object.getPrototypeOf(value) ?? {}, 'name')
    const ancestry = typeof parent === 'string' && parent !== '' ? ` extends ${parent}` : ''
    return `[class ${name === '' ? '(anonymous)' : String(name)}${ancestry}]`
  }
  const kind = madeBy === undefined ? 'Function (null prototype)' : madeBy
  const shown = name === '' || typeof name !== 'string' ? ' (anonymous)' : `: ${name}`
  return `[${kind}${shown}]${tag === '' ? '' : ` [${tag}]`}`
}

// Some runtimes repeat what the error says at the top of its stack, others do not.
function errorBase(error: Error): string {
  const name = String(error.name)
  const head = Object.hasOwn(error, 'message') || error.message !== '' ? `${name}: ${error.message}` : name
  const frames = (typeof error.stack === 'string' ? error.stack : '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n')
  return frames === '' ? `[${head}]` : `${head}\n${frames}`
}

function boxedBase(value: object): string {
  const inner: unknown = value.valueOf()
  if (typeof inner === 'string') return `[String: ${quote(inner)}]`
  if (typeof inner === 'number') return `[Number: ${describeNumber(inner)}]`
  if (typeof inner === 'bigint') return `[BigInt: ${inner}n]`
  return typeof inner === 'symbol' ? `[Symbol: ${describeSymbol(inner)}]` : `[Boolean: ${String(inner)}]`
}
