import type { EventType, SessionEvent, SessionOptions } from './declaration.js'
import type { Host } from './host.js'
import { messageOf, optionError } from './llm-error.js'

export const eventTypes: { readonly [Type in EventType]: Type } = Object.freeze({
  started: 'started',
  text_delta: 'text_delta',
  reasoning_delta: 'reasoning_delta',
  tool_call: 'tool_call',
  tool_result: 'tool_result',
  final: 'final',
  inference_error: 'inference_error',
})

type Stamped = 'sessionId' | 'inferenceId' | 'sequence'
type WithoutStamp<Event> = Event extends SessionEvent ? Omit<Event, Stamped> : never

/** An event as it is told, before it is stamped. */
export type Told = WithoutStamp<SessionEvent>

type Listener = (event: never) => unknown

/** The events of one run, in order, to whoever listens. A listener that fails is logged and changes nothing. */
export interface EventStream {
  tell(event: Told): void
  on(type: string, listener: Listener): void
  /** Tells nothing more. */
  close(): void
}

export function createEventStream(
  host: Host,
  stamp: { readonly sessionId: string; readonly inferenceId: string },
  emitter: SessionOptions['events'],
): EventStream {
  const listeners: { readonly type: string; readonly listener: Listener }[] = []
  let sequence = 0
  let isOpen = true
  const guard = (type: string, call: () => unknown): void => callGuarded(call, (thrown) => warn(host, type, thrown))
  return {
    tell(told) {
      if (!isOpen) return
      const event = Object.freeze({ ...told, ...stamp, sequence: sequence++ }) as never
      if (emitter !== undefined) {
        guard(told.type, () => emitter.emit('event', event))
        guard(told.type, () => emitter.emit(told.type, event))
      }
      for (const { type, listener } of [...listeners])
        if (type === '*' || type === told.type) guard(told.type, () => listener(event))
    },
    on(type, listener) {
      if (type !== '*' && !Object.hasOwn(eventTypes, type))
        throw optionError(`there are no events ${type}; there are *, ${Object.keys(eventTypes).join(', ')}`)
      if (typeof listener !== 'function') throw optionError('a listener must be a function')
      listeners.push({ type, listener })
    },
    close() {
      isOpen = false
    },
  }
}

function callGuarded(call: () => unknown, failed: (thrown: unknown) => void): void {
  try {
    // A listener may be async. Nothing waits for it: one that waited for the run would wait for ever.
    Promise.resolve(call()).catch(failed)
  } catch (thrown) {
    failed(thrown)
  }
}

function warn(host: Host, event: string, thrown: unknown): void {
  try {
    host.warn('a listener of a session failed', { event, error: messageOf(thrown) })
  } catch {
    // The calls of the host are used up, or its runtime is closing: there is nobody to tell.
  }
}
