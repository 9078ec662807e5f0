import type { ObjectShape, ShapeField } from '../../../artifact/value-type.js'
import { joinAll } from '../../type/join-types.js'
import { withNull } from '../../type/nullable.js'

/** What the payloads of several signals have in common, as a shape of that name: every member of any, null where a payload has none. */
export function joinedPayload(name: string, payloads: readonly ObjectShape[]): ObjectShape {
  const [first, ...others] = payloads
  if (first !== undefined && others.length === 0) return first
  const names = new Set(payloads.flatMap(({ fields }) => fields.map(({ name }) => name)))
  return {
    name,
    fields: [...names].sort().map((name) => joinedField(name, payloads)),
  }
}

function joinedField(name: string, payloads: readonly ObjectShape[]): ShapeField {
  const held = payloads.flatMap(({ fields }) => fields.filter((field) => field.name === name))
  const type = joinAll(held.map((field) => field.type))
  const required = held.length === payloads.length && held.every((field) => field.required)
  return { name, required, type: required ? type : withNull(type) }
}
