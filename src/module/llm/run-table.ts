import type { NativeTimers } from '../../contract/native.js'
import type { CancelSignal } from '../../contract/provider.js'
import type { RunEnd } from './guest/host.js'
import type { Cancellation } from './web.js'
import { createCancellation, onAbort } from './web.js'

/** The runs of one owned runtime, by the ids that guests gave them: what is in flight for one stops when it ends. */
export interface RunTable {
  /** Resolves when the run ends, with why. */
  begin(run: string, call: CancelSignal, timeoutMs: number | null): Promise<RunEnd>
  end(run: string): void
  /** False where the run ended first. */
  sleep(run: string, ms: number): Promise<boolean>
  /** The signal of a run; undefined where it is over or never began. */
  signalOf(run: string): CancelSignal | undefined
}

interface Entry {
  readonly cancellation: Cancellation
  finish(end: RunEnd): void
}

export function createRunTable(timers: NativeTimers, lifetime: CancelSignal): RunTable {
  const runs = new Map<string, Entry>()
  return {
    begin(run, call, timeoutMs) {
      runs.get(run)?.finish('ended')
      return new Promise((resolve) => {
        const cleanups: (() => void)[] = []
        const entry: Entry = {
          cancellation: createCancellation(),
          finish(end) {
            if (runs.get(run) !== entry) return
            runs.delete(run)
            for (const cleanUp of cleanups) cleanUp()
            // Told before what is in flight fails of it, so that a run ends with the reason and not with its consequence.
            resolve(end)
            entry.cancellation.abort(end)
          },
        }
        runs.set(run, entry)
        if (timeoutMs !== null) cleanups.push(timers.after(timeoutMs, () => entry.finish('timeout')))
        cleanups.push(onAbort(lifetime, () => entry.finish('closed')))
        cleanups.push(onAbort(call, () => entry.finish(lifetime.aborted ? 'closed' : 'canceled')))
      })
    },
    end: (run) => runs.get(run)?.finish('ended'),
    sleep(run, ms) {
      const entry = runs.get(run)
      if (entry === undefined) return Promise.resolve(false)
      return new Promise((resolve) => {
        const callOff = timers.after(ms, () => {
          forget()
          resolve(true)
        })
        const forget = onAbort(entry.cancellation.signal, () => {
          callOff()
          resolve(false)
        })
      })
    },
    signalOf: (run) => runs.get(run)?.cancellation.signal,
  }
}
