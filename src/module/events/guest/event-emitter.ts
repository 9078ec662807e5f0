// Node's EventEmitter. It is a function and not a class, because `EventEmitter.call(this)` must work too.

import { argumentError, codedError } from '../../guest/coded-error.js'

export type EventName = string | symbol
export type Listener = (this: unknown, ...args: unknown[]) => unknown

export interface EventEmitter {
  addListener(event: EventName, listener: Listener): this
  on(event: EventName, listener: Listener): this
  once(event: EventName, listener: Listener): this
  prependListener(event: EventName, listener: Listener): this
  prependOnceListener(event: EventName, listener: Listener): this
  removeListener(event: EventName, listener: Listener): this
  off(event: EventName, listener: Listener): this
  removeAllListeners(event?: EventName): this
  emit(event: EventName, ...args: unknown[]): boolean
  listeners(event: EventName): Listener[]
  rawListeners(event: EventName): Listener[]
  listenerCount(event: EventName, listener?: Listener): number
  eventNames(): EventName[]
  setMaxListeners(count: number): this
  getMaxListeners(): number
}

/** A listener that stands for another: `listener` is the one that was given to `once`. */
interface OnceListener extends Listener {
  listener?: Listener
}

interface State {
  /** By name, as the keys of an object without a prototype: `1` and `'1'` are one event, and names come in Node's order. */
  listeners: Record<EventName, readonly OnceListener[]>
  maxListeners: number | undefined
}

interface Constructor {
  new (): EventEmitter
  (this: unknown): void
  prototype: EventEmitter
  defaultMaxListeners: number
}

/** Its listeners are told before those of `error`, and take nothing away from them. */
export const errorMonitor: unique symbol = Symbol('events.errorMonitor')

// Not in a property: what inherits from an emitter has listeners of its own, and nobody outside can reach them.
const states = new WeakMap<object, State>()

export const EventEmitter = function (this: unknown): void {
  // Where code is not strict, a call without a receiver has the global object for one.
  if (!isObject(this) || this === globalThis)
    throw new TypeError("Class constructor EventEmitter cannot be invoked without 'new'")
  stateOf(this)
} as Constructor

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}

function stateOf(emitter: unknown): State {
  if (!isObject(emitter)) throw argumentError('this', 'an EventEmitter', emitter)
  const known = states.get(emitter)
  if (known !== undefined) return known
  const state: State = { listeners: Object.create(null), maxListeners: undefined }
  states.set(emitter, state)
  return state
}

function checkListener(listener: unknown): asserts listener is Listener {
  if (typeof listener !== 'function') throw argumentError('listener', 'of type function', listener)
}

function checkCount(name: string, count: unknown): number {
  if (typeof count !== 'number') throw argumentError(name, 'of type number', count)
  if (Number.isNaN(count) || count < 0)
    throw codedError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "${name}" is out of range. It must be >= 0`)
  return count
}

function add(emitter: EventEmitter, event: EventName, listener: OnceListener, first: boolean): void {
  const { listeners } = stateOf(emitter)
  // Told before it stands there, so that a listener of `newListener` can put something in front of it.
  if (listeners.newListener !== undefined) emitter.emit('newListener', event, listener.listener ?? listener)
  const present = listeners[event] ?? []
  listeners[event] = first ? [listener, ...present] : [...present, listener]
}

function onceListener(emitter: EventEmitter, event: EventName, listener: Listener): OnceListener {
  let fired = false
  const wrapped: OnceListener = function (this: unknown, ...args) {
    if (fired) return undefined
    fired = true
    emitter.removeListener(event, wrapped)
    return listener.apply(emitter, args)
  }
  wrapped.listener = listener
  return wrapped
}

function raise(args: readonly unknown[]): never {
  const [error] = args
  if (error instanceof Error) throw error
  throw Object.assign(codedError(Error, 'ERR_UNHANDLED_ERROR', `Unhandled error. (${describe(error)})`), {
    context: error,
  })
}

function describe(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`
  try {
    return typeof value === 'object' ? JSON.stringify(value) : String(value)
  } catch {
    return 'an object'
  }
}

const methods: EventEmitter & ThisType<EventEmitter> = {
  addListener(event, listener) {
    return this.on(event, listener)
  },
  on(event, listener) {
    checkListener(listener)
    add(this, event, listener, false)
    return this
  },
  once(event, listener) {
    checkListener(listener)
    this.on(event, onceListener(this, event, listener))
    return this
  },
  prependListener(event, listener) {
    checkListener(listener)
    add(this, event, listener, true)
    return this
  },
  prependOnceListener(event, listener) {
    checkListener(listener)
    this.prependListener(event, onceListener(this, event, listener))
    return this
  },
  removeListener(event, listener) {
    checkListener(listener)
    const { listeners } = stateOf(this)
    const present = listeners[event] ?? []
    let at = present.length - 1
    while (at >= 0 && present[at] !== listener && present[at]?.listener !== listener) at--
    if (at < 0) return this
    if (present.length === 1) delete listeners[event]
    else listeners[event] = [...present.slice(0, at), ...present.slice(at + 1)]
    if (listeners.removeListener !== undefined) this.emit('removeListener', event, listener)
    return this
  },
  off(event, listener) {
    return this.removeListener(event, listener)
  },
  removeAllListeners(...events: [EventName?]) {
    const state = stateOf(this)
    const [event] = events
    const named = event as EventName
    if (state.listeners.removeListener === undefined) {
      if (events.length === 0) state.listeners = Object.create(null)
      else delete state.listeners[named]
    } else if (events.length === 0) {
      for (const each of this.eventNames()) if (each !== 'removeListener') this.removeAllListeners(each)
      state.listeners = Object.create(null)
    } else for (const listener of [...(state.listeners[named] ?? [])].reverse()) this.removeListener(named, listener)
    return this
  },
  emit(event, ...args) {
    const { listeners } = stateOf(this)
    if (event === 'error' && listeners[errorMonitor] !== undefined) this.emit(errorMonitor, ...args)
    const present = listeners[event]
    if (present === undefined) return event === 'error' ? raise(args) : false
    // The list is never changed in place, so who comes or goes meanwhile changes nothing here.
    for (const listener of present) listener.apply(this, args)
    return true
  },
  listeners(event) {
    return (stateOf(this).listeners[event] ?? []).map((one) => one.listener ?? one)
  },
  rawListeners(event) {
    return [...(stateOf(this).listeners[event] ?? [])]
  },
  listenerCount(event, listener) {
    const present = stateOf(this).listeners[event] ?? []
    if (listener === undefined) return present.length
    return present.filter((one) => one === listener || one.listener === listener).length
  },
  eventNames() {
    return Reflect.ownKeys(stateOf(this).listeners)
  },
  setMaxListeners(count) {
    stateOf(this).maxListeners = checkCount('setMaxListeners', count)
    return this
  },
  getMaxListeners() {
    return stateOf(this).maxListeners ?? EventEmitter.defaultMaxListeners
  },
}

// As in a class: methods are not enumerable, so that an emitter shows only what its owner put there.
for (const [name, value] of Object.entries(methods))
  Object.defineProperty(EventEmitter.prototype, name, { value, writable: true, configurable: true })

let defaultMaxListeners = 10
Object.defineProperty(EventEmitter, 'defaultMaxListeners', {
  enumerable: true,
  get: () => defaultMaxListeners,
  set: (count: unknown) => {
    defaultMaxListeners = checkCount('defaultMaxListeners', count)
  },
})
