/** The parameters of an arrow function that reads `used`: unused ones at the end are left out, others get an underscore. */
export function parameterList(used: ReadonlySet<string>, names: readonly string[]): string {
  const last = names.filter((name) => used.has(name)).pop()
  return names
    .slice(0, last === undefined ? 0 : names.indexOf(last) + 1)
    .map((name) => (used.has(name) ? name : `_${name}`))
    .join(', ')
}

/** `{ input, ctx }`, of what is used. */
export function destructured(used: ReadonlySet<string>, names: readonly string[]): string {
  return `{ ${names.filter((name) => used.has(name)).join(', ')} }`
}
