import type { CancelSignal } from '../../contract/provider.js'
import type { Cancellation } from './cancellation.js'

/** What can abort a call: a signal of the host's, or a cancellation, whose signal need not be made for it. */
export type AbortSource = CancelSignal | Cancellation

interface Heard {
  addEventListener(type: 'abort', listen: () => void, options?: { readonly once: boolean }): void
  removeEventListener(type: 'abort', listen: () => void): void
}

type Listener = (reason: unknown) => void

interface Hub {
  readonly listeners: Set<Listener>
  readonly tell: () => void
}

// One listener on each signal however many calls share it: hosts warn of more than ten, and take them off one by one.
const hubs = new WeakMap<object, Hub>()

/**
 * Calls `listener` once when the signal is aborted, at once where it is already; gives what takes the listener off. A signal
 * that cannot be listened to is looked at where calls begin and end.
 */
export function onAbort(source: AbortSource, listener: Listener): () => void {
  if (source.aborted) {
    listener(source.reason)
    return () => {}
  }
  return 'whenEnded' in source ? source.whenEnded(() => listener(source.reason)) : hear(source, listener)
}

function hear(signal: CancelSignal, listener: Listener): () => void {
  const { listeners } = hubs.get(signal) ?? openHub(signal)
  listeners.add(listener)
  return () => {
    if (listeners.delete(listener) && listeners.size === 0) closeHub(signal)
  }
}

function isHeard(signal: unknown): signal is Heard {
  return typeof (signal as Partial<Heard>).addEventListener === 'function'
}

function openHub(signal: CancelSignal): Hub {
  const listeners = new Set<Listener>()
  const tell = (): void => {
    hubs.delete(signal)
    const told = [...listeners]
    listeners.clear()
    for (const listener of told) listener(signal.reason)
  }
  const hub = { listeners, tell }
  hubs.set(signal, hub)
  const heard: unknown = signal
  if (isHeard(heard)) heard.addEventListener('abort', tell, { once: true })
  return hub
}

function closeHub(signal: CancelSignal): void {
  const hub = hubs.get(signal)
  hubs.delete(signal)
  const heard: unknown = signal
  if (hub !== undefined && isHeard(heard)) heard.removeEventListener('abort', hub.tell)
}
