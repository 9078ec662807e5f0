import type { ObjectShape, ValueType } from '../../artifact/value-type.js'

export const unknownType: ValueType = { kind: 'unknown' }

/** What stands in for an object that could not be found, which has been told: nothing is known of its members. */
export const unknownShape: ObjectShape = { name: '', fields: [], open: true }
export const nullType: ValueType = { kind: 'null' }
export const boolType: ValueType = { kind: 'scalar', scalar: 'bool', nullable: false }
export const textType: ValueType = { kind: 'scalar', scalar: 'text', nullable: false }
export const intType: ValueType = { kind: 'scalar', scalar: 'int', nullable: false }
export const numberType: ValueType = { kind: 'scalar', scalar: 'number', nullable: false }

/** Whether null is among the values of a type. */
export function isNullable(type: ValueType): boolean {
  return type.kind === 'null' || type.kind === 'unknown' || type.nullable
}

/** The type with null. */
export function withNull(type: ValueType): ValueType {
  return type.kind === 'null' || type.kind === 'unknown' || type.nullable ? type : { ...type, nullable: true }
}

/** The type without null, where something is left without it. */
export function withoutNull(type: ValueType): ValueType {
  return type.kind === 'null' || type.kind === 'unknown' || !type.nullable ? type : { ...type, nullable: false }
}
