// The host's end of what crosses: values as texts and back, with bytes beside the text and functions of the guest by number.

import { EngineError } from '../engine-error.js'

const bytesKey = '\u0000bytes'
const functionKey = '\u0000function'
const mark = '\u0002'

/** A value on its way to the guest. */
export interface Outgoing {
  readonly text: string
  readonly buffers: readonly Uint8Array[]
}

const none: readonly Uint8Array[] = []

/** Writes a value for the guest; an array where it is arguments. Throws an `ERR_CODEC` that names the path. */
export function writeCrossing(value: unknown, numberOf: (value: object) => number | undefined): Outgoing {
  if (value === undefined) return { text: 'u', buffers: none }
  if (isPlain(value, 0)) return { text: JSON.stringify(value), buffers: none }
  const buffers: Uint8Array[] = []
  const text = JSON.stringify(copy(value, { path: '', above: new Set(), buffers, numberOf }))
  return { text: mark + text, buffers }
}

/** Reads what came from the guest. Throws an `ERR_CODEC` where it is no JSON. */
export function readCrossing(
  text: string,
  bufferAt: (index: number) => Uint8Array,
  functionOf: (id: number) => unknown,
): unknown {
  try {
    if (text.charCodeAt(0) !== 2) return JSON.parse(text)
    return JSON.parse(text.slice(1), (_, given: unknown) => {
      if (typeof given !== 'object' || given === null) return given
      const members = given as { readonly [bytesKey]?: unknown; readonly [functionKey]?: unknown }
      if (typeof members[bytesKey] === 'number') return bufferAt(members[bytesKey])
      return isFunction(members) ? functionOf(members[functionKey]) : given
    })
  } catch (error) {
    if (error instanceof EngineError) throw error
    throw new EngineError('ERR_CODEC', 'What came from the guest is no JSON.', { path: '', cause: error })
  }
}

// Alone: the guest's end has counted those that are, so that no number in them is made up.
function isFunction(members: object): members is { readonly [functionKey]: number } {
  return typeof (members as { [functionKey]?: unknown })[functionKey] === 'number' && Object.keys(members).length === 1
}

// What JSON writes without a loss. Deeper values are looked through with care.
function isPlain(value: unknown, depth: number): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true
    case 'number':
      return Number.isFinite(value)
    case 'undefined':
      // An absent member; in a list it is refused below.
      return false
    case 'object':
      return value === null || (depth < 64 && hasPlainMembers(value, depth + 1))
    default:
      return false
  }
}

function hasPlainMembers(value: object, depth: number): boolean {
  if (Array.isArray(value)) {
    for (const item of value) if (!isPlain(item, depth)) return false
    return true
  }
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return false
  for (const key in value) {
    const member = (value as Record<string, unknown>)[key]
    if (member !== undefined && !isPlain(member, depth)) return false
  }
  return (value as { toJSON?: unknown }).toJSON === undefined
}

interface Copying {
  readonly path: string
  readonly above: Set<object>
  readonly buffers: Uint8Array[]
  readonly numberOf: (value: object) => number | undefined
}

function copy(value: unknown, copying: Copying): unknown {
  const { path, above, buffers, numberOf } = copying
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number' && Number.isFinite(value)) return value
  if (typeof value !== 'object') return refuse(value, path)
  if (value instanceof Uint8Array) return { [bytesKey]: buffers.push(value) - 1 }
  const number = numberOf(value)
  if (number !== undefined) return { [functionKey]: number }
  if (value instanceof Date) return value.toJSON()
  if (above.has(value) || above.size > 1000) return refuse(value, path)
  above.add(value)
  const copied = Array.isArray(value)
    ? value.map((item, index) => copy(item, { ...copying, path: `${path}[${index}]` }))
    : copyMembers(value, copying)
  above.delete(value)
  return copied
}

function copyMembers(value: object, copying: Copying): object {
  for (const Kind of [Map, Set, WeakMap, WeakSet, Promise, RegExp, Error, ArrayBuffer])
    if (value instanceof Kind) refuse(value, copying.path)
  const { path } = copying
  // The guest would take it for bytes, or for a function of its own.
  for (const key of [bytesKey, functionKey]) if (Object.hasOwn(value, key)) refuse(value, path)
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  const copied = members.map(([key, member]): [string, unknown] => [
    key,
    copy(member, { ...copying, path: path === '' ? key : `${path}.${key}` }),
  ])
  return Object.fromEntries(copied)
}

function refuse(value: unknown, path: string): never {
  const what = typeof value === 'object' && value !== null ? `a ${value.constructor?.name ?? 'object'}` : String(value)
  const place = path === '' ? 'the top' : path
  throw new EngineError('ERR_CODEC', `${what} cannot cross to the guest, at ${place}.`, { path })
}
