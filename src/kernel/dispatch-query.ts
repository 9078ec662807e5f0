// Takes an allowed query; gives the page of rows that it answers with, or why it was refused or failed.
// Promises to answer at once where the store does, and that a query has no effect but reading.
// Does not know how rows are found: that is the projection's and the store's business.

import type { Violation } from '../contract/envelope.js'
import type { Awaitable } from '../contract/json.js'
import type { QueryProgram } from '../contract/program.js'
import type { AppStore } from '../contract/store.js'
import { type ProjectionOutcome, runProjection } from '../projection/run-projection.js'
import { readAsOf } from '../projection/timeline/read-as-of.js'
import { CallFailed, callFailed } from '../semantics/call-failed.js'
import { isPromise } from '../semantics/is-promise.js'
import { failure, violation } from '../semantics/wording.js'
import { type Ending, failed, none, refused } from './ending.js'
import type { Host } from './host.js'
import type { Allowed } from './invocation.js'
import { effectBits, noEffects } from './observed-effects.js'

const read = effectBits.read

/** Runs the query's projection over the store. */
export function dispatchQuery(host: Host, invocation: Allowed<QueryProgram>): Awaitable<Ending> {
  if (host.store === null) return unreachable()
  try {
    const outcome = answerOf(host, host.store, invocation)
    return isPromise(outcome) ? endLater(host, invocation, outcome) : endingOf(outcome)
  } catch (thrown) {
    return storeFailed(host, invocation, thrown)
  }
}

function answerOf(
  { timelines }: Host,
  store: AppStore,
  invocation: Allowed<QueryProgram>,
): Awaitable<ProjectionOutcome> {
  const { entrypoint } = invocation
  const { id, strategy } = entrypoint.projection
  if (strategy === 'timeline') {
    if (timelines !== null) return timelines.answer(entrypoint, invocation)
    throw callFailed('projection_history_capability_error', { projection: id, port: 'history.scan' })
  }
  // Only to refuse it: what is there now is all that there is.
  if (entrypoint.asOf !== undefined) readAsOf(entrypoint, invocation)
  return runProjection(entrypoint, store, invocation)
}

// In a function of its own: closures over the invocation would cost every call that has nothing to wait for.
async function endLater(host: Host, invocation: Allowed<QueryProgram>, outcome: Promise<ProjectionOutcome>) {
  try {
    return endingOf(await outcome)
  } catch (thrown) {
    return storeFailed(host, invocation, thrown)
  }
}

function endingOf(outcome: ProjectionOutcome): Ending {
  if (outcome.kind === 'refused') return refused('query', [violationOf(outcome)], read)
  return {
    stage: 'ended',
    status: 'ok',
    called: 'query',
    output: outcome.output,
    effects: read,
    signals: none,
    triggers: none,
    warnings: outcome.warnings,
  }
}

function violationOf({ code, path, problem }: Extract<ProjectionOutcome, { kind: 'refused' }>): Violation {
  return violation(code, { problem: `${path === '$' ? 'the input' : path} ${problem}` }, { path })
}

// A filter that cannot be evaluated fails by its own code; whatever else is thrown came out of the store.
function storeFailed(host: Host, { ctx, entrypoint }: Allowed<QueryProgram>, thrown: unknown): Ending {
  const observed = { effects: read, warnings: none }
  if (thrown instanceof CallFailed) return failed('query', thrown.failure, observed)
  const { id: invocationId, traceId } = ctx
  host.logger.error('the store failed to answer a query', { query: entrypoint.id, invocationId, traceId, thrown })
  return failed('query', failure('projection_provider_error', {}), observed)
}

function unreachable(): Ending {
  const found = failure('capability_unreachable_error', { port: 'collections.read' })
  return failed('query', found, { effects: noEffects, warnings: none })
}
