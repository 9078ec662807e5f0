import type { Timer } from '../contract/host.js'

type Handle = number | { unref?(): void }

interface Timers {
  setTimeout(wake: () => void, ms: number): Handle
  clearTimeout(handle: Handle): void
}

// What is longer than this, a system's timer takes for no time at all.
const longestMs = 2 ** 31 - 1

/** The system's timer; it keeps no process alive, but in the foreground. */
export const systemTimer: Timer = {
  after: (ms, wake, place) => {
    const timers = globalThis as unknown as Timers
    const handle = timers.setTimeout(wake, Math.min(ms, longestMs))
    if (typeof handle === 'object' && place !== 'foreground') handle.unref?.()
    return () => timers.clearTimeout(handle)
  },
}
