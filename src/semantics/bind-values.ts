import type { Issues } from '../contract/issues.js'
import { own } from './read-path.js'
import { normalTimestamp } from './timestamp.js'

// What emitted bindings read requests with. Only text is turned into other types, because only text has none of its own:
// everything else goes on as it is, and the entrypoint judges it. A source that is not there is undefined.

/** The value, or an issue where there is none. */
export function given<Value>(value: Value, input: string, issues: Issues): Value {
  if (value === undefined) issues.add(input, 'is required')
  return value
}

/** The value of a parameter or a flag, or an issue where it was given more than once. */
export function once(value: unknown, input: string, issues: Issues): unknown {
  if (!Array.isArray(value)) return value
  issues.add(input, 'was given more than once')
  return undefined
}

/** The member of a body at the end of a path of own members and indexes; undefined where it does not resolve. */
export function fromBody(body: unknown, ...path: readonly string[]): unknown {
  let reached = body
  for (let index = 0; index < path.length; index++) reached = memberOf(reached, path[index] as string)
  return reached
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  // The length of a list is its own, too, and no member of what was sent.
  return Array.isArray(value) && !/^[0-9]+$/.test(name) ? undefined : own(value, name)
}

export function asInt(value: unknown, input: string, issues: Issues): unknown {
  if (typeof value !== 'string') return value
  const int = /^-?[0-9]+$/.test(value) ? Number(value) + 0 : Number.NaN
  return Number.isSafeInteger(int) ? int : refuse(input, 'must be a whole number', issues)
}

export function asNumber(value: unknown, input: string, issues: Issues): unknown {
  if (typeof value !== 'string') return value
  const number = jsonNumber.test(value) ? Number(value) + 0 : Number.NaN
  return Number.isFinite(number) ? number : refuse(input, 'must be a number', issues)
}

const jsonNumber = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/

export function asBool(value: unknown, input: string, issues: Issues): unknown {
  if (typeof value !== 'string') return value
  if (value === 'true' || value === '1') return true
  if (value === 'false' || value === '0') return false
  return refuse(input, 'must be true or false', issues)
}

/** The instant in its normal form: UTC, three fraction digits, `Z`. */
export function asTimestamp(value: unknown, input: string, issues: Issues): unknown {
  if (typeof value !== 'string') return value
  return normalTimestamp(value) ?? refuse(input, 'must be a timestamp such as 2026-01-31T09:30:00Z', issues)
}

/** The value among these that is written like this; a text that is none of them is for the entrypoint to refuse. */
export function asEnum(value: unknown, values: readonly (string | number | boolean)[]): unknown {
  if (typeof value !== 'string' || values.includes(value)) return value
  return values.find((known) => String(known) === value) ?? value
}

function refuse(input: string, problem: string, issues: Issues): undefined {
  issues.add(input, problem)
  return undefined
}
