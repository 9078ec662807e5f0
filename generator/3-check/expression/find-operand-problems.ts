import type { ExpressionModel } from '../../artifact/app-model.js'
import type { Operator } from '../../artifact/operator.js'
import type { ValueType } from '../../artifact/value-type.js'
import { mayBeEqual } from '../type/compare-types.js'
import { describeType } from '../type/describe-type.js'
import { type Family, familyOf, mayBe } from '../type/family.js'
import { withoutNull } from '../type/nullable.js'
import { listArms } from './list-arms.js'

/** An operand on which an operator can never work. */
export interface OperandProblem {
  /** The operand, and the item of it where it is a list; empty for what is wrong between two operands. */
  readonly place: readonly number[]
  readonly problem: string
}

type Arguments = readonly ExpressionModel[]

/** Finds what can never work on values that are there. That a value may be null as well does not make it one of another type. */
export function findOperandProblems(operator: Operator, args: Arguments): readonly OperandProblem[] {
  switch (operator) {
    case '+':
    case '-':
    case '*':
    case 'min':
    case 'max':
      return args.flatMap((arg, index) => refuse(arg, ['number'], index, `"${operator}" works on numbers`))
    case '/':
    case '%':
      return [
        ...args.flatMap((arg, index) => refuse(arg, ['number'], index, `"${operator}" works on numbers`)),
        ...findDivisionByZero(operator, args),
      ]
    case 'trim':
    case 'to_lower':
    case 'to_upper':
      return args.flatMap((arg, index) => refuse(arg, ['text'], index, `"${operator}" works on text`))
    case 'length':
      return args.flatMap((arg, index) => refuse(arg, ['text', 'list'], index, '"length" measures text and lists'))
    case 'cat':
      return args.flatMap((arg, index) => refuse(arg, ['text', 'number', 'bool'], index, '"cat" joins scalars'))
    case '==':
    case '!=':
      return findNeverEqual(operator, args)
    case '<':
    case '<=':
    case '>':
    case '>=':
      return findNeverOrdered(operator, args)
    case 'in':
      return findNeverMember(args)
    case 'contains':
    case '!contains':
      return findNeverContained(operator, args)
    case 'and':
    case 'or':
    case '!':
    case '!!':
    case 'exists':
      return args.flatMap((arg, index) => refuseText(operator, arg, index))
    case 'if':
      return args.flatMap((arg, index) =>
        index % 2 === 0 && index < args.length - 1 ? refuseText(operator, arg, index) : [],
      )
    default:
      return []
  }
}

/** A text of the author's is the same whatever happens: what was meant is the value that it names. */
function refuseText(operator: Operator, operand: ExpressionModel, index: number): readonly OperandProblem[] {
  if (operand.kind !== 'literal' || typeof operand.value !== 'string' || operand.value === '') return []
  const problem = `"${operator}" asks whether the text ${JSON.stringify(operand.value)} holds, and a text always does`
  return [{ place: [index], problem }]
}

/** Of an operand that is chosen among several values, each has to do. */
function refuse(
  operand: ExpressionModel,
  wanted: readonly Family[],
  index: number,
  rule: string,
): readonly OperandProblem[] {
  const types = listArms(operand)
  const wrong = types.find((type) => type.kind !== 'null' && !mayBe(type, wanted))
  if (wrong === undefined) return []
  const is = types.length > 1 ? 'this may be' : 'this is'
  return [{ place: [index], problem: `${rule}, and ${is} ${describeType(withoutNull(wrong))}` }]
}

function findDivisionByZero(operator: Operator, [, divisor]: Arguments): readonly OperandProblem[] {
  if (divisor?.kind !== 'literal' || divisor.value !== 0) return []
  return [{ place: [1], problem: `"${operator}" divides, and this is 0` }]
}

function findNeverEqual(operator: Operator, [left, right]: Arguments): readonly OperandProblem[] {
  if (left === undefined || right === undefined || mayMeet(left, right)) return []
  const problem = `"${operator}" compares ${describeBoth(left.type, right.type)}, which are never equal`
  return [{ place: [], problem }]
}

function describeBoth(left: ValueType, right: ValueType): string {
  return `${describeType(withoutNull(left))} with ${describeType(withoutNull(right))}`
}

/** Anything may be compared with null, and two literals are what the author makes of them. */
function mayMeet(left: ExpressionModel, right: ExpressionModel): boolean {
  if (left.type.kind === 'null' || right.type.kind === 'null') return true
  return mayBeEqual(left.type, right.type) || (left.kind === 'literal' && right.kind === 'literal')
}

function findNeverOrdered(operator: Operator, [left, right]: Arguments): readonly OperandProblem[] {
  if (left === undefined || right === undefined) return []
  const sides = [left, right].flatMap((side, index) =>
    refuse(side, ['number', 'text'], index, `"${operator}" orders numbers and texts`),
  )
  if (sides.length > 0) return sides
  const problem = (one: ValueType, other: ValueType): readonly OperandProblem[] => [
    { place: [], problem: `"${operator}" compares ${describeBoth(one, other)}, which have no order` },
  ]
  if (isNull(left) || isNull(right)) return problem(left.type, right.type)
  for (const one of listArms(left)) {
    const unlike = listArms(right).find((other) => !haveOrder(one, other))
    if (unlike !== undefined) return problem(one, unlike)
  }
  return []
}

function isNull(operand: ExpressionModel): boolean {
  return operand.kind === 'literal' && operand.type.kind === 'null'
}

function haveOrder(one: ValueType, other: ValueType): boolean {
  if (one.kind === 'null' || other.kind === 'null') return true
  return mayBe(other, [familyOf(one)]) || mayBe(one, [familyOf(other)])
}

function findNeverMember([value, list]: Arguments): readonly OperandProblem[] {
  if (value === undefined || list === undefined) return []
  const [refused] = refuse(list, ['list'], 1, '"in" looks into a list')
  if (refused !== undefined) return [refused]
  const items = list.kind === 'list' ? list.items : []
  const never = items.flatMap((item, index) =>
    mayMeet(value, item) ? [] : [{ place: [1, index], problem: `"in" ${neverFound(value.type, item.type)}` }],
  )
  if (list.kind === 'list') return never
  if (list.type.kind !== 'array' || mayMeetItem(value, list.type.item)) return []
  return [{ place: [], problem: `"in" ${neverFound(value.type, list.type.item)}` }]
}

function neverFound(value: ValueType, item: ValueType): string {
  return `looks for ${describeType(withoutNull(value))} among ${describeType(withoutNull(item))}`
}

function mayMeetItem({ type }: ExpressionModel, item: ValueType): boolean {
  return type.kind === 'null' || item.kind === 'null' || mayBeEqual(type, item)
}

function findNeverContained(operator: Operator, [whole, part]: Arguments): readonly OperandProblem[] {
  if (whole === undefined || part === undefined) return []
  const rule = `"${operator}" looks into text and lists`
  const [refused] = refuse(whole, ['text', 'list'], 0, rule)
  if (refused !== undefined) return [refused]
  if (whole.type.kind === 'array') {
    if (mayMeetItem(part, whole.type.item)) return []
    return [{ place: [], problem: `"${operator}" ${neverFound(part.type, whole.type.item)}` }]
  }
  return familyOf(whole.type) === 'text' ? refuse(part, ['text'], 1, `"${operator}" looks for text in text`) : []
}
