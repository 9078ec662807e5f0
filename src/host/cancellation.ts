import type { CancelSignal } from '../contract/provider.js'

/** A signal, and what sets it off. */
export interface Cancellation {
  readonly signal: CancelSignal
  abort(reason: unknown): void
}

type Controller = { readonly signal: CancelSignal; abort(reason: unknown): void }

/** A cancellation of the host's own kind where it has one, so that the signal can be handed to `fetch`. */
export function createCancellation(): Cancellation {
  const { AbortController } = globalThis as { readonly AbortController?: new () => Controller }
  return AbortController === undefined ? plainCancellation() : new AbortController()
}

function plainCancellation(): Cancellation {
  const signal = { aborted: false, reason: undefined as unknown }
  return {
    signal: signal as CancelSignal,
    abort(reason) {
      signal.aborted = true
      signal.reason = reason
    },
  }
}
