// Takes an action with its input, and its claim on a key, if it has one; gives its answer or how it failed.
// Promises that writes, and everything that goes with them, commit once and together, or not at all.
// Does not record what no commit carries, and does not deliver signals.

import type { Principal } from '../contract/caller.js'
import type { FlowStepPlace } from '../contract/flow-work.js'
import type { HistoryRecord } from '../contract/history.js'
import type { Awaitable } from '../contract/json.js'
import type { ActionProgram } from '../contract/program.js'
import { sessionCollection } from '../contract/session.js'
import type { AppStore, Commit, CommitOutcome } from '../contract/store.js'
import { callFailed } from '../semantics/call-failed.js'
import { CallRefused } from '../semantics/call-refused.js'
import { isPromise } from '../semantics/is-promise.js'
import { failure, violation } from '../semantics/wording.js'
import { ActionAttempt } from './action-attempt.js'
import { refreshTriggersOf } from './emit-signal.js'
import { type Answered, type Ending, failed, none, refused } from './ending.js'
import { envelope } from './envelope.js'
import { failureOf } from './failure-of.js'
import { type FlowCommit, flowCommitOf } from './flow-commit.js'
import { eventsOf } from './history-events.js'
import type { Claim, Host } from './host.js'
import type { Invocation } from './invocation.js'
import { type EffectSet, effectBits, noEffects } from './observed-effects.js'
import type { Performed } from './performed.js'
import { replayRecord } from './record-result.js'
import type { Carried, UnitOfWork } from './unit-of-work.js'

type Conflict = Extract<CommitOutcome, { kind: 'conflict' }>

// A record that changes under three runs in a row is contended; a caller can wait better than a server.
const mostAttempts = 3

/** An action that is to run: an allowed mutation, or a step of a flow. */
export interface ActionCall {
  readonly received: Invocation<'received'>
  readonly entrypoint: ActionProgram
  readonly input: unknown
  readonly principal: Principal
  /** The step of a flow run that this is; absent in a mutation. */
  readonly step?: FlowStepPlace
}

/** Runs the action, again where a record that it read was changed meanwhile and it has neither called out nor committed. */
export async function performAction(host: Host, invocation: ActionCall, claim: Claim | null): Promise<Performed> {
  for (let count = 1; ; count++) {
    const attempt = new ActionAttempt(host, invocation)
    const tried = await tryOnce(host, { invocation, claim, attempt })
    if (tried.kind === 'performed') return finish({ invocation, attempt }, tried.performed)
    const mayRunAgain = count < mostAttempts && (attempt.effects & (effectBits.network | effectBits.write)) === 0
    if (mayRunAgain) continue
    const { collection, id } = tried
    const found = failure('write_conflict_error', { collection, id })
    return finish({ invocation, attempt }, ended(host, { invocation, attempt }, found))
  }
}

interface Trial {
  readonly invocation: ActionCall
  readonly claim: Claim | null
  readonly attempt: ActionAttempt
}

type Tried = { readonly kind: 'performed'; readonly performed: Performed } | Conflict

async function tryOnce(host: Host, trial: Trial): Promise<Tried> {
  const { invocation, attempt } = trial
  try {
    const output = await invocation.entrypoint.run(invocation.input, attempt)
    const { sessionOutcome } = invocation.entrypoint
    if (sessionOutcome !== undefined) await attempt.beginSession(sessionOutcome.session).settle(sessionOutcome, output)
    return await conclude(host, trial, answered(attempt, output))
  } catch (thrown) {
    if (thrown instanceof CallRefused) return performed(host, trial, refusedBy(attempt, thrown), 'due')
    const found = failureOf(host.logger, invocation.received.ctx, thrown)
    return { kind: 'performed', performed: ended(host, trial, found) }
  }
}

function refusedBy({ effects, warnings }: ActionAttempt, { violations }: CallRefused): Ending {
  return { ...refused('mutation', violations, effects), warnings: warnings.length > 0 ? warnings : none }
}

// What remains for the session: an action that failed may still have to reset some of it.
function finish(
  { invocation, attempt }: Pick<Trial, 'invocation' | 'attempt'>,
  performed: Performed,
): Awaitable<Performed> {
  const { sessionOutcome } = invocation.entrypoint
  const session = sessionOutcome === undefined ? attempt.session : attempt.beginSession(sessionOutcome.session)
  return session === null ? performed : session.finish(sessionOutcome, performed)
}

function answered(attempt: ActionAttempt, output: unknown): Answered {
  const { warnings } = attempt
  const signals = attempt.emitted.list()
  const emitted = signals.length > 0 ? effectBits.emit : 0
  return {
    stage: 'ended',
    status: 'ok',
    called: 'mutation',
    output: output === undefined ? null : output,
    effects: attempt.effects | writtenBy(attempt) | emitted,
    signals: signals.length > 0 ? signals : none,
    triggers: signals.length > 0 ? refreshTriggersOf(signals) : none,
    warnings: warnings.length > 0 ? warnings : none,
  }
}

function writtenBy({ work, session }: ActionAttempt): EffectSet {
  return (work?.hasWrites ? effectBits.write : noEffects) | (session?.hasWrites ? effectBits.session : noEffects)
}

/** Commits what there is to commit: writes, the session, signals where the app keeps history, and what flows make of them. */
function conclude(host: Host, trial: Trial, ending: Answered): Awaitable<Tried> {
  const { invocation, attempt } = trial
  const events = eventsOf(host.program, ending.signals, invocation.received.ctx)
  const flows = flowCommitOf(host, invocation, ending)
  if (!attempt.hasWrites && events.length === 0 && flows === null) return performed(host, trial, ending, 'due')
  if (events.length > 0 && attempt.work === null)
    throw callFailed('capability_unreachable_error', { port: 'history.append' })
  return commit(host, trial, { ending, events, flows })
}

interface Outcome {
  readonly ending: Answered
  readonly events: readonly HistoryRecord[]
  readonly flows: FlowCommit | null
}

async function commit(host: Host, trial: Trial, { ending, events, flows }: Outcome): Promise<Tried> {
  const { invocation, claim, attempt } = trial
  const { received } = invocation
  const answer = envelope(host, received, ending)
  const carries = claim !== null && host.replay?.isTransactional === true
  const record = carries ? replayRecord(host, claim, answer) : null
  const carried = flows === null ? { replay: record, events } : { replay: record, events, ...flows }
  const outcome = await commitSafely(host, trial, carried)
  switch (outcome.kind) {
    case 'committed':
      return { kind: 'performed', performed: { replay: carries ? 'recorded' : 'due', ending, envelope: answer } }
    case 'conflict':
      return outcome
    case 'event_conflict':
      attempt.dropEmitted(outcome.events)
      return conclude(host, trial, answered(attempt, ending.output))
    case 'lost': {
      if (invocation.step !== undefined) {
        const lost = ended(host, trial, failure('flow_run_lost_error', {}))
        return { kind: 'performed', performed: { ...lost, replay: 'lost' } }
      }
      const taken = refused('mutation', [violation('idempotency_in_progress_error', {})], attempt.effects)
      return performed(host, trial, taken, 'kept')
    }
    case 'uncertain': {
      const port = portOf(attempt)
      const observed = { effects: attempt.effects | writtenBy(attempt), warnings: attempt.warnings }
      const found = failure('capability_invocation_error', { port })
      return performed(host, trial, failed('mutation', found, observed), 'kept')
    }
  }
}

/** The port behind which something was kept that nobody knows the end of. */
function portOf({ work, session }: ActionAttempt): string {
  if (work?.hasWrites) return 'collections.write'
  return session?.hasWrites ? 'session.write' : 'history.append'
}

async function commitSafely(host: Host, trial: Trial, carried: Carried) {
  const { attempt, invocation } = trial
  try {
    for (let count = 1; ; count++) {
      const outcome = (host.store as AppStore).commit(partsOf(attempt, carried))
      const settled = isPromise(outcome) ? await outcome : outcome
      const isOfSession = settled.kind === 'conflict' && settled.collection === sessionCollection
      // What an action did to a session without looking at it can be done to another state of it as well.
      if (!isOfSession || count === mostAttempts || !(await attempt.session?.rebase())) return settled
    }
  } catch (thrown) {
    const { id: invocationId, traceId } = invocation.received.ctx
    host.logger.error('the store failed to commit', { invocationId, traceId, thrown })
    return { kind: 'uncertain' } as const
  }
}

function partsOf({ work, session }: ActionAttempt, carried: Carried): Commit {
  const commit = (work as UnitOfWork).toCommit(carried)
  const written = session?.toCommit() ?? null
  return written === null ? commit : { ...commit, session: written }
}

function performed(host: Host, { invocation }: Trial, ending: Ending, replay: Performed['replay']): Tried {
  const { received } = invocation
  return { kind: 'performed', performed: { replay, ending, envelope: envelope(host, received, ending) } }
}

function ended(host: Host, at: Pick<Trial, 'invocation' | 'attempt'>, found: Parameters<typeof failed>[1]): Performed {
  const ending = failed('mutation', found, at.attempt)
  return { replay: 'due', ending, envelope: envelope(host, at.invocation.received, ending) }
}
