import type { Json, JsonObject } from '../../../src/contract/json.js'

/** JSON as a file: two-space indent, members in code-unit order, one newline at the end. */
export function jsonText(value: Json): string {
  return `${JSON.stringify(sorted(value), null, 2)}\n`
}

// Assigned one by one: `Object.fromEntries` takes half as long again for a document of some megabytes.
function sorted(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value
  if (isList(value)) return value.map(sorted)
  const copy: Record<string, Json> = {}
  for (const name of Object.keys(value).sort()) {
    const member = value[name]
    if (member === undefined) continue
    if (name === '__proto__') Object.defineProperty(copy, name, { value: sorted(member), enumerable: true })
    else copy[name] = sorted(member)
  }
  return copy
}

function isList(value: readonly Json[] | JsonObject): value is readonly Json[] {
  return Array.isArray(value)
}
