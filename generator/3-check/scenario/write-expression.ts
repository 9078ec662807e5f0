import type { ExpressionSyntax } from '../../artifact/expression-syntax.js'

/** An expression in one line of YAML, as its author could have written it. */
export function writeExpression(expression: ExpressionSyntax): string {
  switch (expression.kind) {
    case 'literal':
      return writeScalar(expression.value)
    case 'list':
      return writeList(expression.items)
    case 'var': {
      const path = writeScalar(expression.path.text)
      return expression.fallback === null
        ? `{ var: ${path} }`
        : `{ var: [ ${path}, ${writeExpression(expression.fallback)} ] }`
    }
    case 'operator': {
      const [only, ...others] = expression.arguments
      const isBare = only !== undefined && others.length === 0 && only.kind !== 'list'
      const given = isBare ? writeExpression(only) : writeList(expression.arguments)
      return `{ ${writeKey(expression.operator)}: ${given} }`
    }
  }
}

function writeList(items: readonly ExpressionSyntax[]): string {
  return items.length === 0 ? '[]' : `[ ${items.map(writeExpression).join(', ')} ]`
}

function writeKey(operator: string): string {
  return /^[a-z_]+$/.test(operator) ? operator : `"${operator}"`
}

// What YAML 1.2 takes for something else than text, and what would end a text within brackets, stands in quotes.
function writeScalar(value: null | boolean | number | string): string {
  if (typeof value !== 'string') return JSON.stringify(value)
  const isPlain = /^[A-Za-z_][A-Za-z0-9_.-]*( [A-Za-z0-9_.-]+)*$/.test(value) && !/^(true|false|null)$/i.test(value)
  return isPlain ? value : JSON.stringify(value)
}
