import { typeError } from './expression-type-error.js'

type Text<Value> = Value extends string ? string : Value extends null | undefined ? null : string | null

/** Operator `cat`: joins texts, numbers in their JSON form, `true` and `false`; null is the empty text. */
export function concat(...parts: readonly unknown[]): string {
  let text = ''
  for (let index = 0; index < parts.length; index++) text += partOf(parts[index])
  return text
}

function partOf(part: unknown): string {
  if (part === null || part === undefined) return ''
  if (typeof part === 'string') return part
  if (typeof part === 'number' || typeof part === 'boolean') return `${part}`
  throw typeError('cat', 'texts, numbers and bools', part)
}

/** Operator `trim`: without Unicode white space at both ends; null stays null. */
export function trim<const Value>(value: Value): Text<Value> {
  const text = textOrNull('trim', value)
  return (text === null ? null : trimmed(text)) as Text<Value>
}

/** Operator `to_lower`: Unicode lower case, the same in every locale; null stays null. */
export function lower<const Value>(value: Value): Text<Value> {
  return (textOrNull('to_lower', value)?.toLowerCase() ?? null) as Text<Value>
}

/** Operator `to_upper`: Unicode upper case, the same in every locale; null stays null. */
export function upper<const Value>(value: Value): Text<Value> {
  return (textOrNull('to_upper', value)?.toUpperCase() ?? null) as Text<Value>
}

/** Operator `length`: code points of a text, members of a list, 0 for null. */
export function length(value: unknown): number {
  if (value === null || value === undefined) return 0
  if (Array.isArray(value)) return value.length
  if (typeof value !== 'string') throw typeError('length', 'a text or a list', value)
  return countCodePoints(value)
}

function textOrNull(operator: string, value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (typeof value !== 'string') throw typeError(operator, 'a text', value)
  return value
}

function countCodePoints(text: string): number {
  let count = text.length
  for (let index = 1; index < text.length; index++) {
    if (isBetween(text.charCodeAt(index), 0xdc00, 0xdfff) && isBetween(text.charCodeAt(index - 1), 0xd800, 0xdbff))
      count--
  }
  return count
}

// `String.trim` also takes U+FEFF away, which is no white space in Unicode, and leaves U+0085, which is. No regular
// expression, because one that is anchored at the end takes quadratic time in a long run of spaces.
function trimmed(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isWhiteSpace(text.charCodeAt(start))) start++
  while (end > start && isWhiteSpace(text.charCodeAt(end - 1))) end--
  return text.slice(start, end)
}

// Unicode's property White_Space.
function isWhiteSpace(unit: number): boolean {
  if (unit <= 0x20) return unit === 0x20 || isBetween(unit, 0x09, 0x0d)
  if (unit < 0x85) return false
  if (isBetween(unit, 0x2000, 0x200a)) return true
  return [0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000].includes(unit)
}

function isBetween(unit: number, first: number, last: number): boolean {
  return unit >= first && unit <= last
}
