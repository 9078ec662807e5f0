import type { ExpressionModel } from '../../artifact/app-model.js'
import type { ExpressionSyntax } from '../../artifact/documents.js'
import { diagnostic } from '../../diagnostic/diagnostic.js'
import { checkExpression } from './check-expression.js'
import type { Context } from './scope.js'

/** Checks an expression whose truth decides something. A text that stands there bare always holds, so it is none. */
export function checkCondition(condition: ExpressionSyntax, context: Context): ExpressionModel {
  if (condition.kind === 'literal' && typeof condition.value === 'string' && condition.value !== '') {
    const problem = `a condition is an expression, and the text ${JSON.stringify(condition.value)} always holds`
    const hint = `a value is read with { var: ${condition.value} }`
    const extras = { path: context.path, hint: /^[\w.]+$/.test(condition.value) ? hint : null }
    context.found.push(diagnostic('expression_type_mismatch_error', condition.at, { problem }, extras))
  }
  return checkExpression(condition, context)
}
