// Errors as texts and back: with name, message, code, cause and own properties, and the host's own errors by number.

import { type CrossingOfGuest, mark } from './crossing.js'
import { steady } from './steady.js'

interface Described {
  readonly name?: string
  readonly message?: string
  readonly code?: unknown
  /** The host's number of an error that it threw. */
  readonly host?: number
  readonly properties?: Readonly<Record<string, unknown>>
}

/** The guest's end of what is thrown. */
export interface ErrorsOfGuest {
  describe(thrown: unknown): string
  fromHost(described: Described): Error
}

const deepest = 8
const outOfMemory = 'out of memory'
const { parse, stringify } = JSON
const { keys, defineProperty } = Object
const TextOf = String
const ErrorOfGuest = Error
const kinds: Readonly<Record<string, new (message: string) => Error>> = {
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
}

export function createErrors(crossing: CrossingOfGuest): ErrorsOfGuest {
  const hostNumbers = steady(new WeakMap<Error, number>())

  function cross(value: unknown): unknown {
    try {
      const text = crossing.write(value)
      return text[0] === mark || text === 'u' ? undefined : parse(text)
    } catch {
      return undefined
    }
  }

  function draw(thrown: unknown, depth: number): object {
    if (!(thrown instanceof ErrorOfGuest))
      return { name: 'Error', message: sayThrown(thrown), thrown: cross(thrown) ?? null }
    const host = hostNumbers.get(thrown)
    const cause = tell(thrown, 'cause')
    const errors = tell(thrown, 'errors')
    return {
      name: text(tell(thrown, 'name'), 'Error'),
      message: text(tell(thrown, 'message'), ''),
      code: tell(thrown, 'code'),
      stack: text(tell(thrown, 'stack'), ''),
      host,
      cause: cause === undefined || depth === deepest ? undefined : draw(cause, depth + 1),
      errors:
        Array.isArray(errors) && depth < deepest
          ? errors.slice(0, 20).map((error) => draw(error, depth + 1))
          : undefined,
      properties: propertiesOf(thrown),
    }
  }

  function propertiesOf(error: Error): object {
    const found: Record<string, unknown> = {}
    for (const key of keys(error)) {
      if (key === 'code' || key === 'cause' || key === 'errors') continue
      const value = cross(tell(error, key))
      if (value !== undefined) found[key] = value
    }
    return found
  }

  return {
    describe(thrown) {
      try {
        return stringify(draw(thrown, 0))
      } catch (error) {
        // No object of the guest's takes part any more. Without memory even for this it throws, past every catch.
        if (tell(error as object, 'message') === outOfMemory) throw error
        return '{"name":"Error","message":"What was thrown cannot be described"}'
      }
    },
    fromHost({ name = 'Error', message = '', code, host, properties = {} }) {
      const Kind = kinds[name] ?? ErrorOfGuest
      const error = new Kind(message)
      if (error.name !== name) defineProperty(error, 'name', { value: name, configurable: true, writable: true })
      for (const key of keys(properties)) define(error, key, properties[key])
      if (code !== undefined) define(error, 'code', code)
      if (host !== undefined) hostNumbers.set(error, host)
      return error
    },
  }
}

function define(error: Error, key: string, value: unknown): void {
  defineProperty(error, key, { value, configurable: true, writable: true, enumerable: true })
}

// A getter of what was thrown may throw as well.
function tell(thrown: object, key: string): unknown {
  try {
    const value = (thrown as Record<string, unknown>)[key]
    return key === 'code' && typeof value !== 'string' && typeof value !== 'number' ? undefined : value
  } catch {
    return undefined
  }
}

function sayThrown(thrown: unknown): string {
  try {
    return TextOf(thrown)
  } catch {
    return 'something that has no text'
  }
}

function text(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise
}
