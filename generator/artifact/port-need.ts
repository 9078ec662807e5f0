import type { Located } from './span.js'

/**
 * A port that the app calls. `at` is the first place that calls it. Without one that is optional the app runs all the
 * same; the others are found from what entrypoints reach.
 */
export interface PortNeed extends Located {
  readonly port: string
  readonly version: string
  readonly isOptional: boolean
  /** What calls it, in the author's words: `action "desk.add_comment"`. */
  readonly neededBy: readonly string[]
  /** The entrypoints it is reached from: `mutation "add_comment"`. */
  readonly reachedFrom: readonly string[]
  /** The host reaches it elsewhere, so no module need provide it. */
  readonly isDelegated?: true
  /** What the spec requires of it is wrong, which has been told: whether a module must provide it is not known. */
  readonly isDoubtful?: true
}
