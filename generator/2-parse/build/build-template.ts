import type { TemplateSyntax } from '../../artifact/documents.js'
import type { MapNode, Node } from '../../artifact/node.js'
import { toJson } from '../to-json.js'
import { buildExpression } from './build-expression.js'
import { buildEntries } from './members.js'

export type ObjectTemplate = TemplateSyntax & { readonly kind: 'object' }

export function buildTemplate(node: Node): TemplateSyntax {
  const { at } = node
  if (node.kind === 'scalar') return { kind: 'literal', at, value: node.value }
  if (node.kind === 'list') return { kind: 'list', at, items: node.items.map(buildTemplate) }
  const [entry, second] = node.entries
  if (entry !== undefined && second === undefined) {
    if (entry.key.text === '$expr') return { kind: 'expression', at, expression: buildExpression(entry.value) }
    if (entry.key.text === '$literal') return { kind: 'literal', at, value: toJson(entry.value) }
  }
  return buildMembers(node)
}

/** Builds a template that is known to name its members. */
export function buildMembers(node: MapNode): ObjectTemplate {
  return { kind: 'object', at: node.at, entries: buildEntries(node, buildTemplate) }
}
