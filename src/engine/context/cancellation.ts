import type { CancelSignal } from '../../contract/provider.js'
import { onAbort } from './on-abort.js'

/** A signal, and what sets it off. The first reason stays. */
export interface Cancellation {
  readonly aborted: boolean
  readonly reason: unknown
  /** Of the host's own kind where it has one, so that it can be handed to `fetch`. */
  readonly signal: CancelSignal
  abort(reason: unknown): void
}

/** A cancellation whose signal is made when somebody asks for it: most calls end without one who did. */
export function createCancellation(): Cancellation {
  let made: Controller | undefined
  let aborted = false
  let why: unknown
  return {
    get aborted() {
      return aborted
    },
    get reason() {
      return why
    },
    get signal() {
      if (made === undefined) {
        made = createController()
        if (aborted) made.abort(why)
      }
      return made.signal
    },
    abort(reason) {
      if (aborted) return
      aborted = true
      why = reason
      made?.abort(reason)
    },
  }
}

/** A cancellation that follows several signals until it is unlinked. */
export interface LinkedCancellation extends Cancellation {
  unlink(): void
}

/** Set off by the first of the signals, with that one's reason. `unlink` lets go of them; it does not abort. */
export function linkSignals(signals: readonly CancelSignal[]): LinkedCancellation {
  const own = createCancellation()
  const hooks = signals.map((signal) => onAbort(signal, own.abort))
  return Object.assign(own, {
    unlink: () => {
      for (const unhook of hooks) unhook()
    },
  })
}

interface Controller {
  readonly signal: CancelSignal
  abort(reason: unknown): void
}

function createController(): Controller {
  const { AbortController } = globalThis as { readonly AbortController?: new () => Controller }
  return AbortController === undefined ? plainController() : new AbortController()
}

function plainController(): Controller {
  const listeners = new Set<() => void>()
  const signal = {
    aborted: false,
    reason: undefined as unknown,
    addEventListener: (_: string, listener: () => void) => listeners.add(listener),
    removeEventListener: (_: string, listener: () => void) => listeners.delete(listener),
  }
  return {
    signal: signal as unknown as CancelSignal,
    abort(reason) {
      if (signal.aborted) return
      Object.assign(signal, { aborted: true, reason })
      for (const listener of [...listeners]) listener()
    },
  }
}
