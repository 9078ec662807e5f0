import type { Json, JsonObject } from '../../../src/contract/json.js'

const widest = 120

/**
 * JSON as a file: two-space indent, members in code-unit order, one newline at the end. What fits on a line stands on
 * one, so that a member of a schema is a line and its change is a line of a diff.
 */
export function jsonText(value: Json): string {
  return `${print(value, '\n', 0)}\n`
}

/** `taken` columns of the line are in use. A document itself is always broken. */
function print(value: Json, lineStart: string, taken: number): string {
  if (typeof value !== 'object' || value === null) return scalar(value)
  const flat = taken === 0 ? null : flatten(value, widest - taken)
  if (flat !== null) return flat
  const within = `${lineStart}  `
  const column = within.length - 1
  let text = ''
  if (isList(value)) {
    for (const item of value) text += `${text === '' ? '' : ','}${within}${print(item, within, column + 1)}`
    return text === '' ? '[]' : `[${text}${lineStart}]`
  }
  for (const name of sortedNames(value)) {
    const head = `${within}${scalar(name)}: `
    text += `${text === '' ? '' : ','}${head}${print(value[name] ?? null, within, head.length)}`
  }
  return text === '' ? '{}' : `{${text}${lineStart}}`
}

/** The value on one line; null where that takes more than `room`, which is found out before it is all written. */
function flatten(value: Json, room: number): string | null {
  if (typeof value !== 'object' || value === null) {
    const text = scalar(value)
    return text.length <= room ? text : null
  }
  let text = ''
  const add = (name: string, member: Json): boolean => {
    const before = `${text === '' ? '' : ', '}${name}`
    const after = flatten(member, room - text.length - before.length - 4)
    if (after !== null) text += before + after
    return after !== null
  }
  if (isList(value)) return value.every((item) => add('', item)) ? `[${text}]` : null
  const names = sortedNames(value)
  if (!names.every((name) => add(`${scalar(name)}: `, value[name] ?? null))) return null
  return text === '' ? '{}' : `{ ${text} }`
}

function sortedNames(value: JsonObject): string[] {
  return Object.keys(value)
    .filter((name) => value[name] !== undefined)
    .sort()
}

const plain = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/

function scalar(value: null | boolean | number | string): string {
  return typeof value === 'string' && plain.test(value) ? `"${value}"` : JSON.stringify(value)
}

function isList(value: readonly Json[] | JsonObject): value is readonly Json[] {
  return Array.isArray(value)
}
