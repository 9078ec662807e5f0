import type { Timer } from '../../src/contract/host.js'

/** A timer whose time passes only where a test lets it, and then at once. */
export interface VirtualTimer extends Timer {
  /** Milliseconds since the beginning. */
  readonly now: number
  /** When the timers that run will wake, in order. */
  readonly pending: readonly number[]
  /** How many timers were ever begun. */
  readonly begun: number
  /** Lets time pass, from one timer to the next, until the promise is settled; fails where nothing is left to wait for. */
  settle<Value>(promise: Promise<Value>): Promise<Value>
  /** A promise of nothing that many milliseconds from now. */
  sleep(ms: number): Promise<void>
}

interface Sleeper {
  readonly at: number
  readonly wake: () => void
}

export function virtualTimer(): VirtualTimer {
  const sleepers: Sleeper[] = []
  let now = 0
  let begun = 0
  const after: Timer['after'] = (ms, wake) => {
    begun++
    const sleeper = { at: now + ms, wake }
    const later = sleepers.findIndex(({ at }) => at > sleeper.at)
    sleepers.splice(later === -1 ? sleepers.length : later, 0, sleeper)
    return () => {
      const index = sleepers.indexOf(sleeper)
      if (index !== -1) sleepers.splice(index, 1)
    }
  }
  return {
    after,
    get now() {
      return now
    },
    get pending() {
      return sleepers.map(({ at }) => at)
    },
    get begun() {
      return begun
    },
    async settle(promise) {
      let isSettled = false
      const settled = () => {
        isSettled = true
      }
      promise.then(settled, settled)
      // A turn of the event loop: every promise that can settle by itself has done so.
      await new Promise((resolve) => setImmediate(resolve))
      while (!isSettled) {
        const next = sleepers.shift()
        if (next === undefined) throw new Error('it waits for what never comes')
        now = next.at
        next.wake()
        await new Promise((resolve) => setImmediate(resolve))
      }
      return promise
    },
    sleep: (ms) => new Promise((resolve) => void after(ms, resolve)),
  }
}
