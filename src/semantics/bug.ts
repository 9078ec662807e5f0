/** Makes the error that says one of our own invariants broke: it is caught in `invoke` and never means the caller. */
export function bug(message: string): Error {
  return new Error(`bug: ${message}`)
}
