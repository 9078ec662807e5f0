interface Turns {
  setImmediate?(wake: () => void): unknown
  setTimeout(wake: () => void, ms: number): unknown
}

/** Wakes when the host has had its turn: what it reads, writes and times goes on in between. */
export function afterHostTurn(wake: () => void): void {
  const turns = globalThis as unknown as Turns
  if (turns.setImmediate === undefined) turns.setTimeout(wake, 0)
  else turns.setImmediate(wake)
}
