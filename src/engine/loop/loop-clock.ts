import type { Timer } from '../../contract/host.js'

/** What a loop tells time by, and waits with. */
export interface LoopClock extends Timer {
  /** Milliseconds, with fractions; never goes back. */
  now(): number
  /** Told of each loop that uses the clock. Absent: time passes by itself. Gives what takes the loop off again. */
  attach?(isBusy: () => boolean): () => void
}
