import type { ScalarWord } from '../../artifact/documents.js'
import type { ObjectShape, ValueType } from '../../artifact/value-type.js'
import { isNullable, nullType, unknownType, withNull } from './nullable.js'

type Scalar = ValueType & { readonly kind: 'scalar' }
type Enum = ValueType & { readonly kind: 'enum' }

/** The type of a value that has one type or the other; `unknown` where no type says it. */
export function joinTypes(left: ValueType, right: ValueType): ValueType {
  if (left.kind === 'unknown' || right.kind === 'unknown') return unknownType
  if (left.kind === 'null') return withNull(right)
  if (right.kind === 'null') return withNull(left)
  const joined = joinPresent(left, right)
  return isNullable(left) || isNullable(right) ? withNull(joined) : joined
}

/** The type of a value that has one of many types; null for none. */
export function joinAll(types: readonly ValueType[]): ValueType {
  return types.length === 0 ? nullType : types.reduce(joinTypes)
}

function joinPresent(left: ValueType, right: ValueType): ValueType {
  if (left.kind === 'enum' && right.kind === 'enum') return joinEnums(left, right)
  if (left.kind === 'scalar' && right.kind === 'scalar') return scalarOr(joinScalars(left.scalar, right.scalar))
  if (left.kind === 'scalar' && right.kind === 'enum') return joinScalarWithEnum(left, right)
  if (left.kind === 'enum' && right.kind === 'scalar') return joinScalarWithEnum(right, left)
  if (left.kind === 'array' && right.kind === 'array') {
    return { kind: 'array', item: joinTypes(left.item, right.item), nullable: false }
  }
  if (left.kind === 'object' && right.kind === 'object') return joinObjects(left.shape, right.shape)
  return unknownType
}

function joinEnums(left: Enum, right: Enum): ValueType {
  return { kind: 'enum', values: [...new Set([...left.values, ...right.values])], nullable: false }
}

function joinScalarWithEnum(scalar: Scalar, values: Enum): ValueType {
  const words = new Set(values.values.map((value) => wordOf(value)))
  return scalarOr([...words].reduce<ScalarWord | null>((word, next) => word && joinScalars(word, next), scalar.scalar))
}

function wordOf(value: string | number | boolean): ScalarWord {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'int' : 'number'
  return typeof value === 'string' ? 'text' : 'bool'
}

function joinScalars(left: ScalarWord, right: ScalarWord): ScalarWord | null {
  if (left === right) return left
  const pair = [left, right]
  if (pair.every((word) => word === 'int' || word === 'number')) return 'number'
  return pair.every((word) => word === 'text' || word === 'id' || word === 'timestamp') ? 'text' : null
}

function scalarOr(scalar: ScalarWord | null): ValueType {
  return scalar === null ? unknownType : { kind: 'scalar', scalar, nullable: false }
}

/** Two declared shapes join only when they are one; two that were built in place do when they have the same members. */
function joinObjects(left: ObjectShape, right: ObjectShape): ValueType {
  if (left === right || (left.name !== '' && left.name === right.name)) {
    return { kind: 'object', shape: left, nullable: false }
  }
  const isAlike =
    left.name === '' &&
    right.name === '' &&
    left.fields.length === right.fields.length &&
    left.fields.every((field, index) => field.name === right.fields[index]?.name)
  if (!isAlike) return unknownType
  const fields = left.fields.map((field, index) => {
    const type = joinTypes(field.type, right.fields[index]?.type ?? unknownType)
    return { name: field.name, required: !isNullable(type), type }
  })
  return { kind: 'object', shape: { name: '', complete: true, fields }, nullable: false }
}
