/** Makes the error that says one of the generator's own invariants broke: it is caught in one place and never means the author. */
export function bug(message: string): Error {
  return new Error(`bug: ${message}`)
}
