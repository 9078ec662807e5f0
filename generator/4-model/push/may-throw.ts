import type { ExpressionModel } from '../../artifact/app-model.js'
import { columnTypeOf } from '../../artifact/column-type.js'
import type { Operator } from '../../artifact/operator.js'
import type { ValueType } from '../../artifact/value-type.js'
import { scalarFamilyOf } from './comparable-family.js'

/** Whether an expression may end in a type error for some values of its static types. Paths never do. */
export function mayThrow(expression: ExpressionModel): boolean {
  switch (expression.kind) {
    case 'literal':
    case 'path':
      return false
    case 'list':
      return expression.items.some(mayThrow)
    case 'operator': {
      const args = expression.arguments
      return (
        args.some(mayThrow) ||
        operatorMayThrow(
          expression.operator,
          args.map(({ type }) => type),
        )
      )
    }
  }
}

function operatorMayThrow(operator: Operator, types: readonly ValueType[]): boolean {
  const [first, second] = types
  switch (operator) {
    // A few ints never add up to what is too large; of other numbers two may.
    case '+':
    case '-':
      return !types.every((type) => type.kind === 'null' || columnTypeOf(type) === 'int')
    case '*':
    case '/':
    case '%':
      return true
    case 'min':
    case 'max':
      return !types.every((type) => ['number', 'null'].includes(scalarFamilyOf(type) ?? ''))
    case 'trim':
    case 'to_lower':
    case 'to_upper':
      return !types.every(isTextOrNull)
    case 'cat':
      return !types.every(({ kind }) => kind === 'scalar' || kind === 'enum' || kind === 'null')
    case 'length':
      return !types.every((type) => type.kind === 'array' || isTextOrNull(type))
    case '==':
    case '===':
    case '!=':
    case '!==':
      return equalityMayThrow(first, second)
    case 'in':
      return membershipMayThrow(second, first)
    case 'contains':
    case '!contains':
      return containmentMayThrow(first, second)
    default:
      return false
  }
}

function isTextOrNull(type: ValueType): boolean {
  const family = scalarFamilyOf(type)
  return family === 'text' || family === 'null'
}

/** Lists and objects are compared by their canonical text, which a value of which nothing is known may not have. */
function equalityMayThrow(left: ValueType | undefined, right: ValueType | undefined): boolean {
  return (left?.kind === 'unknown' && mayBeDeep(right)) || (right?.kind === 'unknown' && mayBeDeep(left))
}

function mayBeDeep(type: ValueType | undefined): boolean {
  return type?.kind === 'unknown' || type?.kind === 'array' || type?.kind === 'object'
}

function membershipMayThrow(list: ValueType | undefined, value: ValueType | undefined): boolean {
  if (list?.kind === 'null') return false
  return list?.kind !== 'array' || equalityMayThrow(list.item, value)
}

function containmentMayThrow(whole: ValueType | undefined, part: ValueType | undefined): boolean {
  if (whole === undefined || part === undefined) return true
  if (whole.kind === 'array') return membershipMayThrow(whole, part)
  return !isTextOrNull(whole) || !(whole.kind === 'null' || isTextOrNull(part))
}
