import type { Clock } from '../contract/provider.js'
import { bug } from '../semantics/bug.js'
import { instantFormatter } from '../semantics/format-instant.js'
import { instantOf, normalTimestamp } from '../semantics/timestamp.js'

/**
 * The time as the runtime uses it: `advance` reads the clock into `text` and `ms`, which never decrease.
 * State in place of a result, because two instants are taken in every call and nothing should be allocated for them.
 */
export class Timekeeper {
  text = '1970-01-01T00:00:00.000Z'
  ms = 0
  private readonly read: () => number
  private readonly format = instantFormatter()
  private hasRun = false

  /** `read` gives the instant in milliseconds since the epoch. */
  constructor(read: () => number) {
    this.read = read
  }

  advance(): void {
    const ms = this.read()
    if (ms <= this.ms && this.hasRun) return
    this.text = this.format(ms)
    this.ms = ms
    this.hasRun = true
  }

  /** The same where a clock that fails now must not take with it what the call has done. */
  advanceIfPossible(): void {
    try {
      this.advance()
    } catch {
      // The next call tells of it.
    }
  }
}

/** Reads a clock of the host's, whose texts may have any zone and precision. */
export function readerOf(clock: Clock): () => number {
  return () => {
    const read: unknown = clock.nowIso()
    const normal = typeof read === 'string' ? normalTimestamp(read) : null
    if (normal === null) throw bug('the host clock gave no RFC 3339 date-time')
    return instantOf(normal)
  }
}
