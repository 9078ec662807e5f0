import type { ObjectShape, ValueType } from '../../artifact/value-type.js'
import { familyOf, familyOfValue } from './family.js'
import { isNullable, withoutNull } from './nullable.js'
import { readTimestamp } from './read-timestamp.js'

type Enum = ValueType & { readonly kind: 'enum' }

/**
 * Whether a value of one type can ever equal a value of the other, as `==` compares. Two nulls are equal; but that two
 * values may both be missing does not make it right to compare them.
 */
export function mayBeEqual(left: ValueType, right: ValueType): boolean {
  if (left.kind === 'null' || right.kind === 'null') return isNullable(left) && isNullable(right)
  if (left.kind === 'unknown' || right.kind === 'unknown') return true
  if (left.kind === 'enum' && right.kind === 'enum') return left.values.some((value) => right.values.includes(value))
  if (left.kind === 'enum') return hasFamily(left, right)
  if (right.kind === 'enum') return hasFamily(right, left)
  return familyOf(left) === familyOf(right)
}

/** An empty text is no id, and yet what one is compared with to see that it is none. */
function hasFamily(values: Enum, type: ValueType): boolean {
  const family = familyOf(type)
  return values.values.some(
    (value) => familyOfValue(value) === family && (type.kind !== 'scalar' || isScalarOf(value, type)),
  )
}

/** Whether some value of the type is a value of the contract. That both may be null does not make two types fit. */
export function canFit(type: ValueType, contract: ValueType): boolean {
  return mayFit(contract.kind === 'null' ? type : withoutNull(type), contract)
}

/** False only where no value of the type is one of the contract. */
function mayFit(type: ValueType, contract: ValueType): boolean {
  if (isNullable(type) && isNullable(contract)) return true
  if (type.kind === 'null' || contract.kind === 'null') return false
  if (type.kind === 'unknown' || contract.kind === 'unknown') return true
  if (type.kind === 'object' && contract.kind === 'object') return canShapeFit(type.shape, contract.shape)
  if (type.kind === 'enum' && contract.kind === 'enum')
    return type.values.some((value) => contract.values.includes(value))
  if (type.kind === 'enum') return type.values.some((value) => isScalarOf(value, contract))
  if (contract.kind === 'enum') return hasFamily(contract, type)
  if (type.kind === 'array' && contract.kind === 'array') return mayFit(type.item, contract.item)
  return familyOf(type) === familyOf(contract)
}

function isScalarOf(value: string | number | boolean, contract: ValueType): boolean {
  if (contract.kind !== 'scalar') return false
  if (contract.scalar === 'int') return Number.isSafeInteger(value)
  if (contract.scalar === 'timestamp') return typeof value === 'string' && readTimestamp(value) !== null
  return familyOfValue(value) === familyOf(contract)
}

function canShapeFit(shape: ObjectShape, contract: ObjectShape): boolean {
  const isRefused = shape.fields.some(
    ({ name, required }) => (required || shape.complete) && !contract.fields.some((field) => field.name === name),
  )
  if (isRefused) return false
  return contract.fields.every((wanted) => {
    const given = shape.fields.find(({ name }) => name === wanted.name)
    return given === undefined ? !wanted.required : mayFit(given.type, wanted.type)
  })
}

/** Whether every value of the type is a value of the contract, so that nothing is left to be checked at run time. */
export function surelyFits(type: ValueType, contract: ValueType): boolean {
  if (contract.kind === 'unknown') return true
  if (type.kind === 'unknown') return false
  if (isNullable(type) && !isNullable(contract)) return false
  if (type.kind === 'null') return true
  if (contract.kind === 'scalar') return surelyFitsScalar(type, contract)
  if (contract.kind === 'enum') {
    return type.kind === 'enum' && type.values.every((value) => contract.values.includes(value))
  }
  if (contract.kind === 'array') return type.kind === 'array' && surelyFits(type.item, contract.item)
  return type.kind === 'object' && contract.kind === 'object' && surelyFitsShape(type.shape, contract.shape)
}

function surelyFitsScalar(type: ValueType, contract: ValueType & { readonly kind: 'scalar' }): boolean {
  const { scalar } = contract
  if (type.kind === 'enum') {
    // A text of the author's is no id while it is empty, and no timestamp before it is read.
    if (scalar === 'timestamp') return false
    if (scalar === 'id') return type.values.every((value) => typeof value === 'string' && value !== '')
    return type.values.every((value) => isScalarOf(value, contract))
  }
  if (type.kind !== 'scalar') return false
  if (scalar === 'text') return familyOf(type) === 'text'
  if (scalar === 'number') return familyOf(type) === 'number'
  return type.scalar === scalar || (scalar === 'id' && type.scalar === 'timestamp')
}

function surelyFitsShape(shape: ObjectShape, contract: ObjectShape): boolean {
  if (shape === contract) return true
  const isKnown = shape.fields.every(({ name }) => contract.fields.some((field) => field.name === name))
  return (
    isKnown &&
    contract.fields.every((wanted) => {
      const given = shape.fields.find(({ name }) => name === wanted.name)
      if (given === undefined) return !wanted.required
      return surelyFits(given.type, wanted.type)
    })
  )
}
