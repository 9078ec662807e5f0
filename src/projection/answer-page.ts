// Takes what was asked of a query and what was selected for it; gives the page, or why there is none.
// Promises the numbers of the page over all rows that are wanted, and a refusal where the page is beyond the last one.
// Not its job: what else there is to say of a kind of projection.

import type { QueryMeta } from '../contract/query-output.js'
import type { OutputRow } from '../contract/row.js'
import type { Selected, Selection } from '../contract/store.js'
import type { Asked, Refusal } from './read-arguments.js'
import { takePage } from './take-page.js'

/** One page, with what every answer says of it. */
export interface AnsweredPage {
  readonly kind: 'page'
  readonly rows: readonly OutputRow[]
  readonly meta: QueryMeta<string>
}

/** What of the query's program and of its call the pipeline has to go by. */
export function selectionOf(call: Pick<Selection, 'query' | 'scope'>, { order, search, page, size }: Asked): Selection {
  return { query: call.query, scope: call.scope, order, search, offset: (page - 1) * size, limit: size }
}

/** Counts and pages. */
export function answerPage(selection: Selection, { page, size }: Asked, selected: Selected): AnsweredPage | Refusal {
  const { query } = selection
  const { rows, total } = takePage(selection, selected)
  const pages = total === 0 ? 1 : Math.ceil(total / size)
  if (total > 0 && page > pages) {
    const problem = pages === 1 ? 'must be 1, the only page' : `must be at most ${pages}, the last page`
    return { kind: 'refused', code: 'projection_pagination_error', path: query.argumentNames.page ?? '$', problem }
  }
  const { id, strategy, hash } = query.projection
  const pagination = { mode: 'page', page, page_size: size, total_rows: total, total_pages: pages } as const
  return { kind: 'page', rows, meta: { projection: id, strategy, artifact_hash: hash, pagination } }
}
