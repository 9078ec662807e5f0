import type { Json } from '../../src/contract/json.js'
import type { Node } from '../artifact/node.js'

/** The value without its places. What aliases share is shared here too. */
export function toJson(node: Node): Json {
  if (node.kind === 'scalar') return node.value
  if (node.kind === 'list') return node.items.map(toJson)
  const members: Record<string, Json> = {}
  for (const { key, value } of node.entries) {
    // A plain assignment to this name would set the object's prototype instead of a member.
    if (key.text === '__proto__') Object.defineProperty(members, key.text, { ...own, value: toJson(value) })
    else members[key.text] = toJson(value)
  }
  return members
}

const own = { enumerable: true, configurable: true, writable: true } as const
