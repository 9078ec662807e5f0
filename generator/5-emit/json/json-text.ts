import type { Json, JsonObject } from '../../../src/contract/json.js'

const widest = 90

/**
 * JSON as a file: two-space indent, members in code-unit order, one newline at the end. A list or an object of at most
 * 90 columns stands on one line, so that a member of a schema is a line and its change is a line of a diff.
 */
export function jsonText(value: Json): string {
  return `${print(value, '\n')}\n`
}

// Whether something is broken does not depend on where it stands, so one pass is enough.
function print(value: Json, lineStart: string): string {
  if (typeof value !== 'object' || value === null) return scalar(value)
  const within = `${lineStart}  `
  if (isList(value)) {
    return enclose(
      value.map((item) => print(item, within)),
      { open: '[', close: ']', space: '' },
      lineStart,
    )
  }
  const members: string[] = []
  for (const name of Object.keys(value).sort()) {
    const member = value[name]
    if (member !== undefined) members.push(`${scalar(name)}: ${print(member, within)}`)
  }
  return enclose(members, { open: '{', close: '}', space: ' ' }, lineStart)
}

interface Brackets {
  readonly open: string
  readonly close: string
  /** What stands inside of them on one line. */
  readonly space: string
}

function enclose(parts: readonly string[], { open, close, space }: Brackets, lineStart: string): string {
  if (parts.length === 0) return open + close
  let width = 2 * parts.length
  for (const part of parts) width += part.includes('\n') ? widest : part.length
  if (width <= widest) return open + space + parts.join(', ') + space + close
  return `${open}${lineStart}  ${parts.join(`,${lineStart}  `)}${lineStart}${close}`
}

const plain = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/

function scalar(value: null | boolean | number | string): string {
  return typeof value === 'string' && plain.test(value) ? `"${value}"` : JSON.stringify(value)
}

function isList(value: readonly Json[] | JsonObject): value is readonly Json[] {
  return Array.isArray(value)
}
