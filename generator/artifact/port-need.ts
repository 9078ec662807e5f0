import type { Located } from './span.js'

/** What needs a port: something that the spec declares, or the app as a whole, whose id says which side of it. */
export type PortUser =
  | { readonly kind: 'action' | 'flow' | 'node' | 'projection' | 'query' | 'scenario' | 'signal'; readonly id: string }
  | { readonly kind: 'app'; readonly id: 'the history of the app' | 'wiring.requirements' }

/** A user in the author's words: `action "desk.add_comment"`. */
export function sayUser({ kind, id }: PortUser): string {
  return kind === 'app' ? id : `${kind} "${id}"`
}

/** Each user once, in the order in which they are named first. */
export function eachUser(users: readonly PortUser[]): readonly PortUser[] {
  return [...new Map(users.map((user) => [sayUser(user), user])).values()]
}

/**
 * A port that the app calls. `at` is the first place that calls it. Without one that is optional the app runs all the
 * same; the others are found from what entrypoints reach.
 */
export interface PortNeed extends Located {
  readonly port: string
  readonly version: string
  readonly isOptional: boolean
  /** What calls it. */
  readonly neededBy: readonly PortUser[]
  /** The entrypoints it is reached from: `mutation "add_comment"`. */
  readonly reachedFrom: readonly string[]
  /** The host reaches it elsewhere, so no module need provide it. */
  readonly isDelegated?: true
  /** What the spec requires of it is wrong, which has been told: whether a module must provide it is not known. */
  readonly isDoubtful?: true
}
