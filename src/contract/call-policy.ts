/** What a step says of the time that each of its attempts may take, and of how often it is tried. */
export interface CallPolicy {
  /** Milliseconds for each attempt; 30 seconds where it is absent. */
  readonly timeoutMs?: number
  /** How often it is tried in all; once where it is absent. */
  readonly attempts?: number
  /** Milliseconds before the second attempt, twice as many before each further one; none where it is absent. */
  readonly backoffMs?: number
}

/** The same of an action that is called as a step of another. Without `timeoutMs` its own steps bound its time. */
export interface InlinePolicy extends CallPolicy {
  /** Where the writes of the caller commit step by step, those of this action commit together all the same. */
  readonly isUnit?: true
}

/** Which failures of a step leave null: those for want of time, or all others. */
export type Continued = 'timeout' | 'error'
