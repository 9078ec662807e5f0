import type { Json, JsonObject } from '../../src/contract/json.js'
import type { ObjectShape, ValueType } from './value-type.js'

/** How a schema names the shape of a member: in place, or by reference. */
export type ShapeSchema = (shape: ObjectShape) => JsonObject

const scalars = {
  text: { type: 'string' },
  id: { minLength: 1, type: 'string' },
  int: { maximum: 9007199254740991, minimum: -9007199254740991, type: 'integer' },
  number: { type: 'number' },
  bool: { type: 'boolean' },
  timestamp: { format: 'date-time', type: 'string' },
} as const

/** The JSON Schema, draft 2020-12, of a shape as a document of its own: what contract hashes are taken over. */
export function schemaDocument(shape: ObjectShape): JsonObject {
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', ...shapeSchema(shape) }
}

/** The JSON Schema of a closed object. Members are optional unless they are required, or the shape is complete. */
export function shapeSchema(shape: ObjectShape, inner: ShapeSchema = shapeSchema): JsonObject {
  const properties: Record<string, Json> = {}
  const required: string[] = []
  for (const { name, type, required: isRequired } of shape.fields) {
    properties[name] = typeSchema(type, inner)
    if (isRequired || shape.complete) required.push(name)
  }
  return required.length === 0
    ? { additionalProperties: false, properties, type: 'object' }
    : { additionalProperties: false, properties, required: required.sort(), type: 'object' }
}

/** The JSON Schema of a value. */
export function typeSchema(type: ValueType, inner: ShapeSchema = shapeSchema): JsonObject {
  const present = presentSchema(type, inner)
  return 'nullable' in type && type.nullable ? { anyOf: [present, { type: 'null' }] } : present
}

function presentSchema(type: ValueType, inner: ShapeSchema): JsonObject {
  switch (type.kind) {
    case 'scalar':
      return scalars[type.scalar]
    case 'enum':
      return { enum: type.values }
    case 'array':
      return { items: typeSchema(type.item, inner), type: 'array' }
    case 'object':
      return inner(type.shape)
    case 'null':
      return { type: 'null' }
    case 'unknown':
      return {}
  }
}
