import type { PlacedRecord } from '../../contract/history.js'

/** Records in the order of their positions: new ones come at the end, and the oldest go. */
export class PlacedQueue {
  private items: PlacedRecord[] = []
  /** What stands before this index was dropped. */
  private first = 0

  get oldest(): PlacedRecord | undefined {
    return this.items[this.first]
  }

  push(placed: PlacedRecord): void {
    this.items.push(placed)
  }

  dropOldest(): void {
    this.first++
    // Now and then, so that each record is moved about once.
    if (this.first * 2 < this.items.length) return
    this.items = this.items.slice(this.first)
    this.first = 0
  }

  /** The first `most` records behind the position that are in. */
  listAfter(position: number, most: number, isIn: (placed: PlacedRecord) => boolean): PlacedRecord[] {
    const found: PlacedRecord[] = []
    for (let index = this.indexAfter(position); index < this.items.length && found.length < most; index++) {
      const candidate = this.items[index]
      if (candidate !== undefined && isIn(candidate)) found.push(candidate)
    }
    return found
  }

  // Found by halving: a catch-up passes nothing that it has seen.
  private indexAfter(position: number): number {
    let low = this.first
    let high = this.items.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.items[middle]?.position ?? 0) <= position) low = middle + 1
      else high = middle
    }
    return low
  }
}
