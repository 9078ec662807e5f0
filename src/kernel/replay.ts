// Takes an allowed mutation with an idempotency key; gives the envelope of the one call that takes effect for that key.
// Promises that a key runs once per caller and entrypoint, and that another input under it is a conflict.
// Does not keep the records: where they live is the store's business.

import type { Envelope, Violation } from '../contract/envelope.js'
import type { Awaitable } from '../contract/json.js'
import type { MutationProgram, Program } from '../contract/program.js'
import type { Reservation } from '../contract/store.js'
import { canonicalJson } from '../semantics/canonical-json.js'
import { isPromise } from '../semantics/is-promise.js'
import { failure, violation } from '../semantics/wording.js'
import { failed, type Refused, refused } from './ending.js'
import { envelope, replayed } from './envelope.js'
import { failureOf } from './failure-of.js'
import type { Claim, FirstCall, Host, ReplayPolicy, RunningCall } from './host.js'
import type { Allowed } from './invocation.js'

/** A call that holds its key. */
export interface Pending {
  readonly host: Host
  readonly policy: ReplayPolicy
  readonly invocation: Allowed<MutationProgram>
  readonly claim: Claim
}

type Run = (pending: Pending) => Promise<Envelope>
type Found = Reservation | { readonly kind: 'broken' }

/** Answers from the record where there is one, waits for a duplicate that is running, and runs the call otherwise. */
export function replay(host: Host, invocation: Allowed<MutationProgram>, run: Run): Awaitable<Envelope> {
  const policy = host.replay
  if (policy === null) return refuse(host, invocation, violation('idempotency_unavailable_error', {}))
  const claim = claimOf(host, policy, invocation)
  const running = policy.running.get(claim.scope)
  if (running !== undefined)
    return running.inputHash === claim.inputHash
      ? join(host, invocation, running)
      : refuse(host, invocation, violation('idempotency_conflict_error', {}))
  const found = reserve(host, policy, claim)
  // A store that answers at once needs no entry among the running calls for what it has on record.
  if (!isPromise(found) && found.kind !== 'reserved') return answerFirst(host, invocation, settle(found, claim))
  return runFirst({ host, policy, invocation, claim }, found, run)
}

async function join(host: Host, { received }: Allowed<MutationProgram>, running: RunningCall): Promise<Envelope> {
  const first = await running.finished
  return first.kind === 'refused' ? envelope(host, received, first.ending) : replayed(first.envelope)
}

async function runFirst(pending: Pending, found: Found | Promise<Found>, run: Run): Promise<Envelope> {
  const { host, policy, invocation, claim } = pending
  const finished = proceed(pending, found, run)
  policy.running.set(claim.scope, { inputHash: claim.inputHash, finished })
  const first = await finished
  policy.running.delete(claim.scope)
  return answerFirst(host, invocation, first)
}

function answerFirst(host: Host, { received }: Allowed<MutationProgram>, first: FirstCall): Envelope {
  switch (first.kind) {
    case 'ran':
      return first.envelope
    case 'found':
      return replayed(first.envelope)
    case 'refused':
      return envelope(host, received, first.ending)
  }
}

function refuse(host: Host, { received }: Allowed<MutationProgram>, reason: Violation): Envelope {
  return envelope(host, received, refused('mutation', [reason]))
}

// The input is not part of the scope: it tells conflicts.
function claimOf(host: Host, policy: ReplayPolicy, invocation: Allowed<MutationProgram>): Claim {
  const { entrypoint, principal, received, input } = invocation
  const scope = `${policy.scopeStarts.get(entrypoint.id)},${JSON.stringify(principal.subject)},${JSON.stringify(received.key)}]`
  return {
    scope: host.digest(scope),
    inputHash: host.digest(canonicalJson(input)),
    token: policy.newToken(),
  }
}

/** As a list, so that no two different scopes give one text. */
export function scopeStartsOf({ app, mutations }: Program): ReadonlyMap<string, string> {
  return new Map([...mutations.keys()].map((id) => [id, canonicalJson([app.id, 'mutation', id]).slice(0, -1)]))
}

function reserve(host: Host, policy: ReplayPolicy, claim: Claim): Found | Promise<Found> {
  const { ms: now } = host.time
  try {
    const { scope, inputHash, token } = claim
    const found = policy.store.reserve({ scope, inputHash, token, now, leaseUntil: now + policy.leaseMs })
    return isPromise(found) ? reserveLater(host, found) : found
  } catch (thrown) {
    return broken(host, thrown)
  }
}

async function reserveLater(host: Host, found: Promise<Reservation>): Promise<Found> {
  try {
    return await found
  } catch (thrown) {
    return broken(host, thrown)
  }
}

function broken(host: Host, thrown: unknown): Found {
  host.logger.error('the replay store failed to reserve', { thrown })
  return { kind: 'broken' }
}

// Never rejects: others wait for it.
async function proceed(pending: Pending, found: Found | Promise<Found>, run: Run): Promise<FirstCall> {
  const { host, invocation, claim } = pending
  try {
    const reservation = await found
    if (reservation.kind !== 'reserved') return settle(reservation, claim)
    return { kind: 'ran', envelope: await run(pending) }
  } catch (thrown) {
    const ending = failed('mutation', failureOf(host.logger, invocation.received.ctx, thrown))
    return { kind: 'refused', ending }
  }
}

function settle(found: Exclude<Found, { kind: 'reserved' }>, claim: Claim): FirstCall {
  switch (found.kind) {
    case 'broken':
      return { kind: 'refused', ending: failed('mutation', failure('replay_store_error', {})) }
    case 'recorded':
      return found.inputHash === claim.inputHash
        ? { kind: 'found', envelope: found.envelope }
        : { kind: 'refused', ending: conflict() }
    case 'held': {
      const running = refused('mutation', [violation('idempotency_in_progress_error', {})])
      return { kind: 'refused', ending: found.inputHash === claim.inputHash ? running : conflict() }
    }
  }
}

function conflict(): Refused {
  return refused('mutation', [violation('idempotency_conflict_error', {})])
}
