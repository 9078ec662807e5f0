/** Beyond this many names a list is not read any more. */
const longestList = 8

/** A hint for a name that does not exist: `did you mean "x"?`, else the names that do when they are few, else null. */
export function suggest(word: string, names: Iterable<string>): string | null {
  const known = [...new Set(names)].sort()
  const near = findNearest(word, known)
  if (near !== null) return `did you mean "${near}"?`
  if (known.length === 0 || known.length > longestList) return null
  return `there ${known.length === 1 ? 'is' : 'are'} ${joinWords(known.map((name) => `"${name}"`))}`
}

/** The name within edit distance 2 that is nearest, or null. A short word must be nearer, or everything would be near. */
export function findNearest(word: string, names: Iterable<string>): string | null {
  let least = Math.min(2, Math.floor(word.length / 2)) + 1
  let nearest: string | null = null
  for (const name of names) {
    if (name === word || Math.abs(name.length - word.length) >= least) continue
    const distance = editDistance(word, name)
    if (distance < least) {
      least = distance
      nearest = name
    }
  }
  return nearest
}

/** How many letters must be added, removed, replaced or swapped with their neighbour to make one word of the other. */
export function editDistance(left: string, right: string): number {
  let before: number[] = []
  let last = Array.from({ length: right.length + 1 }, (_, column) => column)
  for (let row = 1; row <= left.length; row++) {
    const next = [row]
    for (let column = 1; column <= right.length; column++) {
      const replaced = (last[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1)
      const changed = Math.min((next[column - 1] ?? 0) + 1, (last[column] ?? 0) + 1, replaced)
      const isSwap = row > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]
      next.push(isSwap ? Math.min(changed, (before[column - 2] ?? 0) + 1) : changed)
    }
    before = last
    last = next
  }
  return last[right.length] ?? 0
}

/** Words as a sentence lists them: `a`, `a and b`, `a, b and c`. */
export function joinWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
