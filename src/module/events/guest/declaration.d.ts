type EventName = string | symbol
type Listener<Args extends unknown[] = never[]> = (...args: Args) => void

interface Signal {
  readonly aborted: boolean
  readonly reason?: unknown
  addEventListener(event: 'abort', listener: () => void, options?: { once?: boolean }): void
  removeEventListener(event: 'abort', listener: () => void): void
}

/** Calls listeners by the name of an event, at once and in order. */
class EventEmitter {
  /** This class: `require('events')` is it. */
  static readonly EventEmitter: typeof EventEmitter
  /** Its listeners see every `error` before those of `error` itself do, and do not count as handling it. */
  static readonly errorMonitor: unique symbol
  /** What `getMaxListeners` gives where nothing was set. Nothing warns of more. */
  static defaultMaxListeners: number
  /** The listeners of an event, without what `once` put around them. */
  static getEventListeners(emitter: EventEmitter, event: EventName): Listener[]
  static getMaxListeners(emitter: EventEmitter): number
  static setMaxListeners(count?: number, ...emitters: EventEmitter[]): void
  static listenerCount(emitter: EventEmitter, event: EventName): number
  /** The arguments of the next such event; rejects with an `error` that comes first. */
  static once(emitter: EventEmitter, event: EventName, options?: { signal?: Signal }): Promise<unknown[]>
  /** The arguments of every such event from now on. */
  static on(emitter: EventEmitter, event: EventName, options?: { signal?: Signal }): AsyncIterableIterator<unknown[]>

  /** Adds a listener. `newListener` is emitted before. */
  on<Args extends unknown[]>(event: EventName, listener: Listener<Args>): this
  addListener<Args extends unknown[]>(event: EventName, listener: Listener<Args>): this
  /** Adds a listener that is removed before its first call. */
  once<Args extends unknown[]>(event: EventName, listener: Listener<Args>): this
  prependListener<Args extends unknown[]>(event: EventName, listener: Listener<Args>): this
  prependOnceListener<Args extends unknown[]>(event: EventName, listener: Listener<Args>): this
  /** Removes the listener that was added last. `removeListener` is emitted after. */
  off<Args extends unknown[]>(event: EventName, listener: Listener<Args>): this
  removeListener<Args extends unknown[]>(event: EventName, listener: Listener<Args>): this
  removeAllListeners(event?: EventName): this
  /** Whether the event had listeners. An `error` without any is thrown. */
  emit(event: EventName, ...args: unknown[]): boolean
  listeners(event: EventName): Listener[]
  /** With what `once` put around them: `listener` of such a one is the original. */
  rawListeners(event: EventName): Listener[]
  listenerCount(event: EventName, listener?: Listener): number
  eventNames(): EventName[]
  setMaxListeners(count: number): this
  getMaxListeners(): number
}

export = EventEmitter
