import { editDistance } from '../../src/resolve/edit-distance.js'
import type { Text } from '../artifact/node.js'
import { type Fix, rewording } from './fix.js'

/** Beyond this many names a list is not read any more. */
const longestList = 8

/** A hint for a name that does not exist: `did you mean "x"?`, else the names that do when they are few, else null. */
export function suggest(word: string, names: Iterable<string>): string | null {
  const known = [...new Set(names)].sort()
  return sayNear(findNearest(word, known), known)
}

function sayNear(near: string | null, known: readonly string[]): string | null {
  if (near !== null) return `did you mean "${near}"?`
  if (known.length === 0 || known.length > longestList) return null
  return `there ${known.length === 1 ? 'is' : 'are'} ${joinWords(known.map((name) => `"${name}"`))}`
}

/** What can be said in one case of a mistake beyond what its code says: a hint, and what would take it away. */
export interface Advice {
  readonly hint: string | null
  readonly fixes: readonly Fix[]
}

/** The hint of `suggest`, with what writes a near name in the place of the word. */
export function suggestName(written: Text, names: Iterable<string>): Advice {
  const known = [...new Set(names)].sort()
  const near = findNear(written.text, known)
  return { hint: sayNear(near[0] ?? null, known), fixes: offer(written, near) }
}

/** More near names than this are no help. */
const mostOffered = 3

/** Writes a near name for a word: safe where only one is near, and most of the word stays; else one to choose for each. */
export function respell(written: Text, names: Iterable<string>): readonly Fix[] {
  return offer(written, findNear(written.text, names))
}

function offer(written: Text, near: readonly string[]): readonly Fix[] {
  const isSure = (name: string): boolean =>
    near.length === 1 && editDistance(written.text, name, 2) * 2 < written.text.length
  return near.slice(0, mostOffered).map((name) => rewording(written, name, isSure(name)))
}

/** Every name that `findNearest` would take for a word, the nearest first. */
function findNear(word: string, names: Iterable<string>): readonly string[] {
  const most = mostDistance(word)
  return [...new Set(names)]
    .filter((name) => name !== word && Math.abs(name.length - word.length) <= most)
    .map((name) => ({ name, distance: editDistance(word, name, most) }))
    .filter(({ distance }) => distance <= most)
    .sort((left, right) => left.distance - right.distance || (left.name < right.name ? -1 : 1))
    .map(({ name }) => name)
}

/** A short word must be nearer, or everything would be near. */
function mostDistance(word: string): number {
  return Math.min(2, Math.floor(word.length / 2))
}

/** The name within edit distance 2 that is nearest, or null. */
export function findNearest(word: string, names: Iterable<string>): string | null {
  let least = mostDistance(word) + 1
  let nearest: string | null = null
  for (const name of names) {
    if (name === word || Math.abs(name.length - word.length) >= least) continue
    const distance = editDistance(word, name, least - 1)
    if (distance < least) {
      least = distance
      nearest = name
    }
  }
  return nearest
}

/**
 * Which missing name each unknown one stands for: the one that is near, and of one unknown and one missing name that are
 * left over, the one the other, where what is written fits there. A name that was changed is one mistake, not a name too
 * many and another too few.
 */
export function pairNames(
  unknown: readonly string[],
  missing: readonly string[],
  fits: (written: string, meant: string) => boolean,
): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>()
  for (const written of unknown) {
    const near = findNearest(written, missing)
    if (near !== null) pairs.set(written, near)
  }
  const [written, ...others] = unknown.filter((name) => !pairs.has(name))
  const meant = [...pairs.values()]
  const [left, ...more] = missing.filter((name) => !meant.includes(name))
  if (written === undefined || left === undefined || others.length + more.length > 0) return pairs
  return fits(written, left) ? pairs.set(written, left) : pairs
}

/** What is advised where a missing name is written as another that is not near it. */
export function adviseName(written: Text, meant: string): Advice {
  return { hint: `"${meant}" is missing: did you mean that?`, fixes: [rewording(written, meant, false)] }
}

/** Words as a sentence lists them: `a`, `a and b`, `a, b and c`. */
export function joinWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
