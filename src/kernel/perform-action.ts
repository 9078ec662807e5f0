// Takes an action with its input, and its claim on a key, if it has one; gives its answer or how it failed.
// Promises that writes, and everything that goes with them, commit once and together, or not at all.
// Does not record what no commit carries, and does not deliver signals.

import type { Principal } from '../contract/caller.js'
import type { HistoryRecord } from '../contract/history.js'
import type { ActionProgram } from '../contract/program.js'
import type { AppStore, CommitOutcome } from '../contract/store.js'
import { callFailed } from '../semantics/call-failed.js'
import { CallRefused } from '../semantics/call-refused.js'
import { isPromise } from '../semantics/is-promise.js'
import { failure, violation } from '../semantics/wording.js'
import { ActionAttempt } from './action-attempt.js'
import { refreshTriggersOf } from './emit-signal.js'
import { type Answered, type Ending, failed, none, refused } from './ending.js'
import { envelope } from './envelope.js'
import { failureOf } from './failure-of.js'
import { eventsOf } from './history-events.js'
import type { Claim, Host } from './host.js'
import type { Invocation } from './invocation.js'
import { effectBits } from './observed-effects.js'
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
}

/** Runs the action, again where a record that it read was changed meanwhile and it has not called out. */
export async function performAction(host: Host, invocation: ActionCall, claim: Claim | null): Promise<Performed> {
  for (let count = 1; ; count++) {
    const attempt = new ActionAttempt(host, invocation)
    const tried = await tryOnce(host, { invocation, claim, attempt })
    if (tried.kind === 'performed') return tried.performed
    const mayRunAgain = count < mostAttempts && (attempt.effects & effectBits.network) === 0
    if (mayRunAgain) continue
    const { collection, id } = tried
    return ended(host, { invocation, attempt }, failure('write_conflict_error', { collection, id }))
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

function answered(attempt: ActionAttempt, output: unknown): Answered {
  const { warnings, work } = attempt
  const signals = attempt.emitted.list()
  const written = work?.hasWrites ? effectBits.write : 0
  const emitted = signals.length > 0 ? effectBits.emit : 0
  return {
    stage: 'ended',
    status: 'ok',
    called: 'mutation',
    output: output === undefined ? null : output,
    effects: attempt.effects | written | emitted,
    signals: signals.length > 0 ? signals : none,
    triggers: signals.length > 0 ? refreshTriggersOf(signals) : none,
    warnings: warnings.length > 0 ? warnings : none,
  }
}

/** Commits what there is to commit: writes, and signals where the app keeps history. */
async function conclude(host: Host, trial: Trial, ending: Answered): Promise<Tried> {
  const { invocation, attempt } = trial
  const events = eventsOf(host.program, ending.signals, invocation.received.ctx)
  if (!attempt.work?.hasWrites && events.length === 0) return performed(host, trial, ending, 'due')
  if (attempt.work === null) throw callFailed('capability_unreachable_error', { port: 'history.append' })
  return commit(host, trial, { ending, events })
}

interface Outcome {
  readonly ending: Answered
  readonly events: readonly HistoryRecord[]
}

async function commit(host: Host, trial: Trial, { ending, events }: Outcome): Promise<Tried> {
  const { invocation, claim, attempt } = trial
  const { received } = invocation
  const answer = envelope(host, received, ending)
  const carries = claim !== null && host.replay?.isTransactional === true
  const record = carries ? replayRecord(host, claim, answer) : null
  const outcome = await commitSafely(host, trial, { replay: record, events })
  switch (outcome.kind) {
    case 'committed':
      return { kind: 'performed', performed: { replay: carries ? 'recorded' : 'due', ending, envelope: answer } }
    case 'conflict':
      return outcome
    case 'event_conflict':
      attempt.dropEmitted(outcome.events)
      return conclude(host, trial, answered(attempt, ending.output))
    case 'lost': {
      const taken = refused('mutation', [violation('idempotency_in_progress_error', {})], attempt.effects)
      return performed(host, trial, taken, 'kept')
    }
    case 'uncertain': {
      const found = failure('capability_invocation_error', { port: 'collections.write' })
      const effects = attempt.effects | effectBits.write
      return performed(host, trial, failed('mutation', found, { effects, warnings: attempt.warnings }), 'kept')
    }
  }
}

async function commitSafely(host: Host, trial: Trial, carried: Carried) {
  const { attempt, invocation } = trial
  try {
    const outcome = (host.store as AppStore).commit((attempt.work as UnitOfWork).toCommit(carried))
    return isPromise(outcome) ? await outcome : outcome
  } catch (thrown) {
    const { id: invocationId, traceId } = invocation.received.ctx
    host.logger.error('the store failed to commit', { invocationId, traceId, thrown })
    return { kind: 'uncertain' } as const
  }
}

function performed(host: Host, { invocation }: Trial, ending: Ending, replay: Performed['replay']): Tried {
  const { received } = invocation
  return { kind: 'performed', performed: { replay, ending, envelope: envelope(host, received, ending) } }
}

function ended(host: Host, at: Pick<Trial, 'invocation' | 'attempt'>, found: Parameters<typeof failed>[1]): Performed {
  const ending = failed('mutation', found, at.attempt)
  return { replay: 'due', ending, envelope: envelope(host, at.invocation.received, ending) }
}
