import { editDistance } from '../../src/resolve/edit-distance.js'

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

/** Words as a sentence lists them: `a`, `a and b`, `a, b and c`. */
export function joinWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
