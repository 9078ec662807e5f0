/**
 * How many letters must be added, removed, replaced or swapped with their neighbour to make one word of the other. Beyond `most`
 * any larger number stands for all: most pairs of words are then given up after a few letters.
 */
export function editDistance(left: string, right: string, most: number = Number.POSITIVE_INFINITY): number {
  const far = most + 1
  if (Math.abs(left.length - right.length) > most || lettersApart(left, right) > 2 * most) return far
  const start = sharedStart(left, right)
  if (start > 0) return editDistance(left.slice(start), right.slice(start), most)
  let before: number[] = []
  let last = Array.from({ length: right.length + 1 }, (_, column) => column)
  for (let row = 1; row <= left.length; row++) {
    const next = [row]
    let least = row
    for (let column = 1; column <= right.length; column++) {
      // So far from the diagonal, it takes more than that to come back.
      const isFar = Math.abs(row - column) > most
      const value = isFar ? far : cheapest(left, right, { row, column, before, last, next })
      next.push(value)
      if (value < least) least = value
    }
    if (least > most) return far
    before = last
    last = next
  }
  return last[right.length] ?? 0
}

/** How many kinds of letters only one of the words has. A change makes it two more at most, and it is much cheaper to find. */
function lettersApart(left: string, right: string): number {
  let apart = kindsOf(left) ^ kindsOf(right)
  let count = 0
  for (; apart !== 0; apart &= apart - 1) count += 1
  return count
}

/** The letters of a word as a set of bits; letters that share a bit are taken for one kind. */
function kindsOf(word: string): number {
  let kinds = 0
  for (let index = 0; index < word.length; index++) kinds |= 1 << (word.charCodeAt(index) & 31)
  return kinds
}

function sharedStart(left: string, right: string): number {
  let start = 0
  while (start < left.length && left.charCodeAt(start) === right.charCodeAt(start)) start += 1
  return start
}

interface Cell {
  readonly row: number
  readonly column: number
  readonly before: readonly number[]
  readonly last: readonly number[]
  readonly next: readonly number[]
}

function cheapest(left: string, right: string, { row, column, before, last, next }: Cell): number {
  const replaced = (last[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1)
  const changed = Math.min((next[column - 1] ?? 0) + 1, (last[column] ?? 0) + 1, replaced)
  const isSwap = row > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]
  return isSwap ? Math.min(changed, (before[column - 2] ?? 0) + 1) : changed
}
