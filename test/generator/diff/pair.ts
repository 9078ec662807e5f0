import type { Edit } from './desk-states.js'

/** Two states of the desk, and the rules by which they differ: from the first to the second, and back. */
export interface Pair {
  readonly name: string
  readonly edits: readonly Edit[]
  /** Made on both sides, so that a rule can be shown that the desk alone has no place for. */
  readonly ground?: readonly Edit[]
  readonly there: readonly string[]
  readonly back: readonly string[]
}
