import type { Json, JsonObject } from '../contract/json.js'
import { isPlainObject } from './read-values.js'

/** The tree with this value at the path. What stands in the way and is no object gives way to one. */
export function withValueAt(tree: JsonObject, path: readonly string[], value: Json): JsonObject {
  const [name = '', ...rest] = path
  return { ...tree, [name]: rest.length === 0 ? value : withValueAt(branchOf(tree, name), rest, value) }
}

/** The tree without the path; an object that is left empty goes as well, so that nothing of a value that was set stays. */
export function withoutPath(tree: JsonObject, path: readonly string[]): JsonObject {
  const [name = '', ...rest] = path
  if (!Object.hasOwn(tree, name)) return tree
  const { [name]: removed, ...others } = tree
  if (rest.length === 0 || !isPlainObject(removed)) return rest.length === 0 ? others : tree
  const branch = withoutPath(removed as JsonObject, rest)
  return Object.keys(branch).length === 0 ? others : { ...tree, [name]: branch }
}

/** The value at the path; undefined where there is none. */
export function valueAt(tree: object, path: readonly string[]): unknown {
  let value: unknown = tree
  for (const name of path) {
    if (!isPlainObject(value) || !Object.hasOwn(value, name)) return undefined
    value = value[name]
  }
  return value
}

function branchOf(tree: JsonObject, name: string): JsonObject {
  const branch = Object.hasOwn(tree, name) ? tree[name] : undefined
  return isPlainObject(branch) ? (branch as JsonObject) : {}
}
