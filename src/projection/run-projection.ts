// Takes a query, the store and what expressions of the call can see; gives one page of rows, or why it was refused.
// Promises one meaning whatever the store did by itself: scan, joins, shape, where, search, sort, count, page.
// Refuses with values; what a filter throws passes through.
// Not its job: timelines, deciding who may ask, and wording the refusal for the caller.

import type { Awaitable } from '../contract/json.js'
import type { QueryProgram, QueryScope } from '../contract/program.js'
import type { QueryMeta, QueryOutput } from '../contract/query-output.js'
import type { AppStore } from '../contract/store.js'
import { isPromise } from '../semantics/is-promise.js'
import { type AnsweredPage, answerPage, selectionOf } from './answer-page.js'
import { type Refusal, readArguments } from './read-arguments.js'

/** `path` is the input member that is at fault, and `problem` says of it what is wrong. */
export type ProjectionOutcome =
  | { readonly kind: 'answered'; readonly output: QueryOutput<object, QueryMeta<string>> }
  | Refusal

/** Answers the query from the store; a promise only where the store gives one. */
export function runProjection(query: QueryProgram, store: AppStore, scope: QueryScope): Awaitable<ProjectionOutcome> {
  const asked = readArguments(query, scope.input)
  if (asked.kind === 'refused') return asked
  const selection = selectionOf({ query, scope }, asked)
  const selected = store.select(selection)
  return isPromise(selected)
    ? selected.then((found) => outcomeOf(answerPage(selection, asked, found)))
    : outcomeOf(answerPage(selection, asked, selected))
}

function outcomeOf(page: AnsweredPage | Refusal): ProjectionOutcome {
  if (page.kind === 'refused') return page
  return { kind: 'answered', output: { rows: page.rows, meta: page.meta } }
}
