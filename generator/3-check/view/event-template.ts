import type { Json } from '../../../src/contract/json.js'
import type { ExpressionSyntax, TemplateSyntax } from '../../artifact/documents.js'

/**
 * The template as it is rendered before there is an event: what depends on one stays as it is written, `{ $from: row.id }`
 * for a plain path. Null where nothing does.
 */
export function withoutEvent(template: TemplateSyntax): TemplateSyntax | null {
  switch (template.kind) {
    case 'literal':
      return null
    case 'expression':
      return readsEvent(template.expression)
        ? { kind: 'literal', at: template.at, value: markerOf(template.expression) }
        : null
    case 'list': {
      const items = template.items.map(withoutEvent)
      if (items.every((item) => item === null)) return null
      return { ...template, items: template.items.map((item, index) => items[index] ?? item) }
    }
    case 'object': {
      const values = template.entries.map(({ value }) => withoutEvent(value))
      if (values.every((value) => value === null)) return null
      return {
        ...template,
        entries: template.entries.map((entry, index) => ({ ...entry, value: values[index] ?? entry.value })),
      }
    }
  }
}

function readsEvent(expression: ExpressionSyntax): boolean {
  switch (expression.kind) {
    case 'literal':
      return false
    case 'list':
      return expression.items.some(readsEvent)
    case 'var':
      return isOfEvent(expression.segments) || (expression.fallback !== null && readsEvent(expression.fallback))
    case 'operator':
      return expression.arguments.some(readsEvent)
  }
}

function isOfEvent([root]: readonly string[]): boolean {
  return root === 'row' || root === 'event'
}

function markerOf(expression: ExpressionSyntax): Json {
  const isPath = expression.kind === 'var' && expression.fallback === null
  return isPath ? { $from: expression.path.text } : { $expr: jsonOf(expression) }
}

/** The expression as it is written. */
function jsonOf(expression: ExpressionSyntax): Json {
  switch (expression.kind) {
    case 'literal':
      return expression.value
    case 'list':
      return expression.items.map(jsonOf)
    case 'var': {
      const { path, fallback } = expression
      return { var: fallback === null ? path.text : [path.text, jsonOf(fallback)] }
    }
    case 'operator':
      return { [expression.operator]: expression.arguments.map(jsonOf) }
  }
}
