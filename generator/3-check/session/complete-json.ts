import type { Json, JsonObject } from '../../../src/contract/json.js'
import type { ValueType } from '../../artifact/value-type.js'

/** A literal of a type in the form in which complete shapes hold it: every member is there, null where it has no value. */
export function completeJson(value: Json, type: ValueType): Json {
  if (value === null || typeof value !== 'object') return value
  if (type.kind === 'array' && isList(value)) return value.map((item) => completeJson(item, type.item))
  if (type.kind !== 'object' || isList(value)) return value
  const object: JsonObject = value
  return Object.fromEntries(
    type.shape.fields.map((field) => [field.name, completeJson(object[field.name] ?? null, field.type)]),
  )
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
