import type { GuestFunction } from '../../contract/native.js'
import type { CancelSignal } from '../../contract/provider.js'
import type { InferenceDelta } from './engine.js'

/** What comes while the guest is busy waits for it and goes together, in order. */
export interface DeltaDelivery {
  push(delta: InferenceDelta): void
  /** Resolves when the guest has everything, or there is no guest any more. */
  flush(): Promise<void>
}

export function createDelivery(
  deliver: GuestFunction,
  signal: CancelSignal,
  lost: (cause: unknown) => void,
): DeltaDelivery {
  let waiting: InferenceDelta[] = []
  let sending: Promise<void> | undefined
  const send = async (): Promise<void> => {
    while (waiting.length > 0 && !signal.aborted) {
      const batch = waiting
      waiting = []
      await deliver.call([batch.map(({ type, text }) => ({ type, text }))], signal)
    }
  }
  return {
    push(delta) {
      waiting.push(delta)
      sending ??= send()
        .catch(lost)
        .finally(() => {
          sending = undefined
        })
    },
    async flush() {
      while (sending !== undefined) await sending
    },
  }
}
