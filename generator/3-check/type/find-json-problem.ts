import type { Json, JsonObject } from '../../../src/contract/json.js'
import type { ObjectShape, ValueType } from '../../artifact/value-type.js'
import { describeJson, describeType } from './describe-type.js'
import { isNullable, withoutNull } from './nullable.js'
import { readTimestamp } from './read-timestamp.js'

/** What keeps a literal from being a value of a type, as the end of a sentence: `must be text, and is 3`. */
export function findJsonProblem(value: Json, type: ValueType): string | null {
  if (type.kind === 'unknown') return null
  if (value === null) return isNullable(type) ? null : 'must not be null'
  switch (type.kind) {
    case 'scalar':
      return scalarProblem(value, type)
    case 'enum':
      return type.values.some((one) => one === value) ? null : mismatch(value, type)
    case 'array':
      return isList(value) ? firstProblem(value.map((item, index) => [index, item, type.item])) : mismatch(value, type)
    case 'object':
      return isObject(value) ? objectProblem(value, type.shape) : mismatch(value, type)
    case 'null':
      return mismatch(value, type)
  }
}

function mismatch(value: Json, type: ValueType): string {
  return `must be ${describeType(withoutNull(type))}, and is ${describeJson(value)}`
}

function scalarProblem(value: Json, type: ValueType & { readonly kind: 'scalar' }): string | null {
  switch (type.scalar) {
    case 'text':
      return typeof value === 'string' ? null : mismatch(value, type)
    case 'id':
      if (value === '') return 'must not be empty'
      return typeof value === 'string' ? null : mismatch(value, type)
    case 'timestamp':
      if (typeof value !== 'string') return mismatch(value, type)
      return readTimestamp(value) === null ? `must be like 2026-01-31T09:30:00Z, and is ${describeJson(value)}` : null
    case 'int':
      return Number.isSafeInteger(value) ? null : mismatch(value, type)
    case 'number':
      return typeof value === 'number' ? null : mismatch(value, type)
    case 'bool':
      return typeof value === 'boolean' ? null : mismatch(value, type)
  }
}

function objectProblem(value: JsonObject, shape: ObjectShape): string | null {
  const unknown = Object.keys(value).find((name) => !shape.fields.some((field) => field.name === name))
  if (unknown !== undefined) return `has no member "${unknown}"`
  const missing = shape.fields.find(({ name, required }) => required && !Object.hasOwn(value, name))
  if (missing !== undefined) return `requires "${missing.name}"`
  const given = shape.fields.filter(({ name }) => Object.hasOwn(value, name))
  return firstProblem(given.map(({ name, type }) => [name, value[name] ?? null, type]))
}

function firstProblem(members: readonly (readonly [string | number, Json, ValueType])[]): string | null {
  for (const [member, value, type] of members) {
    const problem = findJsonProblem(value, type)
    if (problem !== null) return `must fit, but its member ${member} ${problem}`
  }
  return null
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A literal with its timestamps in the one form that hashes and comparisons see. It must fit the type. */
export function normalizeJson(value: Json, type: ValueType): Json {
  if (type.kind === 'scalar' && type.scalar === 'timestamp' && typeof value === 'string') {
    return readTimestamp(value) ?? value
  }
  if (type.kind === 'array' && isList(value)) return value.map((item) => normalizeJson(item, type.item))
  if (type.kind !== 'object' || !isObject(value)) return value
  const members = type.shape.fields.filter(({ name }) => Object.hasOwn(value, name))
  return Object.fromEntries(members.map(({ name, type: member }) => [name, normalizeJson(value[name] ?? null, member)]))
}
