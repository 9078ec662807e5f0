// Takes what was committed; tells those who asked to be told of it.
// Promises that nobody who listens can harm the call or the others: what they throw is logged.
// Does not wait for them.

import type { Envelope } from '../contract/envelope.js'
import type { Logger } from '../contract/provider.js'
import type { Change, ChangeListener } from '../contract/subscription.js'
import type { ChangeListenerList, Host } from './host.js'

/** Those who asked to be told, in the order in which they did. */
export class ChangeListeners implements ChangeListenerList {
  private readonly listeners = new Set<{ readonly tell: ChangeListener }>()

  /** Adds a listener; the same function may listen twice. Gives what removes it again. */
  add(tell: ChangeListener): () => void {
    const entry = { tell }
    this.listeners.add(entry)
    return () => void this.listeners.delete(entry)
  }

  tell(change: Change, logger: Logger): void {
    // A copy, because one that is told may listen no more, or ask for another to be told.
    for (const { tell } of [...this.listeners]) {
      try {
        // A listener may be async: what it rejects with must not end the process.
        Promise.resolve(tell(change)).catch((thrown: unknown) => logger.error('a change listener failed', { thrown }))
      } catch (thrown) {
        logger.error('a change listener failed', { thrown })
      }
    }
  }
}

/** Tells of the signals that an `ok` envelope carries, where it carries some: of a call, or of a run of a flow. */
export function tellChange({ listeners, logger }: Pick<Host, 'listeners' | 'logger'>, envelope: Envelope): void {
  const { status, emittedSignals, meta, traceId, invocationId } = envelope
  if (status !== 'ok' || emittedSignals.length === 0) return
  const { refreshTriggers, affectedQueryIds } = meta
  listeners.tell({ signals: emittedSignals, refreshTriggers, affectedQueryIds, traceId, invocationId }, logger)
}
