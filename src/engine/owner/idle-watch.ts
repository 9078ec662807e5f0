import type { CancelSignal } from '../../contract/provider.js'
import { onAbort } from '../context/on-abort.js'

interface Waiter {
  readonly isMet: () => boolean
  readonly resolve: () => void
}

/** Tells those who wait when what they wait for has come about; looks whenever something has ended, never by the clock. */
export class IdleWatch {
  readonly #waiters = new Set<Waiter>()

  /** Rejects with what `refuse` makes of the signal's reason when it is aborted first. */
  until(isMet: () => boolean, signal?: CancelSignal, refuse?: (reason: unknown) => Error): Promise<void> {
    if (isMet()) return Promise.resolve()
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        isMet,
        resolve: () => {
          unhook()
          resolve()
        },
      }
      this.#waiters.add(waiter)
      const unhook =
        signal === undefined
          ? () => {}
          : onAbort(signal, (reason) => {
              this.#waiters.delete(waiter)
              reject(refuse?.(reason) ?? reason)
            })
    })
  }

  look(): void {
    for (const waiter of this.#waiters)
      if (waiter.isMet()) {
        this.#waiters.delete(waiter)
        waiter.resolve()
      }
  }
}
