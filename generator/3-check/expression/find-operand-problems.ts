import type { ExpressionModel } from '../../artifact/app-model.js'
import type { Operator } from '../../artifact/operator.js'
import type { ValueType } from '../../artifact/value-type.js'
import { mayBeEqual } from '../type/compare-types.js'
import { describeType } from '../type/describe-type.js'
import { type Family, familyOf, mayBe } from '../type/family.js'
import { withoutNull } from '../type/nullable.js'

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
      return args.flatMap(({ type }, index) => refuse(type, ['number'], index, `"${operator}" works on numbers`))
    case '/':
    case '%':
      return [
        ...args.flatMap(({ type }, index) => refuse(type, ['number'], index, `"${operator}" works on numbers`)),
        ...findDivisionByZero(operator, args),
      ]
    case 'trim':
    case 'to_lower':
    case 'to_upper':
      return args.flatMap(({ type }, index) => refuse(type, ['text'], index, `"${operator}" works on text`))
    case 'length':
      return args.flatMap(({ type }, index) =>
        refuse(type, ['text', 'list'], index, '"length" measures text and lists'),
      )
    case 'cat':
      return args.flatMap(({ type }, index) => refuse(type, ['text', 'number', 'bool'], index, '"cat" joins scalars'))
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
    default:
      return []
  }
}

function refuse(type: ValueType, wanted: readonly Family[], index: number, rule: string): readonly OperandProblem[] {
  if (type.kind === 'null' || mayBe(type, wanted)) return []
  return [{ place: [index], problem: `${rule}, and this is ${describeType(withoutNull(type))}` }]
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
  const sides = [left, right].flatMap(({ type }, index) =>
    refuse(type, ['number', 'text'], index, `"${operator}" orders numbers and texts`),
  )
  if (sides.length > 0 || left.type.kind === 'null' || right.type.kind === 'null') return sides
  if (mayBe(right.type, [familyOf(left.type)]) || mayBe(left.type, [familyOf(right.type)])) return []
  const problem = `"${operator}" compares ${describeBoth(left.type, right.type)}, which have no order`
  return [{ place: [], problem }]
}

function findNeverMember([value, list]: Arguments): readonly OperandProblem[] {
  if (value === undefined || list === undefined) return []
  const [refused] = refuse(list.type, ['list'], 1, '"in" looks into a list')
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
  const [refused] = refuse(whole.type, ['text', 'list'], 0, rule)
  if (refused !== undefined) return [refused]
  if (whole.type.kind === 'array') {
    if (mayMeetItem(part, whole.type.item)) return []
    return [{ place: [], problem: `"${operator}" ${neverFound(part.type, whole.type.item)}` }]
  }
  return familyOf(whole.type) === 'text' ? refuse(part.type, ['text'], 1, `"${operator}" looks for text in text`) : []
}
