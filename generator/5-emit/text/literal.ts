import type { Json } from '../../../src/contract/json.js'
import { type Code, list, object, sequence } from './code.js'

const plain = /^[\x20-\x26\x28-\x5b\x5d-\x7e]*$/
// Quotes aside, what would end the line, cannot be seen, changes the direction of reading, or is no character at all.
const unsafe =
  /[\\\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** A text as a TypeScript literal, in single quotes unless that takes more escaping than double ones. */
export function quote(text: string): string {
  if (plain.test(text)) return `'${text}'`
  const escaped = text.replace(
    unsafe,
    (found) => escapes[found] ?? `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  if (text.includes("'") && !text.includes('"')) return `"${escaped}"`
  return `'${escaped.replaceAll("'", "\\'")}'`
}

const identifier = /^[A-Za-z_$][\w$]*$/

/** The name of a member where it is declared or given: quoted where it must be. */
export function memberName(name: string): string {
  return identifier.test(name) ? name : quote(name)
}

/** A member of a value: `value.name`, or `value['a-b']`; with `?.` where there may be no value. */
export function memberOf(value: string, name: string, isOptional = false): string {
  if (identifier.test(name)) return `${value}${isOptional ? '?.' : '.'}${name}`
  return `${value}${isOptional ? '?.' : ''}[${quote(name)}]`
}

/** One member of an object literal. A `__proto__` that is not computed would set the prototype. */
export function property(name: string, value: Code): Code {
  if (name === '__proto__') return sequence("['__proto__']: ", value)
  const isShort = value === name && identifier.test(name) && !keywords.includes(name)
  return isShort ? name : sequence(`${memberName(name)}: `, value)
}

// The values that look like a name.
const keywords: readonly string[] = ['true', 'false', 'null', 'this']

/** Plain data as a TypeScript literal: JSON, or a record that is nothing but JSON. */
export function literal(value: Json | object): Code {
  if (typeof value === 'string') return quote(value)
  if (value === null || typeof value !== 'object') return String(value)
  if (Array.isArray(value)) return list(value.map(literal))
  return object(Object.entries(value).map(([name, member]) => property(name, literal(member))))
}

/** A text that may stand in a comment of either form. */
export function commentText(text: string): string {
  return text.replaceAll('*/', '*\\/').replace(unsafe, (found) => (found === '\\' ? found : ' '))
}
