import { type Cancellation, createCancellation } from './cancellation.js'
import { type AbortSource, onAbort } from './on-abort.js'

/** A cancellation that follows several signals until it is unlinked. */
export interface LinkedCancellation extends Cancellation {
  unlink(): void
}

/** Set off by the first of the signals, with that one's reason. `unlink` lets go of them; it does not abort. */
export function linkSignals(signals: readonly AbortSource[]): LinkedCancellation {
  const own = createCancellation()
  const hooks = signals.map((signal) => onAbort(signal, (reason) => own.abort(reason)))
  const unlink = (): void => {
    for (const unhook of hooks) unhook()
  }
  return Object.assign(own, { unlink })
}
