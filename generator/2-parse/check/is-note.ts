/** A note of the author's own: it is kept, hashed, and means nothing. */
export function isNote(key: string): boolean {
  return key.startsWith('x-')
}
