import type { ColumnType } from '../../src/contract/collection.js'
import type { ValueType } from './value-type.js'

/** How a field of this type is kept in a table: as the one scalar that it is, else as JSON. */
export function columnTypeOf(type: ValueType): ColumnType {
  if (type.kind === 'scalar') return type.scalar === 'id' ? 'text' : type.scalar
  if (type.kind !== 'enum') return 'json'
  if (type.values.every((value) => typeof value === 'string')) return 'text'
  if (type.values.every((value) => typeof value === 'boolean')) return 'bool'
  if (type.values.every((value) => Number.isSafeInteger(value))) return 'int'
  return type.values.every((value) => typeof value === 'number') ? 'number' : 'json'
}
