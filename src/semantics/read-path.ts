import { length } from './expression-texts.js'

/** The object's own member of that name, undefined without one: what it inherits is not data. */
export function own(object: object, name: string): unknown {
  return Object.hasOwn(object, name) ? (object as Readonly<Record<string, unknown>>)[name] : undefined
}

/** One step of a path: an own member, a member of a list by its decimal index, or `length`; null where there is none. */
export function member(value: unknown, name: string): unknown {
  if (typeof value === 'string') return name === 'length' ? length(value) : null
  if (typeof value !== 'object' || value === null) return null
  if (!Array.isArray(value)) return isHidden(name) ? null : (own(value, name) ?? null)
  if (name === 'length') return value.length
  return /^[0-9]+$/.test(name) ? (value[Number(name)] ?? null) : null
}

/** The value at the end of the path, null where it does not resolve. */
export function read(value: unknown, ...path: readonly string[]): unknown {
  let reached = value
  for (let index = 0; index < path.length; index++) reached = member(reached, path[index] as string)
  return reached ?? null
}

function isHidden(name: string): boolean {
  return name === '__proto__' || name === 'prototype' || name === 'constructor'
}
