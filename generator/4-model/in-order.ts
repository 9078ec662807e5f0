/** By UTF-16 code unit: the same on every machine. */
export function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}

/** The declarations in code-unit order of id. */
export function inOrder<Declared extends { readonly id: string }>(declared: readonly Declared[]): readonly Declared[] {
  return [...declared].sort((left, right) => compareTexts(left.id, right.id))
}
