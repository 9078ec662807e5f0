import type { StoredRecord } from '../contract/collection.js'
import type { Awaitable } from '../contract/json.js'
import type { CollectionProgram } from '../contract/program.js'
import { isPromise } from '../semantics/is-promise.js'
import { type GuardedAction, holdGuards } from './hold-guards.js'
import type { Host } from './host.js'
import type { Patch } from './read-patches.js'

/** A patch and what its record would be; null of a delete. */
export interface MadePatch {
  readonly patch: Patch
  readonly record: StoredRecord | null
  /** The record as it is, this action's earlier writes among it. */
  before(): Awaitable<StoredRecord | null>
}

/** Holds what every record of the collection keeps against a patch, before it counts. */
export function holdInvariants(host: Host, action: GuardedAction, made: MadePatch): Awaitable<void> {
  const { collection, op } = made.patch
  if (collection.invariants === undefined || !collection.invariants.appliesTo.includes(op)) return
  const before = made.before()
  const hold = (stored: StoredRecord | null) => holdOne(host, action, { ...made, stored })
  return isPromise(before) ? before.then(hold) : hold(before)
}

interface Candidate extends MadePatch {
  readonly stored: StoredRecord | null
}

function holdOne(host: Host, action: GuardedAction, { patch, record, stored }: Candidate): Awaitable<void> {
  const { op, collection } = patch
  const candidate = record ?? stored
  // Nothing goes where nothing is.
  if (candidate === null) return
  const { principal, ctx } = action
  const guards = collection.invariants as NonNullable<CollectionProgram['invariants']>
  return holdGuards(host, action, { guards, scope: { record: candidate, before: stored, op, principal, ctx } })
}
