// Takes the entries of a projection and an order; gives them in that order.
// Promises a total order of output rows: by the rules, then by canonical JSON of the row, then as they came.
// Null comes last ascending and first descending; the direction does not turn ties around.
// Not its job: which orders a caller may ask for.

import type { ListingProgram, SortKeyProgram } from '../contract/listing.js'
import type { RowOrder } from '../contract/row.js'
import type { RowEntry } from '../contract/store.js'
import { bug } from '../semantics/bug.js'
import { canonicalJson } from '../semantics/canonical-json.js'
import { compareForSort, compareText } from '../semantics/compare-values.js'

interface Rule {
  readonly key: SortKeyProgram
  readonly sign: 1 | -1
}

interface Ranked<Entry extends RowEntry = RowEntry> {
  readonly entry: Entry
  readonly values: readonly unknown[]
  /** Made when it is first needed: most rows differ by a rule. */
  text: string | undefined
}

/** A sorted copy. */
export function sortEntries<Entry extends RowEntry>(
  projection: ListingProgram,
  order: RowOrder,
  entries: readonly Entry[],
): readonly Entry[] {
  const rules = rulesOf(projection, order)
  const ranked = entries.map((entry) => rank(rules, entry))
  return ranked.sort((left, right) => compareRanked(rules, left, right)).map(({ entry }) => entry)
}

/** The comparison by which entries are sorted, for where one is to be put between others. */
export function compareEntries(
  projection: ListingProgram,
  order: RowOrder,
): (left: RowEntry, right: RowEntry) => number {
  const rules = rulesOf(projection, order)
  return (left, right) => compareRanked(rules, rank(rules, left), rank(rules, right))
}

function rulesOf(projection: ListingProgram, order: RowOrder): readonly Rule[] {
  return order.rules.map(({ key, direction }): Rule => {
    const program = projection.sortKeys.get(key)
    if (program === undefined) throw bug(`${projection.id} has no sort key ${key}`)
    return { key: program, sign: direction === 'asc' ? 1 : -1 }
  })
}

function rank<Entry extends RowEntry>(rules: readonly Rule[], entry: Entry): Ranked<Entry> {
  const { source, row } = entry
  return { entry, values: rules.map(({ key }) => key.value(source, row)), text: undefined }
}

function compareRanked(rules: readonly Rule[], left: Ranked, right: Ranked): number {
  for (let index = 0; index < rules.length; index++) {
    const ordering = compareForSort(left.values[index], right.values[index])
    if (ordering !== 0) return ordering * (rules[index]?.sign ?? 1)
  }
  return compareText(textOf(left), textOf(right))
}

function textOf(ranked: Ranked): string {
  ranked.text ??= canonicalJson(ranked.entry.row)
  return ranked.text
}
