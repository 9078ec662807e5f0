import type { ExpressionModel } from '../../artifact/app-model.js'
import type { Operator } from '../../artifact/operator.js'
import type { ValueType } from '../../artifact/value-type.js'
import { type Code, call, chain, choice, list, sequence } from '../text/code.js'
import { literal } from '../text/literal.js'
import { coalesced } from './coalesced.js'
import { areIdentical, areOrdered, familyOf, isAlwaysNull, isPresent, isRoleTest } from './expression-facts.js'
import { printPath } from './print-path.js'
import type { Scope } from './scope.js'
import type { FunctionName } from './vocabulary.js'

/** How tightly printed code binds: what stands under an operator that binds tighter needs parentheses. */
export const binding = { choice: 0, coalesce: 1, logic: 2, comparison: 3, unary: 4, primary: 5 } as const

/**
 * Printed code and how tightly it binds. `restsOnLiteral`: TypeScript could take it for a constant. `opposite`: its
 * negation, where that reads better than with one more sign.
 */
export interface Printed {
  readonly code: Code
  readonly binds: number
  readonly restsOnLiteral?: boolean
  readonly opposite?: Printed
}

type OperatorModel = ExpressionModel & { readonly kind: 'operator' }

type Print = (expression: ExpressionModel, scope: Scope) => Printed

/** The value of an expression; one that is absent is null. */
export function printValue(expression: ExpressionModel, scope: Scope): Printed {
  if (expression.kind === 'operator') return printOperator(expression, scope, printValue)
  const printed = printOperand(expression, scope)
  if (expression.kind !== 'path' || !expression.absentIsNull || isAlwaysNull(expression)) return printed
  return { code: sequence(printed.code, ' ?? null'), binds: binding.coalesce }
}

/** The value of an expression where null and undefined are one thing, as they are to every function of `tenon/program`. */
export function printOperand(expression: ExpressionModel, scope: Scope): Printed {
  switch (expression.kind) {
    case 'literal':
      return primary(literal(expression.value))
    case 'list':
      return primary(list(expression.items.map((item) => printValue(item, scope).code)))
    case 'path':
      return primary(printPath(expression, scope))
    case 'operator':
      return printOperator(expression, scope, printOperand)
  }
}

/** Whether an expression is truthy, as a TypeScript boolean. */
export function printTruth(expression: ExpressionModel, scope: Scope): Printed {
  const { type } = expression
  if (expression.kind === 'literal') return { ...primary(String(Boolean(expression.value))), restsOnLiteral: true }
  const isBool = type.kind === 'scalar' && type.scalar === 'bool' && !type.nullable
  if (isBool && !(expression.kind === 'path' && expression.absentIsNull)) return printOperand(expression, scope)
  if (!isScalarPath(expression)) return helper(scope, 'truthy', [expression])
  const { code } = printOperand(expression, scope)
  const opposite = { code: sequence('!', code), binds: binding.unary }
  return { code: sequence('!!', code), binds: binding.unary, opposite }
}

// Of scalars JavaScript takes the same ones for true as the language does.
function isScalarPath({ kind, type }: ExpressionModel): boolean {
  return kind === 'path' && (type.kind === 'scalar' || type.kind === 'enum')
}

/** Code in parentheses where it binds less tightly than it must. */
export function atLeast(binds: number, printed: Printed): Code {
  return printed.binds >= binds ? printed.code : sequence('(', printed.code, ')')
}

function primary(code: Code): Printed {
  return { code, binds: binding.primary }
}

function helper(scope: Scope, name: FunctionName, args: readonly ExpressionModel[]): Printed {
  return primary(call(scope.unit.use(name), ...args.map((argument) => printOperand(argument, scope).code)))
}

/** The negation of a boolean. */
export function not(printed: Printed): Printed {
  const { restsOnLiteral = false, opposite } = printed
  if (opposite !== undefined) return { ...opposite, restsOnLiteral, opposite: printed }
  const code = sequence('!', atLeast(binding.unary, printed))
  return { code, binds: binding.unary, restsOnLiteral, opposite: printed }
}

const functionOf: Partial<Record<Operator, FunctionName>> = {
  '==': 'equal',
  '===': 'equal',
  '<': 'less',
  '<=': 'lessOrEqual',
  '>': 'greater',
  '>=': 'greaterOrEqual',
  exists: 'exists',
  in: 'includes',
  contains: 'contains',
  '+': 'add',
  '*': 'multiply',
  '/': 'divide',
  '%': 'remainder',
  min: 'smallest',
  max: 'largest',
  cat: 'concat',
  trim: 'trim',
  to_lower: 'lower',
  to_upper: 'upper',
  length: 'length',
}

const negationOf: Partial<Record<Operator, FunctionName>> = {
  '!=': 'equal',
  '!==': 'equal',
  '!contains': 'contains',
}

/** `print` is how a value among several is printed: what is absent stays so where the whole may be. */
function printOperator(expression: OperatorModel, scope: Scope, print: Print): Printed {
  const { operator, arguments: args } = expression
  const plain = printPlain(expression, scope)
  if (plain !== null) return plain
  const negated = negationOf[operator]
  if (negated !== undefined) return not(helper(scope, negated, args))
  const name = operator === '-' ? (args.length === 1 ? 'negate' : 'subtract') : functionOf[operator]
  if (name !== undefined) return helper(scope, name, args)
  switch (operator) {
    case 'and':
      return printLogic('&&', args, scope, printTruth)
    case 'or':
      return printLogic('||', args, scope, printTruth)
    case 'if':
      return printChoice(args, scope, print)
    case 'coalesce':
      return printCoalesce(args, scope, print)
    default:
      return operator === '!' ? not(printTruth(first(args), scope)) : printTruth(first(args), scope)
  }
}

function first(args: readonly ExpressionModel[]): ExpressionModel {
  const [argument] = args
  if (argument === undefined) throw new Error('bug: an operator without its argument')
  return argument
}

function printLogic(sign: '&&' | '||', args: readonly ExpressionModel[], scope: Scope, print: Print): Printed {
  if (args.length === 1) return print(first(args), scope)
  const operands = args.map((argument) => print(argument, scope))
  const code = chain(
    sign,
    operands.map((operand) => atLeast(binding.comparison, operand)),
  )
  return { code, binds: binding.logic, restsOnLiteral: operands.some(({ restsOnLiteral }) => restsOnLiteral) }
}

function printChoice(args: readonly ExpressionModel[], scope: Scope, print: Print): Printed {
  const cases: { condition: Code; value: Code }[] = []
  for (let index = 0; index + 1 < args.length; index += 2) {
    const [condition, value] = args.slice(index, index + 2)
    if (condition === undefined || value === undefined) break
    cases.push({
      condition: atLeast(binding.coalesce, printCondition(condition, scope)),
      value: atLeast(binding.coalesce, print(value, scope)),
    })
  }
  const last = args.length % 2 === 1 ? args[args.length - 1] : undefined
  const otherwise = last === undefined ? 'null' : atLeast(binding.coalesce, print(last, scope))
  return { code: choice(cases, otherwise), binds: binding.choice }
}

/** A condition that TypeScript may not take for a constant, because it would call the other branch unreachable. */
export function printCondition(condition: ExpressionModel, scope: Scope): Printed {
  const printed = printTested(condition, scope)
  return printed.restsOnLiteral ? primary(call(scope.unit.use('truthy'), printed.code)) : printed
}

// Where nothing but the truth of a value is asked for, the value itself will do.
function printTested(condition: ExpressionModel, scope: Scope): Printed {
  if (isScalarPath(condition)) return printOperand(condition, scope)
  if (condition.kind !== 'operator') return printTruth(condition, scope)
  const { operator, arguments: args } = condition
  switch (operator) {
    case 'and':
      return printLogic('&&', args, scope, printTested)
    case 'or':
      return printLogic('||', args, scope, printTested)
    case '!!':
      return printTested(first(args), scope)
    default:
      return printTruth(condition, scope)
  }
}

function printCoalesce(args: readonly ExpressionModel[], scope: Scope, print: Print): Printed {
  const operands = coalesced(args)
  const last = operands[operands.length - 1]
  if (last === undefined) return primary('null')
  if (operands.length === 1) return print(last, scope)
  const codes = operands.slice(0, -1).map((operand) => atLeast(binding.comparison, printOperand(operand, scope)))
  const printed = print(last, scope)
  codes.push(printed.binds === binding.coalesce ? printed.code : atLeast(binding.comparison, printed))
  return { code: chain('??', codes), binds: binding.coalesce }
}

/** Operators that are one of JavaScript's own, for the types they stand between. */
function printPlain({ operator, arguments: args, type }: OperatorModel, scope: Scope): Printed | null {
  const [left, right] = args
  if (left === undefined) return null
  switch (operator) {
    case '==':
    case '===':
      return right !== undefined && areIdentical(left, right) ? compared(left, '===', right, scope) : null
    case '!=':
    case '!==':
      return right !== undefined && areIdentical(left, right) ? compared(left, '!==', right, scope) : null
    case '<':
    case '<=':
    case '>':
    case '>=':
      return right !== undefined && areOrdered(left, right) ? compared(left, operator, right, scope) : null
    case 'in':
      return right !== undefined && isRoleTest(left, right)
        ? primary(sequence(printOperand(right, scope).code, '.includes(', printOperand(left, scope).code, ')'))
        : null
    case 'min':
    case 'max':
      return printExtreme(operator, args, type, scope)
    default:
      return null
  }
}

function compared(left: ExpressionModel, sign: string, right: ExpressionModel, scope: Scope): Printed {
  const sides = [left, right].map((side) => atLeast(binding.unary, printOperand(side, scope)))
  return { code: chain(sign, sides), binds: binding.comparison }
}

function printExtreme(
  operator: 'min' | 'max',
  args: readonly ExpressionModel[],
  type: ValueType,
  scope: Scope,
): Printed | null {
  if (!('nullable' in type) || type.nullable) return null
  if (args.every((argument) => isPresent(argument) && familyOf(argument) === 'number')) {
    return primary(call(`Math.${operator}`, ...args.map((argument) => printOperand(argument, scope).code)))
  }
  return primary(sequence(helper(scope, operator === 'min' ? 'smallest' : 'largest', args).code, '!'))
}
