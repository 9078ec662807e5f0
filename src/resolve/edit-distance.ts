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
