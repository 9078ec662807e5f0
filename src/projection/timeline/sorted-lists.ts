import type { ListingProgram } from '../../contract/listing.js'
import type { RowOrder } from '../../contract/row.js'
import type { RowEntry } from '../../contract/store.js'
import { compareEntries, sortEntries } from '../sort-entries.js'

/** How two rows stand where nobody asked for an order. */
export type NaturalOrder<Entry> = (left: Entry, right: Entry) => number

interface SortedList<Entry> {
  entries: readonly Entry[]
  readonly removed: Set<Entry>
  readonly added: Set<Entry>
}

// A timeline is asked for in a few orders; what is over that is a caller trying every one.
const mostLists = 8

/** The rows of a timeline in the orders in which they are asked for; a change of a few rows costs no sorting of all. */
export class SortedLists<Entry extends RowEntry> {
  private readonly all = new Set<Entry>()
  private readonly lists = new Map<string, SortedList<Entry>>()
  private readonly listing: ListingProgram
  private readonly natural: NaturalOrder<Entry>

  constructor(listing: ListingProgram, natural: NaturalOrder<Entry>) {
    this.listing = listing
    this.natural = natural
  }

  get size(): number {
    return this.all.size
  }

  /** Takes one row away and puts another in; either may be missing. */
  replace(removed: Entry | null, added: Entry | null): void {
    if (removed !== null) this.all.delete(removed)
    if (added !== null) this.all.add(added)
    for (const list of this.lists.values()) {
      if (removed !== null && !list.added.delete(removed)) list.removed.add(removed)
      if (added !== null) list.added.add(added)
    }
  }

  /** The rows in the order in which they came. */
  oldest(): Iterable<Entry> {
    return this.all
  }

  /** Lets go of all rows. */
  clear(): void {
    this.all.clear()
    this.lists.clear()
  }

  /** All rows in that order; nobody may change the list. */
  list(order: RowOrder): readonly Entry[] {
    const known = this.lists.get(order.id)
    if (known !== undefined && isWorthwhile(known)) {
      if (known.removed.size + known.added.size > 0) known.entries = merged(known, this.comparisonOf(order))
      known.removed.clear()
      known.added.clear()
      return known.entries
    }
    const entries = this.sorted(order)
    this.lists.delete(order.id)
    this.lists.set(order.id, { entries, removed: new Set(), added: new Set() })
    for (const oldest of this.lists.keys()) {
      if (this.lists.size <= mostLists) break
      this.lists.delete(oldest)
    }
    return entries
  }

  private sorted(order: RowOrder): readonly Entry[] {
    const entries = [...this.all]
    return isNatural(order) ? entries.sort(this.natural) : sortEntries(this.listing, order, entries)
  }

  private comparisonOf(order: RowOrder): NaturalOrder<Entry> {
    return isNatural(order) ? this.natural : compareEntries(this.listing, order)
  }
}

function isNatural({ rules }: RowOrder): boolean {
  return rules.length === 0
}

// Beyond some share of the rows sorting all of them is no more work than finding places one by one.
function isWorthwhile({ entries, removed, added }: SortedList<unknown>): boolean {
  return removed.size + added.size <= 16 + entries.length / 16
}

function merged<Entry>({ entries, removed, added }: SortedList<Entry>, compare: NaturalOrder<Entry>): readonly Entry[] {
  const kept = removed.size === 0 ? entries : entries.filter((entry) => !removed.has(entry))
  const list: Entry[] = []
  let taken = 0
  for (const entry of [...added].sort(compare)) {
    const place = placeOf(entry, kept, compare)
    for (; taken < place; taken++) list.push(kept[taken] as Entry)
    list.push(entry)
  }
  for (; taken < kept.length; taken++) list.push(kept[taken] as Entry)
  return list
}

function placeOf<Entry>(entry: Entry, entries: readonly Entry[], compare: NaturalOrder<Entry>): number {
  let low = 0
  let high = entries.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compare(entries[middle] as Entry, entry) <= 0) low = middle + 1
    else high = middle
  }
  return low
}
