import type { ModuleFailure } from '../protocol.js'

const { keys } = Object

/** The error that a failure is told as. */
export function errorOf({ code, message, properties, cause }: ModuleFailure): Error {
  const error = new Error(message, cause === null ? undefined : { cause: new Error(cause) })
  return addTo(error, { ...properties, code })
}

/** The error for a module whose source is broken: it names the file, and holds what the parser said. */
export function brokenSource(file: string, cause: Error): Error {
  const error = new Error(`${file}: ${cause.message}`, { cause })
  return addTo(error, { code: 'ERR_MODULE_LOAD', file, ...placeIn(`${cause.stack}`) })
}

export function codedError(code: string, message: string, properties: Readonly<Record<string, unknown>>): Error {
  return addTo(new Error(message), { code, ...properties })
}

function addTo(error: Error, properties: Readonly<Record<string, unknown>>): Error {
  for (const key of keys(properties))
    Object.defineProperty(error, key, { value: properties[key], configurable: true, writable: true, enumerable: true })
  return error
}

// QuickJS says where in the first line of the stack.
function placeIn(stack: string): { readonly line: number | null; readonly column: number | null } {
  const [, line, column] = /<input>:(\d+)(?::(\d+))?/.exec(stack) ?? []
  return { line: line === undefined ? null : +line, column: column === undefined ? null : +column }
}
