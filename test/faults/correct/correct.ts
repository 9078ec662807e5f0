import type { Edit } from '../harness/fault.js'

/** Something unusual that is right. */
export interface Correct {
  readonly base: string
  readonly name: string
  readonly edits: readonly Edit[]
  /** The codes of the warnings that are documented for it, in order. */
  readonly warnings: readonly string[]
}

export function correct(base: string, name: string, edits: readonly Edit[], warnings: readonly string[] = []): Correct {
  return { base, name, edits, warnings }
}
