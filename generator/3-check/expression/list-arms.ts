import type { ExpressionModel } from '../../artifact/app-model.js'
import type { ValueType } from '../../artifact/value-type.js'

/** The types of the values among which an expression chooses, as `if`, `coalesce` and a default do; else its own. */
export function listArms(expression: ExpressionModel): readonly ValueType[] {
  if (expression.kind !== 'operator') return [expression.type]
  const args = expression.arguments
  if (expression.operator === 'coalesce') return args.flatMap(listArms)
  if (expression.operator !== 'if') return [expression.type]
  const values = args.filter((_, index) => index % 2 === 1 || (index === args.length - 1 && index % 2 === 0))
  return values.flatMap(listArms)
}
