import { isPlainObject } from './read-values.js'

// What is deeper was made to overflow a stack, or holds itself.
const deepest = 1000

/** Whether the value is JSON throughout; members that are undefined count as absent. May throw where a getter does. */
export function isJson(value: unknown): boolean {
  return isJsonAt(value, 0)
}

function isJsonAt(value: unknown, depth: number): boolean {
  switch (typeof value) {
    case 'string':
      return value.isWellFormed()
    case 'number':
      return Number.isFinite(value)
    case 'boolean':
      return true
    case 'object':
      return value === null || (depth < deepest && hasJsonMembers(value, depth + 1))
    default:
      return false
  }
}

function hasJsonMembers(value: object, depth: number): boolean {
  if (Array.isArray(value)) return hasJsonElements(value, depth)
  if (!isPlainObject(value)) return false
  for (const name in value) {
    const part = value[name]
    // Claims are mostly flags, and they are looked at in every call.
    if (typeof part === 'boolean' || part === undefined) continue
    if (!isJsonAt(part, depth)) return false
  }
  return true
}

// By index, because `every` steps over the holes of a sparse array, four billion of them where it has to.
function hasJsonElements(list: readonly unknown[], depth: number): boolean {
  for (let index = 0; index < list.length; index++) if (!isJsonAt(list[index], depth)) return false
  return true
}
