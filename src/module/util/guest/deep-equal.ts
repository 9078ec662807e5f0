// Node's `util.isDeepStrictEqual`.

import { types } from './kinds.js'

type Pairs = readonly (readonly [object, object])[]

export function isDeepStrictEqual(left: unknown, right: unknown): boolean {
  return isEqual(left, right, [])
}

function isEqual(left: unknown, right: unknown, within: Pairs): boolean {
  if (Object.is(left, right)) return true
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false
  if (Object.getPrototypeOf(left) !== Object.getPrototypeOf(right)) return false
  if (Object.prototype.toString.call(left) !== Object.prototype.toString.call(right)) return false
  // Two that contain themselves are equal if nothing on the way round tells them apart.
  if (within.some(([one, other]) => one === left || other === right))
    return within.some(([one, other]) => one === left && other === right)
  const deeper: Pairs = [...within, [left, right]]
  return isEqualInside(left, right, deeper) && haveEqualKeys(left, right, deeper)
}

function isEqualInside(left: object, right: object, within: Pairs): boolean {
  if (Array.isArray(left)) return Array.isArray(right) && left.length === right.length
  if (types.isDate(left)) return types.isDate(right) && Object.is(Number(left), Number(right))
  if (types.isRegExp(left)) return types.isRegExp(right) && describe(left as RegExp) === describe(right as RegExp)
  if (types.isNativeError(left))
    return types.isNativeError(right) && areErrorsEqual(left as Error, right as Error, within)
  if (types.isBoxedPrimitive(left)) return types.isBoxedPrimitive(right) && Object.is(left.valueOf(), right.valueOf())
  if (types.isAnyArrayBuffer(left))
    return (
      types.isAnyArrayBuffer(right) &&
      areBytesEqual(new Uint8Array(left as ArrayBuffer), new Uint8Array(right as ArrayBuffer))
    )
  if (ArrayBuffer.isView(left)) return ArrayBuffer.isView(right) && areBytesEqual(bytesOf(left), bytesOf(right))
  if (types.isSet(left)) return types.isSet(right) && areSetsEqual(left as Set<unknown>, right as Set<unknown>, within)
  if (types.isMap(left))
    return types.isMap(right) && areMapsEqual(left as Map<unknown, unknown>, right as Map<unknown, unknown>, within)
  // What cannot be looked into is equal to itself alone.
  return !(types.isWeakMap(left) || types.isWeakSet(left) || types.isPromise(left))
}

function describe({ source, flags, lastIndex }: RegExp): string {
  return `${lastIndex}/${source}/${flags}`
}

function areErrorsEqual(left: Error, right: Error, within: Pairs): boolean {
  if (left.name !== right.name || left.message !== right.message) return false
  if ('cause' in left !== 'cause' in right || !isEqual(left.cause, right.cause, within)) return false
  return isEqual(Reflect.get(left, 'errors'), Reflect.get(right, 'errors'), within)
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}

function areBytesEqual(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, at) => byte === right[at])
}

function areSetsEqual(left: Set<unknown>, right: Set<unknown>, within: Pairs): boolean {
  if (left.size !== right.size) return false
  const open = [...right].filter((item) => !left.has(item))
  return [...left].every((item) => right.has(item) || takeEqual(open, (other) => isEqual(item, other, within)))
}

function areMapsEqual(left: Map<unknown, unknown>, right: Map<unknown, unknown>, within: Pairs): boolean {
  if (left.size !== right.size) return false
  const open = [...right].filter(([key]) => !left.has(key))
  return [...left].every(([key, value]) => {
    if (right.has(key)) return isEqual(value, right.get(key), within)
    return takeEqual(open, ([other, found]) => isEqual(key, other, within) && isEqual(value, found, within))
  })
}

/** Takes the first that is equal out of the list. A primitive has been looked up already. */
function takeEqual<Item>(open: Item[], isWanted: (item: Item) => boolean): boolean {
  const at = open.findIndex(isWanted)
  if (at >= 0) open.splice(at, 1)
  return at >= 0
}

function haveEqualKeys(left: object, right: object, within: Pairs): boolean {
  const keys = shownKeys(left)
  if (keys.length !== shownKeys(right).length) return false
  return keys.every((key) => {
    if (!Object.prototype.propertyIsEnumerable.call(right, key)) return false
    return isEqual(Reflect.get(left, key), Reflect.get(right, key), within)
  })
}

function shownKeys(value: object): (string | symbol)[] {
  // Bytes were compared as bytes.
  if (ArrayBuffer.isView(value)) return []
  return Reflect.ownKeys(value).filter((key) => Object.prototype.propertyIsEnumerable.call(value, key))
}
