import type { ExpressionModel } from '../../artifact/app-model.js'
import type { ExpressionSyntax } from '../../artifact/documents.js'
import type { Operator } from '../../artifact/operator.js'
import type { Span } from '../../artifact/span.js'
import { diagnostic } from '../../diagnostic/diagnostic.js'
import { suggestName } from '../../diagnostic/suggest.js'
import { isNullable, unknownType } from '../type/nullable.js'
import { findOperandProblems } from './find-operand-problems.js'
import { resultOf, typeOfList, typeOfLiteral } from './operator-result.js'
import { resolvePath } from './resolve-path.js'
import { type Context, within } from './scope.js'

type Operation = ExpressionSyntax & { readonly kind: 'operator' }
type Variable = ExpressionSyntax & { readonly kind: 'var' }

/** What stands where an expression was wrong: nothing is known of it, so no other rule complains about it. */
const missing: ExpressionModel = { kind: 'literal', type: unknownType, value: null }

/** Resolves the paths of an expression and gives it its static types; reports what can never be read or never work. */
export function checkExpression(expression: ExpressionSyntax, context: Context): ExpressionModel {
  switch (expression.kind) {
    case 'literal':
      return { kind: 'literal', type: typeOfLiteral(expression.value), value: expression.value }
    case 'list': {
      const items = expression.items.map((item, index) => checkExpression(item, within(context, index)))
      return { kind: 'list', type: typeOfList(items.map(({ type }) => type)), items }
    }
    case 'var':
      return checkVariable(expression, context)
    case 'operator':
      return checkOperation(expression, context)
  }
}

function checkVariable(variable: Variable, context: Context): ExpressionModel {
  const inner = within(context, 'var')
  const value = readVariable(variable, variable.fallback === null ? inner : within(inner, 0))
  if (variable.fallback === null) return value
  const fallback = checkExpression(variable.fallback, within(inner, 1))
  if (!isNullable(value.type)) return value
  const args = [value, fallback]
  return { kind: 'operator', operator: 'coalesce', type: resultOf('coalesce', args), arguments: args }
}

function readVariable({ path: { text, at }, segments }: Variable, context: Context): ExpressionModel {
  const { scope, path, found } = context
  const [first = '', ...rest] = segments
  const root = scope.roots.get(first)
  if (root === undefined) {
    const values = { path: text, problem: `${scope.place} sees no "${first}"` }
    const extras = { path, ...suggestName({ text: first, at }, scope.roots.keys()) }
    found.push(diagnostic(scope.code ?? 'expression_reference_error', at, values, extras))
    return missing
  }
  const resolved = resolvePath(root, rest)
  if (resolved.ok) return resolved.path
  const extras = { path, ...suggestName({ text: resolved.word, at }, resolved.names) }
  const values = { path: text, problem: resolved.problem }
  found.push(diagnostic(scope.code ?? 'expression_reference_error', at, values, extras))
  return missing
}

const canonical: Partial<Record<Operator, Operator>> = { '===': '==', '!==': '!=' }

function checkOperation(expression: Operation, context: Context): ExpressionModel {
  const whole = within(context, expression.operator)
  // A single argument mostly stands without a list around it.
  const places = expression.arguments.map((_, index, { length }) => (length > 1 ? within(whole, index) : whole))
  const args = expression.arguments.map((one, index) => checkExpression(one, places[index] ?? whole))
  const operator = canonical[expression.operator] ?? expression.operator
  const problems = findOperandProblems(operator, args)
  for (const { place, problem } of problems) {
    const extras = { path: [(places[place[0] ?? -1] ?? whole).path, ...place.slice(1)].join('.') }
    context.found.push(diagnostic('expression_type_mismatch_error', placeOf(expression, place), { problem }, extras))
  }
  // What can never be worked out is no value of the wrong type besides.
  const type = problems.length > 0 ? unknownType : resultOf(operator, args)
  return { kind: 'operator', operator, type, arguments: args }
}

function placeOf(expression: Operation, [index = -1, item = -1]: readonly number[]): Span {
  const operand = expression.arguments[index]
  const inner = operand?.kind === 'list' ? operand.items[item] : undefined
  return (inner ?? operand ?? expression).at
}
