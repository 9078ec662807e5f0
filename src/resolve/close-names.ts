import { editDistance } from './edit-distance.js'

/** The names within edit distance 2, nearest first. A short word must be nearer, or everything would be near. */
export function closeNames(word: string, names: Iterable<string>): string[] {
  const most = Math.min(2, Math.floor(word.length / 2))
  return [...new Set(names)]
    .filter((name) => name !== word && Math.abs(name.length - word.length) <= most)
    .map((name) => ({ name, distance: editDistance(word, name) }))
    .filter(({ distance }) => distance <= most)
    .sort((left, right) => left.distance - right.distance || (left.name < right.name ? -1 : 1))
    .map(({ name }) => name)
}
