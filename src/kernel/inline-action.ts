// Takes an action that another runs as one of its steps; gives its output, or fails as one step does.
// Promises that nothing is left of an action that failed, but what was committed or called out before.
// Does not retry after a failure: the step's policy does.

import type { InlinePolicy } from '../contract/call-policy.js'
import type { Awaitable } from '../contract/json.js'
import { callFailed } from '../semantics/call-failed.js'
import { commitStep, mostCommits } from './commit-steps.js'
import { Deadline } from './deadline.js'
import type { Host } from './host.js'
import { type EffectSet, effectBits } from './observed-effects.js'
import type { StoreStep } from './store-step.js'
import { UnitOfWork } from './unit-of-work.js'

/** What an attempt has done so far, to come back to. */
export type Mark = object

/** The attempt of the outer action, whose work, time and way to commit an inline action takes over for as long as it runs. */
export interface InlineScope {
  readonly effects: EffectSet
  work: UnitOfWork | null
  commitsSteps: boolean
  deadline: Deadline | null
  observe(effects: EffectSet): void
  mark(): Mark
  restore(mark: Mark): void
  /** The time of one attempt to call a port. */
  timeFor(port: string, timeoutMs: number | undefined): Deadline
  /** A step at the store, over the work that the attempt has now. */
  storeStep(port: string, time: Deadline): StoreStep
}

export interface Inline<Output> {
  /** The action's id. */
  readonly action: string
  act(): Awaitable<Output>
}

/** Runs it within the work and the time of the outer action. */
export async function runInline<Output>(
  { timer }: Host,
  scope: InlineScope,
  { action, act }: Inline<Output>,
  { timeoutMs }: InlinePolicy,
): Promise<Output> {
  const { deadline: outer } = scope
  const own = timeoutMs === undefined ? null : new Deadline({ timer, ms: timeoutMs, target: action, outer })
  const mark = scope.mark()
  scope.deadline = own ?? outer
  try {
    return await act()
  } catch (thrown) {
    scope.restore(mark)
    throw thrown
  } finally {
    own?.end()
    scope.deadline = outer
  }
}

/** Runs it as a unit of work of its own, where the outer action commits step by step. */
export async function runUnit<Output>(
  host: Host,
  scope: InlineScope,
  inline: Inline<Output>,
  policy: InlinePolicy,
): Promise<Output> {
  const { work } = scope
  if (work === null || host.store === null) return runInline(host, scope, inline, policy)
  scope.commitsSteps = false
  try {
    for (let count = 1; ; count++) {
      scope.work = new UnitOfWork(host.store)
      const mark = scope.mark()
      const output = await runInline(host, scope, inline, policy)
      const conflict = scope.work.hasWrites ? await commitWork(scope, policy) : null
      if (conflict === null) return output
      scope.restore(mark)
      if (count === mostCommits || (scope.effects & effectBits.network) !== 0)
        throw callFailed('write_conflict_error', conflict)
    }
  } finally {
    scope.work = work
    scope.commitsSteps = true
  }
}

async function commitWork(scope: InlineScope, { timeoutMs }: InlinePolicy) {
  const time = scope.timeFor('collections.write', timeoutMs)
  try {
    return await commitStep(scope.storeStep('collections.write', time), scope)
  } finally {
    time.end()
  }
}
