import type { ExpressionModel } from '../../artifact/app-model.js'
import type { Operator } from '../../artifact/operator.js'
import type { ValueType } from '../../artifact/value-type.js'
import { familyOf } from '../type/family.js'
import { joinAll } from '../type/join-types.js'
import {
  boolType,
  intType,
  isNullable,
  nullType,
  numberType,
  textType,
  unknownType,
  withNull,
  withoutNull,
} from '../type/nullable.js'

/** The static type of what an operator gives. */
export function resultOf(operator: Operator, args: readonly ExpressionModel[]): ValueType {
  const types = args.map(({ type }) => type)
  switch (operator) {
    case 'if':
      return resultOfIf(types)
    case 'coalesce':
      return resultOfCoalesce(types)
    // Sums of ints may leave the range of an int, so they are no more than numbers.
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return numberType
    case 'min':
    case 'max':
      return resultOfExtreme(types)
    case 'cat':
      return textType
    case 'trim':
    case 'to_lower':
    case 'to_upper':
      return types.some(isNullable) ? withNull(textType) : textType
    case 'length':
      return intType
    default:
      return boolType
  }
}

/** Conditions and values alternate; a last one alone is what holds otherwise. */
function resultOfIf(types: readonly ValueType[]): ValueType {
  const values = types.filter((_, index) => index % 2 === 1)
  const last = types.length % 2 === 1 ? types.at(-1) : nullType
  return joinAll(last === undefined ? values : [...values, last])
}

function resultOfCoalesce(types: readonly ValueType[]): ValueType {
  const first = types.findIndex((type) => !isNullable(type))
  const reached = first < 0 ? types : types.slice(0, first + 1)
  const joined = joinAll(reached.filter(({ kind }) => kind !== 'null'))
  return first < 0 ? withNull(joined) : withoutNull(joined)
}

function resultOfExtreme(types: readonly ValueType[]): ValueType {
  if (types.some((type) => familyOf(type) === 'unknown')) {
    return types.every(isNullable) ? withNull(numberType) : numberType
  }
  const isInt = types.every((type) => type.kind === 'null' || isOfInts(type))
  const result = isInt ? intType : numberType
  return types.every(isNullable) ? withNull(result) : result
}

function isOfInts(type: ValueType): boolean {
  if (type.kind === 'enum') return type.values.every((value) => Number.isSafeInteger(value))
  return type.kind === 'scalar' && type.scalar === 'int'
}

/** The static type of a literal: exactly itself. */
export function typeOfLiteral(value: null | boolean | number | string): ValueType {
  return value === null ? nullType : { kind: 'enum', values: [value], nullable: false }
}

/** The static type of a list that is written out. */
export function typeOfList(items: readonly ValueType[]): ValueType {
  return { kind: 'array', item: items.length === 0 ? unknownType : joinAll(items), nullable: false }
}
