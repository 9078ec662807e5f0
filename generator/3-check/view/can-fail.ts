import type { ExpressionModel, TemplateModel } from '../../artifact/app-model.js'
import type { Operator } from '../../artifact/operator.js'

/** Operators that have a value whatever they are given. */
const total: ReadonlySet<Operator> = new Set(['if', 'and', 'or', '!', '!!', '<', '<=', '>', '>=', 'exists', 'coalesce'])

/** Whether a template may end in a type error for some values; paths never do. */
export function canFail(template: TemplateModel): boolean {
  switch (template.kind) {
    case 'literal':
      return false
    case 'expression':
      return expressionCanFail(template.expression)
    case 'list':
      return template.items.some(canFail)
    case 'object':
      return template.entries.some(({ value }) => canFail(value))
  }
}

function expressionCanFail(expression: ExpressionModel): boolean {
  switch (expression.kind) {
    case 'literal':
    case 'path':
      return false
    case 'list':
      return expression.items.some(expressionCanFail)
    case 'operator':
      return !total.has(expression.operator) || expression.arguments.some(expressionCanFail)
  }
}
