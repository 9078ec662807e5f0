import type { FieldMap, TypeSyntax } from '../../artifact/documents.js'
import { nestedShapeName } from '../../artifact/identifier.js'
import type { ObjectShape, ShapeField, ValueType } from '../../artifact/value-type.js'

/** The closed object that a field map declares. Fields are ordered by name, and shapes within it are named after it. */
export function shapeOf(fields: FieldMap, name: string): ObjectShape {
  return makeShape(fields, name, false)
}

/** The same for what is stored: every member is there, null where it has no value, at every depth. */
export function recordShapeOf(fields: FieldMap, name: string): ObjectShape {
  return makeShape(fields, name, true)
}

function makeShape(entries: FieldMap, name: string, complete: boolean): ObjectShape {
  const fields = entries.map(({ name: field, value }): ShapeField => {
    const type = typeOf(value, { outer: name, member: field.text, complete, nullable: !value.required })
    return { name: field.text, required: value.required, type }
  })
  fields.sort((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0))
  return complete ? { name, complete, fields } : { name, fields }
}

interface Place {
  readonly outer: string
  readonly member: string
  readonly complete: boolean
  readonly nullable: boolean
}

function typeOf(syntax: TypeSyntax, place: Place): ValueType {
  const { nullable } = place
  switch (syntax.kind) {
    case 'scalar':
      return { kind: 'scalar', scalar: syntax.scalar, nullable }
    case 'enum':
      return { kind: 'enum', values: syntax.values, nullable }
    case 'array':
      return { kind: 'array', item: typeOf(syntax.item, { ...place, nullable: false }), nullable }
    case 'object':
      return {
        kind: 'object',
        shape: makeShape(syntax.fields, nestedShapeName(place.outer, place.member), place.complete),
        nullable,
      }
  }
}
