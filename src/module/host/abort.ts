import type { NativeContext } from '../../contract/native.js'
import type { CancelSignal } from '../../contract/provider.js'

/** What ends a piece of work before its time, once; the first error stays. */
export class Abort {
  #error: Error | undefined
  readonly #listeners = new Set<(error: Error) => void>()

  get aborted(): boolean {
    return this.#error !== undefined
  }

  get error(): Error | undefined {
    return this.#error
  }

  abort(error: Error = abortError()): void {
    if (this.#error !== undefined) return
    this.#error = error
    for (const listener of [...this.#listeners]) listener(error)
    this.#listeners.clear()
  }

  throwIfAborted(): void {
    if (this.#error !== undefined) throw this.#error
  }

  /** Calls once, at once where it is aborted already. Gives what forgets it. */
  onAbort(listener: (error: Error) => void): () => void {
    if (this.#error !== undefined) listener(this.#error)
    else this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }
}

/** As Node has it. */
export function abortError(): Error {
  return Object.assign(new Error('The operation was aborted'), { name: 'AbortError', code: 'ABORT_ERR' })
}

type Ending = Pick<NativeContext, 'callSignal' | 'lifetime'>

/** Does work that is aborted when the call that asked for it ends early, or its runtime does; rejects without it where one has. */
export async function untilAborted<T>(context: Ending, work: (abort: Abort) => Promise<T>): Promise<T> {
  const abort = new Abort()
  const hear = (): void => abort.abort()
  const forget = [context.callSignal(), context.lifetime].map((signal) => hearAbort(signal, hear))
  try {
    abort.throwIfAborted()
    return await work(abort)
  } finally {
    for (const one of forget) one()
  }
}

interface Heard {
  addEventListener?(type: 'abort', listener: () => void, options: { readonly once: boolean }): void
  removeEventListener?(type: 'abort', listener: () => void): void
}

interface Hub {
  readonly listeners: Set<() => void>
  readonly tell: () => void
}

// One listener on each signal, however much work shares it: Node warns of more than ten.
const hubs = new WeakMap<object, Hub>()

/** Calls once when the signal is aborted, at once where it is. Gives what forgets it. */
export function hearAbort(signal: CancelSignal, listener: () => void): () => void {
  if (signal.aborted) {
    listener()
    return () => {}
  }
  const hub = hubs.get(signal) ?? openHub(signal)
  // A function of its own, so that one that is given twice is told twice.
  const entry = (): void => listener()
  hub.listeners.add(entry)
  return () => {
    hub.listeners.delete(entry)
    if (hub.listeners.size > 0 || hubs.get(signal) !== hub) return
    hubs.delete(signal)
    heard(signal).removeEventListener?.('abort', hub.tell)
  }
}

function openHub(signal: CancelSignal): Hub {
  const listeners = new Set<() => void>()
  const tell = (): void => {
    hubs.delete(signal)
    for (const listener of [...listeners]) listener()
  }
  const hub = { listeners, tell }
  hubs.set(signal, hub)
  heard(signal).addEventListener?.('abort', tell, { once: true })
  return hub
}

function heard(signal: CancelSignal): Heard {
  return signal as unknown as Heard
}
