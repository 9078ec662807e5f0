import type { ColumnType } from '../../contract/collection.js'
import { canonicalJson } from '../../semantics/canonical-json.js'

/** What the driver binds and returns. */
export type SqlValue = null | number | string | Uint8Array

/**
 * The text as SQLite can keep it: the same order, and back again unchanged. SQLite turns U+FFFE and U+FFFF into U+FFFD
 * when it converts text to UTF-16, so the three are written as U+FFFD and a digit that tells which one it was.
 */
export function encodeText(text: string): string {
  return special.test(text) ? text.replace(everySpecial, (unit) => `\uFFFD${unit.charCodeAt(0) - 0xfffd}`) : text
}

function decodeText(text: string): string {
  if (!text.includes('\uFFFD')) return text
  return text.replace(/\uFFFD([0-2])/g, (_, digit: string) => String.fromCharCode(0xfffd + Number(digit)))
}

const special = /[\uFFFD-\uFFFF]/
const everySpecial = /[\uFFFD-\uFFFF]/g

/** The stored form of a field's value. */
export function encodeValue(type: ColumnType, value: unknown): SqlValue {
  if (value === null || value === undefined) return null
  switch (type) {
    case 'text':
    case 'timestamp':
      return encodeText(value as string)
    case 'int':
    case 'number':
      return value as number
    case 'bool':
      return value === true ? 1 : 0
    case 'json':
      return encodeText(canonicalJson(value))
  }
}

/** The field's value again. */
export function decodeValue(type: ColumnType, stored: unknown): unknown {
  if (stored === null) return null
  switch (type) {
    case 'text':
    case 'timestamp':
      return decodeText(stored as string)
    case 'int':
    case 'number':
      return stored
    case 'bool':
      return stored === 1
    case 'json':
      return JSON.parse(decodeText(stored as string))
  }
}
