import type { Timer } from '../../contract/host.js'
import type { LoopClock } from './loop-clock.js'

type Handle = number | { unref?(): void }

interface HostTime {
  setTimeout(wake: () => void, ms: number): Handle
  clearTimeout(handle: Handle): void
  readonly performance?: { now(): number }
}

// What is longer than this, a system's timer takes for no time at all.
const longestMs = 2 ** 31 - 1

const time = globalThis as unknown as HostTime

/** Waits with the host's timer, the system's own by default, and tells the time that never goes back. */
export function createRealClock(timer: Timer = ownTimer): LoopClock {
  return { now: readTime, after: (ms, wake, place) => timer.after(ms, wake, place) }
}

let latest = 0

// A host without `performance` may set its clock back: then time stands still until it has caught up.
function readTime(): number {
  if (time.performance !== undefined) return time.performance.now()
  latest = Math.max(latest, Date.now())
  return latest
}

const ownTimer: Timer = {
  after: (ms, wake, place) => {
    const handle = time.setTimeout(wake, Math.min(ms, longestMs))
    if (typeof handle === 'object' && place !== 'foreground') handle.unref?.()
    return () => time.clearTimeout(handle)
  },
}
