/** Of two names that would be alike, the later one is numbered: nobody else ever writes them. */
export function freeIdentifier(wanted: string, taken: Set<string>): string {
  let identifier = wanted
  for (let number = 2; taken.has(identifier); number++) identifier = `${wanted}${number}`
  taken.add(identifier)
  return identifier
}
