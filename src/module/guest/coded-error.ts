type ErrorClass = new (message: string) => Error

/** An error with a code, as Node's own have. */
export function codedError(Class: ErrorClass, code: string, message: string): Error {
  return Object.assign(new Class(message), { code })
}

export function argumentError(name: string, wanted: string, value: unknown): Error {
  const received = value === null ? 'null' : typeof value
  const message = `The "${name}" argument must be ${wanted}. Received ${received}`
  return codedError(TypeError, 'ERR_INVALID_ARG_TYPE', message)
}
