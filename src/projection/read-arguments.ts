// Takes a query and its valid input; gives the order, search text and page that were asked for, defaults filled in.
// Promises that an order is one that the projection allows, and a page size no more than its maximum.
// Not its job: whether the page exists, which only the count can tell.

import type { QueryProgram } from '../contract/program.js'
import type { RowOrder } from '../contract/row.js'
import { chooseOrder } from './choose-order.js'

/** What the caller wants to see. */
export interface Asked {
  readonly kind: 'asked'
  readonly order: RowOrder
  /** Trimmed and in lower case; null without a search. */
  readonly search: string | null
  readonly page: number
  readonly size: number
}

/** An argument that the projection does not take. */
export interface Refusal {
  readonly kind: 'refused'
  readonly code: 'validation_error' | 'projection_pagination_error'
  readonly path: string
  readonly problem: string
}

/** Reads the arguments in the order in which the stages need them, and stops at the first that is refused. */
export function readArguments(query: QueryProgram, input: unknown): Asked | Refusal {
  const { projection } = query
  const { page, pageSize, search, sortBy, sortOrder } = query.arguments(input)
  const order = chooseOrder(projection.sort, sortBy, sortOrder)
  if ('problem' in order) {
    const path = query.argumentNames[order.argument] ?? '$'
    return { kind: 'refused', code: 'validation_error', path, problem: order.problem }
  }
  const { defaultPage, defaultSize, maxSize } = projection.pagination
  const size = countOr(pageSize, defaultSize)
  if (size > maxSize) {
    const path = query.argumentNames.pageSize ?? '$'
    return { kind: 'refused', code: 'projection_pagination_error', path, problem: `must be at most ${maxSize}` }
  }
  return {
    kind: 'asked',
    order,
    search: projection.searched === undefined ? null : searchText(search),
    page: countOr(page, defaultPage),
    size,
  }
}

function countOr(value: unknown, fallback: number): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 ? value : fallback
}

function searchText(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const trimmed = value.trim()
  return trimmed === '' ? null : trimmed.toLowerCase()
}
