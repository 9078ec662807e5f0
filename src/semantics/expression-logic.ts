import { canonicalJson } from './canonical-json.js'
import { compareText } from './compare-values.js'
import { typeError } from './expression-type-error.js'

// In expressions null and undefined are one thing: "absence is not observable".

/** False, null, 0, the empty text and the empty list are falsy; everything else, `{}` too, is truthy. */
export function truthy(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value)
}

/** Operator `exists`: anything but null. */
export function exists(value: unknown): boolean {
  return value !== null && value !== undefined
}

/** Operators `==` and `===`: no coercion; numbers by value, lists and objects by canonical JSON. */
export function equal(left: unknown, right: unknown): boolean {
  if (left === right) return true
  if (left === null || left === undefined) return right === null || right === undefined
  if (typeof left !== 'object' || typeof right !== 'object' || right === null) return false
  return canonicalJson(left) === canonicalJson(right)
}

/** Operator `<`: two numbers by value, two texts by code unit; any other pair is false. */
export function less(left: unknown, right: unknown): boolean {
  return ordering(left, right) < 0
}

/** Operator `<=`; see `less`. */
export function lessOrEqual(left: unknown, right: unknown): boolean {
  return ordering(left, right) <= 0
}

/** Operator `>`; see `less`. */
export function greater(left: unknown, right: unknown): boolean {
  return ordering(left, right) > 0
}

/** Operator `>=`; see `less`. */
export function greaterOrEqual(left: unknown, right: unknown): boolean {
  return ordering(left, right) >= 0
}

// Not a number where the two have no order, and every comparison with that is false.
function ordering(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left < right ? -1 : left > right ? 1 : 0
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right)
  return Number.NaN
}

/** Operator `in`: the value equals some member of the list; a null list has none. */
export function includes(value: unknown, list: unknown): boolean {
  if (list === null || list === undefined) return false
  if (!Array.isArray(list)) throw typeError('in', 'a list', list)
  return includesValue(list, value)
}

/** Whether some member of the list equals the value. */
export function includesValue(list: readonly unknown[], value: unknown): boolean {
  for (let index = 0; index < list.length; index++) if (equal(list[index], value)) return true
  return false
}

/** Operator `contains`: part of a text, or member of a list; nothing is contained in null, and null in no text. */
export function contains(whole: unknown, part: unknown): boolean {
  if (whole === null || whole === undefined) return false
  if (Array.isArray(whole)) return includesValue(whole, part)
  if (typeof whole !== 'string') throw typeError('contains', 'a text or a list', whole)
  if (part === null || part === undefined) return false
  if (typeof part !== 'string') throw typeError('contains', 'a text', part)
  return whole.includes(part)
}
