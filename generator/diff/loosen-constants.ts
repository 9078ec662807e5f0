import { familyOf } from '../3-check/type/family.js'
import type { ValueType } from '../artifact/value-type.js'

/** The type that a constant would have if it were not known: text for a text, however deep. */
export function loosenConstants(type: ValueType): ValueType {
  switch (type.kind) {
    case 'enum': {
      const scalar = familyOf(type)
      const isOneScalar = scalar === 'text' || scalar === 'number' || scalar === 'bool'
      return isOneScalar ? { kind: 'scalar', scalar, nullable: type.nullable } : type
    }
    case 'array':
      return { ...type, item: loosenConstants(type.item) }
    case 'object': {
      const fields = type.shape.fields.map((field) => ({ ...field, type: loosenConstants(field.type) }))
      return { ...type, shape: { ...type.shape, fields } }
    }
    default:
      return type
  }
}
