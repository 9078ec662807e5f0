// Takes what the store selected; gives the page's rows and how many rows there are over all pages.
// Promises the stages that the store left: query filters, search, sort, count, page, in this order.
// Filters run once per row, and rows in order are looked at in one pass that allocates nothing per row.
// Not its job: joins, shape, groups, and the filters that come before, which every store does.

import type { ListingProgram } from '../contract/listing.js'
import type { QueryProgram } from '../contract/program.js'
import type { OutputRow } from '../contract/row.js'
import type { RowEntry, Selected, Selection } from '../contract/store.js'
import { sortEntries } from './sort-entries.js'

/** One page of rows, and the number of rows over all pages. */
export interface Page {
  readonly rows: readonly OutputRow[]
  readonly total: number
}

/** Does what the store did not. */
export function takePage(selection: Selection, selected: Selected): Page {
  if (selected.kind === 'page') return selected
  if (selected.sorted) return takeWindow(selection, selected.entries)
  const { query, order, offset, limit } = selection
  const matching = selected.entries.filter((entry) => isWanted(selection, entry))
  // The sort is for the page's sake: a page without rows needs none.
  if (offset >= matching.length) return { rows: [], total: matching.length }
  const sorted = sortEntries(query.projection, order, matching)
  return { rows: sorted.slice(offset, offset + limit).map(({ row }) => row), total: matching.length }
}

function takeWindow(selection: Selection, entries: readonly RowEntry[]): Page {
  const { offset, limit } = selection
  const end = offset + limit
  // Without a filter the count is known, and only the page is looked at.
  if (isUnfiltered(selection)) return { rows: entries.slice(offset, end).map(({ row }) => row), total: entries.length }
  const rows: OutputRow[] = []
  let total = 0
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index]
    if (entry === undefined || !isWanted(selection, entry)) continue
    if (total >= offset && total < end) rows.push(entry.row)
    total++
  }
  return { rows, total }
}

function isUnfiltered({ query, search }: Selection): boolean {
  return search === null && query.where === undefined && !hasFilter(query.projection)
}

/** Whether the filters and the search that depend on the call let a row through. */
export function isWanted({ query, scope, search }: Selection, { source, row }: RowEntry): boolean {
  const { projection } = query
  if (hasFilter(projection) && !projection.where(source, row, scope)) return false
  if (query.where !== undefined && !query.where(source, row, scope)) return false
  return search === null || isFound(projection, { source, row }, search)
}

type Filtered = QueryProgram['projection'] & { where(source: object, row: object, scope: Selection['scope']): boolean }

// Aggregates and timelines have filtered before there were rows.
function hasFilter(projection: QueryProgram['projection']): projection is Filtered {
  return 'where' in projection && projection.where !== undefined
}

function isFound(projection: ListingProgram, { source, row }: RowEntry, search: string): boolean {
  const texts = projection.searched?.(source, row) ?? []
  for (let index = 0; index < texts.length; index++) {
    const text = texts[index]
    if (typeof text === 'string' && text.toLowerCase().includes(search)) return true
  }
  return false
}
