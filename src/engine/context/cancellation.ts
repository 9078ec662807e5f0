import type { CancelSignal } from '../../contract/provider.js'

/** A signal, and what sets it off. The first reason stays. */
export interface Cancellation {
  readonly aborted: boolean
  readonly reason: unknown
  /** Of the host's own kind where it has one, so that it can be handed to `fetch`. */
  readonly signal: CancelSignal
  abort(reason: unknown): void
  /** The same, with a reason that is made when somebody asks for it: errors are dear. */
  end(makeReason: () => unknown): void
  /** Calls `listener` once, at the end or at once where it has come; gives what takes the listener off. */
  whenEnded(listener: () => void): () => void
}

/** A cancellation whose signal is made when somebody asks for it: most calls end without one who did. */
export function createCancellation(): Cancellation {
  return new LateCancellation()
}

// A class, and no closures: there is one of these for every call.
class LateCancellation implements Cancellation {
  aborted = false
  #controller: Controller | undefined
  #makeReason: (() => unknown) | undefined
  #reason: unknown
  #listeners: Set<() => void> | undefined

  get reason(): unknown {
    this.#reason ??= this.#makeReason?.()
    this.#makeReason = undefined
    return this.#reason
  }

  get signal(): CancelSignal {
    if (this.#controller === undefined) {
      this.#controller = createController()
      if (this.aborted) this.#controller.abort(this.reason)
    }
    return this.#controller.signal
  }

  abort(reason: unknown): void {
    this.end(() => reason)
  }

  end(makeReason: () => unknown): void {
    if (this.aborted) return
    this.aborted = true
    this.#makeReason = makeReason
    this.#controller?.abort(this.reason)
    const listeners = this.#listeners
    this.#listeners = undefined
    for (const listen of listeners ?? []) listen()
  }

  whenEnded(listener: () => void): () => void {
    if (this.aborted) {
      listener()
      return () => {}
    }
    this.#listeners ??= new Set()
    this.#listeners.add(listener)
    return () => void this.#listeners?.delete(listener)
  }
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
