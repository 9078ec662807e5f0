import type { AnyNode, Node } from 'acorn'

/** Visits a node, and everything within it. */
export function walk(node: AnyNode, visit: (node: AnyNode) => void): void {
  visit(node)
  for (const value of Object.values(node)) {
    if (isNode(value)) walk(value, visit)
    else if (Array.isArray(value)) for (const item of value) if (isNode(item)) walk(item, visit)
  }
}

function isNode(value: unknown): value is AnyNode & Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}
