import { availableParallelism } from 'node:os'
import type { OpenVms } from '../../../engine/guest/open-vms.js'
import { loadQuickJs } from '../../../engine/vm/quickjs.js'
import { WorkerPool } from './worker-pool.js'

/** How the threads of a guest are treated. */
export interface WorkerOptions {
  /** Threads of one guest at most. Default: as many as this machine can run at once, two at least. */
  readonly mostThreads?: number
  /** Calls that may wait for one. Default 10 000. */
  readonly mostWaiting?: number
  /** How long a guest that is interrupted may take to end before its thread is ended. Default 100. */
  readonly graceMs?: number
  /** The file that threads run. Default: `guest-worker.js` beside this one, or beside the bundle that this is part of. */
  readonly entry?: URL
}

/**
 * Runs guests of `isolation: worker` in worker threads, which are ended where a guest does not heed its interrupt.
 *
 * @example appGuest(bundle, presets, workerVms())
 */
export function workerVms({
  mostThreads = Math.max(2, availableParallelism()),
  mostWaiting = 10_000,
  graceMs = 100,
  entry = new URL('./guest-worker.js', import.meta.url),
}: WorkerOptions = {}): OpenVms {
  return async (image, limits) => {
    const { code } = await loadQuickJs()
    return new WorkerPool({ mostThreads, mostWaiting, graceMs, entry, code, image, limits }).open()
  }
}
