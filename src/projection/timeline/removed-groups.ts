import type { Json } from '../../contract/json.js'
import type { OrderKey } from './order-key.js'

type Comparison = (left: OrderKey, right: OrderKey) => number

// A record that comes late comes seconds late, not a thousand removals later; and this is saved with every state.
const most = 256

/**
 * The last record of groups that were removed: one that comes late must not begin a group that it would have been part
 * of. The latest removals are known one by one, of the others the highest place.
 */
export class RemovedGroups {
  private readonly compare: Comparison
  private readonly latest: Map<string, OrderKey>
  private highest: OrderKey | null

  constructor(compare: Comparison, latest: readonly (readonly [string, Json])[], highest: Json) {
    this.compare = compare
    this.latest = new Map(latest.map(([key, order]) => [key, order as unknown as OrderKey]))
    this.highest = highest as OrderKey | null
  }

  /** Whether a record at that place may belong to a group that is gone. */
  mayHaveHeld(key: string, place: OrderKey): boolean {
    const last = this.latest.get(key) ?? this.highest
    return last !== null && this.compare(place, last) < 0
  }

  add(key: string, last: OrderKey): void {
    this.latest.delete(key)
    this.latest.set(key, last)
    for (const [oldest, place] of this.latest) {
      if (this.latest.size <= most) break
      this.latest.delete(oldest)
      if (this.highest === null || this.compare(place, this.highest) > 0) this.highest = place
    }
  }

  /** As it is saved. */
  toJson(): { readonly removed: readonly (readonly [string, Json])[]; readonly removedThrough: Json } {
    return { removed: [...this.latest], removedThrough: this.highest }
  }
}
