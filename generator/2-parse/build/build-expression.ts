import type { ExpressionSyntax } from '../../artifact/documents.js'
import type { Node } from '../../artifact/node.js'
import { type Operator, operators } from '../../artifact/operator.js'
import type { Span } from '../../artifact/span.js'
import { bug } from '../../diagnostic/bug.js'
import { entriesOf, textOf } from './members.js'

export function buildExpression(node: Node): ExpressionSyntax {
  const { at } = node
  if (node.kind === 'scalar') return { kind: 'literal', at, value: node.value }
  if (node.kind === 'list') return { kind: 'list', at, items: node.items.map(buildExpression) }
  const [entry] = entriesOf(node)
  if (entry === undefined) throw bug(`an operator was promised at ${at.file}:${at.start}`)
  if (entry.key.text === 'var') return buildVar(entry.value, at)
  const written = entry.value.kind === 'list' ? entry.value.items : [entry.value]
  return { kind: 'operator', at, operator: operatorOf(entry.key.text), arguments: written.map(buildExpression) }
}

function buildVar(node: Node, at: Span): ExpressionSyntax {
  const [first, fallback] = node.kind === 'list' ? node.items : [node]
  if (first === undefined) throw bug(`a path was promised at ${at.file}:${at.start}`)
  const path = textOf(first)
  return {
    kind: 'var',
    at,
    path,
    segments: path.text.split('.'),
    fallback: fallback === undefined ? null : buildExpression(fallback),
  }
}

function operatorOf(word: string): Operator {
  if (!Object.hasOwn(operators, word)) throw bug(`"${word}" was promised to be an operator`)
  return word as Operator
}
