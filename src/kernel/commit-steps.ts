// Takes what a step wants written where each step commits; gives nothing once it is committed.
// Promises that a patch, or a unit of them, is committed over the state that it was made from, and says what was begun.
// Does not know what a record may hold: who applies a patch does.

import type { Awaitable } from '../contract/json.js'
import { callFailed } from '../semantics/call-failed.js'
import { isPromise } from '../semantics/is-promise.js'
import { type EffectSet, effectBits } from './observed-effects.js'
import type { Patch, Patches } from './read-patches.js'
import type { StoreStep } from './store-step.js'

/** Whoever has to know what was written, whether the call ends well or not. */
export interface Observer {
  observe(effects: EffectSet): void
}

export interface Committing extends Observer {
  /** A step over a unit of work of its own. */
  begin(): StoreStep
  /** Makes the record that a patch leaves part of the step's work. */
  apply(step: StoreStep, patch: Patch): Awaitable<void>
}

/** How often what commits by itself is tried again after a conflict. */
export const mostCommits = 3

/** Commits each patch by itself, stopping at the first that fails, or all as one unit. */
export async function commitPatches({ patches, isUnit }: Patches, committing: Committing): Promise<void> {
  for (const group of isUnit ? [patches] : patches.map((patch) => [patch])) {
    for (let count = 1; ; count++) {
      const step = committing.begin()
      for (const patch of group) {
        const applied = committing.apply(step, patch)
        if (isPromise(applied)) await applied
      }
      const conflict = await commitStep(step, committing)
      if (conflict === null) break
      if (count === mostCommits) throw callFailed('write_conflict_error', conflict)
    }
  }
}

/** Commits what a step holds; gives what stands against it, or null. */
export async function commitStep(
  step: StoreStep,
  observer: Observer,
): Promise<{ readonly collection: string; readonly id: string } | null> {
  try {
    const outcome = await step.commit()
    if (outcome.kind === 'conflict') return { collection: outcome.collection, id: outcome.id }
  } catch (thrown) {
    // Nobody knows whether it went through.
    observer.observe(effectBits.write)
    throw thrown
  }
  observer.observe(effectBits.write)
  return null
}
