// Takes a query, the store and what expressions of the call can see; gives one page of rows, or why it was refused.
// Promises one meaning whatever the store did by itself: scan, joins, shape, where, search, sort, count, page.
// Refuses with values; what a filter throws passes through.
// Not its job: timelines, deciding who may ask, and wording the refusal for the caller.

import type { Awaitable } from '../contract/json.js'
import type { QueryProgram, QueryScope } from '../contract/program.js'
import type { AppStore, Selection } from '../contract/store.js'
import { isPromise } from '../semantics/is-promise.js'
import { type AnsweredPage, answerPage, selectionOf } from './answer-page.js'
import { type GuardedAnswer, guardRows } from './guard-rows.js'
import { type Refusal, readArguments } from './read-arguments.js'

/** `path` is the input member that is at fault, and `problem` says of it what is wrong. */
export type ProjectionOutcome = GuardedAnswer | Refusal

/** Answers the query from the store; a promise only where the store gives one. */
export function runProjection(query: QueryProgram, store: AppStore, scope: QueryScope): Awaitable<ProjectionOutcome> {
  const asked = readArguments(query, scope.input)
  if (asked.kind === 'refused') return asked
  const selection = selectionOf({ query, scope }, asked)
  const selected = store.select(selection)
  return isPromise(selected)
    ? selected.then((found) => outcomeOf(selection, answerPage(selection, asked, found)))
    : outcomeOf(selection, answerPage(selection, asked, selected))
}

function outcomeOf({ query, scope }: Selection, page: AnsweredPage | Refusal): ProjectionOutcome {
  if (page.kind === 'refused') return page
  return guardRows(query.projection, page, { args: scope.input, as_of: null, isSuspended: false })
}
