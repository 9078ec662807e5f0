// Takes a query, the store and what expressions of the call can see; gives one page of rows, or why it was refused.
// Promises one meaning whatever the store did by itself: scan, joins, shape, where, search, sort, count, page.
// Refuses with values; what a filter throws passes through.
// Not its job: deciding who may ask, and wording the refusal for the caller.

import type { Awaitable } from '../contract/json.js'
import type { QueryProgram, QueryScope } from '../contract/program.js'
import type { QueryOutput } from '../contract/query-output.js'
import type { AppStore, Selected, Selection } from '../contract/store.js'
import { isPromise } from '../semantics/is-promise.js'
import { type Asked, type Refusal, readArguments } from './read-arguments.js'
import { takePage } from './take-page.js'

/** `path` is the input member that is at fault, and `problem` says of it what is wrong. */
export type ProjectionOutcome = { readonly kind: 'answered'; readonly output: QueryOutput } | Refusal

/** Answers the query from the store; a promise only where the store gives one. */
export function runProjection(query: QueryProgram, store: AppStore, scope: QueryScope): Awaitable<ProjectionOutcome> {
  const asked = readArguments(query, scope.input)
  if (asked.kind === 'refused') return asked
  const { order, search, page, size } = asked
  const selection: Selection = { query, scope, order, search, offset: (page - 1) * size, limit: size }
  const selected = store.select(selection)
  return isPromise(selected)
    ? selected.then((found) => answer(selection, asked, found))
    : answer(selection, asked, selected)
}

function answer(selection: Selection, { page, size }: Asked, selected: Selected): ProjectionOutcome {
  const { query } = selection
  const { rows, total } = takePage(selection, selected)
  const pages = total === 0 ? 1 : Math.ceil(total / size)
  if (total > 0 && page > pages) {
    const problem = pages === 1 ? 'must be 1, the only page' : `must be at most ${pages}, the last page`
    return { kind: 'refused', code: 'projection_pagination_error', path: query.argumentNames.page ?? '$', problem }
  }
  const { id, strategy, hash } = query.projection
  const pagination = { mode: 'page', page, page_size: size, total_rows: total, total_pages: pages } as const
  return {
    kind: 'answered',
    output: { rows, meta: { projection: id, strategy, artifact_hash: hash, pagination } },
  }
}
