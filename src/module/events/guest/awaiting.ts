// What turns events into promises and async iterators.

import { codedError } from '../../guest/coded-error.js'
import type { EventEmitter, EventName, Listener } from './event-emitter.js'

/** As much of an `AbortSignal` as is looked at: a VM has none of its own. */
export interface Signal {
  readonly aborted: boolean
  readonly reason?: unknown
  addEventListener(event: 'abort', listener: () => void, options?: { readonly once?: boolean }): void
  removeEventListener(event: 'abort', listener: () => void): void
}

interface Options {
  readonly signal?: Signal
}

function abortError(signal: Signal): Error {
  const error = codedError(Error, 'ABORT_ERR', 'The operation was aborted')
  return Object.assign(error, { name: 'AbortError', cause: signal.reason })
}

/** The arguments of the next such event; rejects with an `error` that comes first. */
export function once(emitter: EventEmitter, event: EventName, { signal }: Options = {}): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) throw abortError(signal)
    const leave = (): void => {
      emitter.removeListener(event, arrive)
      emitter.removeListener('error', fail)
      signal?.removeEventListener('abort', abort)
    }
    const arrive: Listener = (...args) => {
      leave()
      resolve(args)
    }
    const fail: Listener = (error) => {
      leave()
      reject(error)
    }
    const abort = (): void => {
      leave()
      if (signal !== undefined) reject(abortError(signal))
    }
    emitter.once(event, arrive)
    if (event !== 'error') emitter.once('error', fail)
    signal?.addEventListener('abort', abort, { once: true })
  })
}

interface Waiting {
  resolve(result: IteratorResult<unknown[]>): void
  reject(error: unknown): void
}

/** The arguments of every such event from now on, in order; throws what an `error` brings, after what came before it. */
export function on(
  emitter: EventEmitter,
  event: EventName,
  { signal }: Options = {},
): AsyncIterableIterator<unknown[]> {
  if (signal?.aborted) throw abortError(signal)
  const arrived: unknown[][] = []
  const waiting: Waiting[] = []
  let failure: { readonly error: unknown } | undefined
  let over = false
  const arrive: Listener = (...args) => {
    const next = waiting.shift()
    if (next === undefined) arrived.push(args)
    else next.resolve({ value: args, done: false })
  }
  const fail: Listener = (error) => {
    const next = waiting.shift()
    if (next === undefined) failure = { error }
    else next.reject(error)
    void finish()
  }
  const abort = (): void => {
    if (signal !== undefined) fail.call(undefined, abortError(signal))
  }
  const finish = (): Promise<IteratorResult<unknown[]>> => {
    over = true
    emitter.removeListener(event, arrive)
    emitter.removeListener('error', fail)
    signal?.removeEventListener('abort', abort)
    for (const { resolve } of waiting.splice(0)) resolve({ value: undefined, done: true })
    return Promise.resolve({ value: undefined, done: true })
  }
  emitter.on(event, arrive)
  if (event !== 'error') emitter.on('error', fail)
  signal?.addEventListener('abort', abort, { once: true })
  return {
    next: () => {
      const value = arrived.shift()
      if (value !== undefined) return Promise.resolve({ value, done: false })
      if (failure !== undefined) {
        const { error } = failure
        failure = undefined
        return Promise.reject(error)
      }
      if (over) return Promise.resolve({ value: undefined, done: true })
      return new Promise((resolve, reject) => void waiting.push({ resolve, reject }))
    },
    return: finish,
    throw: (error) => {
      fail.call(undefined, error)
      return Promise.resolve({ value: undefined, done: true })
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
