import type { ListingProgram } from '../contract/listing.js'
import type { RowOrder } from '../contract/row.js'
import type { RowEntry } from '../contract/store.js'
import { compareForSort } from '../semantics/compare-values.js'

/** Whether the rules of the order leave the two equal; false where one is missing. */
export function haveOneRank(
  { sortKeys }: ListingProgram,
  { rules }: RowOrder,
  one: RowEntry | undefined,
  other: RowEntry | undefined,
): boolean {
  if (one === undefined || other === undefined) return false
  return rules.every(({ key }) => {
    const sortKey = sortKeys.get(key)
    return compareForSort(sortKey?.value(one.source, one.row), sortKey?.value(other.source, other.row)) === 0
  })
}
