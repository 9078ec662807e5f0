/** An error with a code: SQLite's own, or one of the module's. */
export function databaseError(code: string, message: string): Error {
  return Object.assign(new Error(message), { code })
}

/** What the driver throws, with a code; anything else as it is. */
export function toDatabaseError(thrown: unknown): unknown {
  if (!(thrown instanceof Error)) return thrown
  const { code } = thrown as { readonly code?: unknown }
  if (typeof code === 'string') return code.startsWith('SQLITE_') ? databaseError(code, thrown.message) : thrown
  // What it says of texts that are no statement, and of parameters that do not fit it.
  if (thrown instanceof RangeError || thrown instanceof TypeError)
    return databaseError('ERR_DATABASE_STATEMENT', thrown.message)
  return thrown
}

export function isBusy(thrown: unknown): boolean {
  const { code } = Object(thrown) as { readonly code?: unknown }
  return typeof code === 'string' && code.startsWith('SQLITE_BUSY')
}
