import type { Signal } from './declaration.js'
import { isRecord, LlmError, optionError } from './llm-error.js'

class GuestSignal implements Signal {
  aborted = false
  reason: unknown = undefined
  readonly #listeners = new Set<() => void>()

  addEventListener(type: 'abort', listener: () => void): void {
    if (type === 'abort') this.#listeners.add(listener)
  }

  removeEventListener(_: 'abort', listener: () => void): void {
    this.#listeners.delete(listener)
  }

  throwIfAborted(): void {
    if (this.aborted) throw this.reason
  }

  abort(reason: unknown): void {
    if (this.aborted) return
    this.aborted = true
    this.reason = reason
    const listeners = [...this.#listeners]
    this.#listeners.clear()
    for (const listener of listeners) {
      // One listener that throws must not keep the others from hearing of it.
      try {
        listener()
      } catch {}
    }
  }
}

/** A signal and what sets it off with any reason. */
export interface Cancellation {
  readonly signal: Signal
  abort(reason: unknown): void
}

export function createCancellation(): Cancellation {
  const signal = new GuestSignal()
  return { signal, abort: (reason) => signal.abort(reason) }
}

/** For guests: the reason is text, and becomes the error that everything which was called off rejects with. */
export function cancellation(): { readonly signal: Signal; cancel(reason?: string): void } {
  const { signal, abort } = createCancellation()
  return Object.freeze({ signal, cancel: (reason?: string) => abort(canceled(reason)) })
}

export function canceled(reason?: unknown): LlmError {
  const because = typeof reason === 'string' && reason !== '' ? `: ${reason}` : ''
  return new LlmError('llm_canceled_error', `the run was canceled${because}`)
}

/** Any signal that has the form of the web's. */
export function readSignal(value: unknown): Signal | undefined {
  if (value === undefined) return undefined
  if (isRecord(value) && typeof value.aborted === 'boolean' && typeof value.addEventListener === 'function')
    return value as unknown as Signal
  throw optionError('signal must have aborted and addEventListener')
}

/** Calls once when the signal is aborted, at once where it is. Gives what forgets it. */
export function onAbort(signal: Signal, call: () => void): () => void {
  if (signal.aborted) call()
  else signal.addEventListener('abort', call)
  return () => signal.removeEventListener('abort', call)
}

/** Settles like the work, or rejects with the signal's reason as soon as it is aborted. */
export function untilAborted<T>(signal: Signal, work: T | PromiseLike<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const forget = onAbort(signal, () => reject(signal.reason))
    Promise.resolve(work).then(
      (value) => {
        forget()
        resolve(value)
      },
      (thrown) => {
        forget()
        reject(thrown)
      },
    )
  })
}
