// @generated from guest/ by scripts/embed-guest-code.mjs; do not edit.
/* biome-ignore-all lint: generated */
/* biome-ignore-all format: generated */
/** What runs in the VM. */
export const guestCode: string = `// src/module/guest/coded-error.ts
function codedError(Class, code, message) {
  return Object.assign(new Class(message), { code });
}
function argumentError(name, wanted, value) {
  const received = value === null ? "null" : typeof value;
  const message = \`The "\${name}" argument must be \${wanted}. Received \${received}\`;
  return codedError(TypeError, "ERR_INVALID_ARG_TYPE", message);
}

// src/module/events/guest/awaiting.ts
function abortError(signal) {
  const error = codedError(Error, "ABORT_ERR", "The operation was aborted");
  return Object.assign(error, { name: "AbortError", cause: signal.reason });
}
function once(emitter, event, { signal } = {}) {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) throw abortError(signal);
    const leave = () => {
      emitter.removeListener(event, arrive);
      emitter.removeListener("error", fail);
      signal?.removeEventListener("abort", abort);
    };
    const arrive = (...args) => {
      leave();
      resolve(args);
    };
    const fail = (error) => {
      leave();
      reject(error);
    };
    const abort = () => {
      leave();
      if (signal !== void 0) reject(abortError(signal));
    };
    emitter.once(event, arrive);
    if (event !== "error") emitter.once("error", fail);
    signal?.addEventListener("abort", abort, { once: true });
  });
}
function on(emitter, event, { signal } = {}) {
  if (signal?.aborted) throw abortError(signal);
  const arrived = [];
  const waiting = [];
  let failure;
  let over = false;
  const arrive = (...args) => {
    const next = waiting.shift();
    if (next === void 0) arrived.push(args);
    else next.resolve({ value: args, done: false });
  };
  const fail = (error) => {
    const next = waiting.shift();
    if (next === void 0) failure = { error };
    else next.reject(error);
    void finish();
  };
  const abort = () => {
    if (signal !== void 0) fail.call(void 0, abortError(signal));
  };
  const finish = () => {
    over = true;
    emitter.removeListener(event, arrive);
    emitter.removeListener("error", fail);
    signal?.removeEventListener("abort", abort);
    for (const { resolve } of waiting.splice(0)) resolve({ value: void 0, done: true });
    return Promise.resolve({ value: void 0, done: true });
  };
  emitter.on(event, arrive);
  if (event !== "error") emitter.on("error", fail);
  signal?.addEventListener("abort", abort, { once: true });
  return {
    next: () => {
      const value = arrived.shift();
      if (value !== void 0) return Promise.resolve({ value, done: false });
      if (failure !== void 0) {
        const { error } = failure;
        failure = void 0;
        return Promise.reject(error);
      }
      if (over) return Promise.resolve({ value: void 0, done: true });
      return new Promise((resolve, reject) => void waiting.push({ resolve, reject }));
    },
    return: finish,
    throw: (error) => {
      fail.call(void 0, error);
      return Promise.resolve({ value: void 0, done: true });
    },
    [Symbol.asyncIterator]() {
      return this;
    }
  };
}

// src/module/events/guest/event-emitter.ts
var errorMonitor = /* @__PURE__ */ Symbol("events.errorMonitor");
var states = /* @__PURE__ */ new WeakMap();
var EventEmitter = function() {
  if (!isObject(this) || this === globalThis)
    throw new TypeError("Class constructor EventEmitter cannot be invoked without 'new'");
  stateOf(this);
};
function isObject(value) {
  return typeof value === "object" && value !== null || typeof value === "function";
}
function stateOf(emitter) {
  if (!isObject(emitter)) throw argumentError("this", "an EventEmitter", emitter);
  const known = states.get(emitter);
  if (known !== void 0) return known;
  const state = { listeners: /* @__PURE__ */ Object.create(null), maxListeners: void 0 };
  states.set(emitter, state);
  return state;
}
function checkListener(listener) {
  if (typeof listener !== "function") throw argumentError("listener", "of type function", listener);
}
function checkCount(name, count) {
  if (typeof count !== "number") throw argumentError(name, "of type number", count);
  if (Number.isNaN(count) || count < 0)
    throw codedError(RangeError, "ERR_OUT_OF_RANGE", \`The value of "\${name}" is out of range. It must be >= 0\`);
  return count;
}
function add(emitter, event, listener, first) {
  const { listeners } = stateOf(emitter);
  if (listeners.newListener !== void 0) emitter.emit("newListener", event, listener.listener ?? listener);
  const present = listeners[event] ?? [];
  listeners[event] = first ? [listener, ...present] : [...present, listener];
}
function onceListener(emitter, event, listener) {
  let fired = false;
  const wrapped = function(...args) {
    if (fired) return void 0;
    fired = true;
    emitter.removeListener(event, wrapped);
    return listener.apply(emitter, args);
  };
  wrapped.listener = listener;
  return wrapped;
}
function raise(args) {
  const [error] = args;
  if (error instanceof Error) throw error;
  throw Object.assign(codedError(Error, "ERR_UNHANDLED_ERROR", \`Unhandled error. (\${describe(error)})\`), {
    context: error
  });
}
function describe(value) {
  if (typeof value === "string") return \`'\${value}'\`;
  try {
    return typeof value === "object" ? JSON.stringify(value) : String(value);
  } catch {
    return "an object";
  }
}
var methods = {
  addListener(event, listener) {
    return this.on(event, listener);
  },
  on(event, listener) {
    checkListener(listener);
    add(this, event, listener, false);
    return this;
  },
  once(event, listener) {
    checkListener(listener);
    this.on(event, onceListener(this, event, listener));
    return this;
  },
  prependListener(event, listener) {
    checkListener(listener);
    add(this, event, listener, true);
    return this;
  },
  prependOnceListener(event, listener) {
    checkListener(listener);
    this.prependListener(event, onceListener(this, event, listener));
    return this;
  },
  removeListener(event, listener) {
    checkListener(listener);
    const { listeners } = stateOf(this);
    const present = listeners[event] ?? [];
    let at = present.length - 1;
    while (at >= 0 && present[at] !== listener && present[at]?.listener !== listener) at--;
    if (at < 0) return this;
    if (present.length === 1) delete listeners[event];
    else listeners[event] = [...present.slice(0, at), ...present.slice(at + 1)];
    if (listeners.removeListener !== void 0) this.emit("removeListener", event, listener);
    return this;
  },
  off(event, listener) {
    return this.removeListener(event, listener);
  },
  removeAllListeners(...events) {
    const state = stateOf(this);
    const [event] = events;
    const named = event;
    if (state.listeners.removeListener === void 0) {
      if (events.length === 0) state.listeners = /* @__PURE__ */ Object.create(null);
      else delete state.listeners[named];
    } else if (events.length === 0) {
      for (const each of this.eventNames()) if (each !== "removeListener") this.removeAllListeners(each);
      state.listeners = /* @__PURE__ */ Object.create(null);
    } else for (const listener of [...state.listeners[named] ?? []].reverse()) this.removeListener(named, listener);
    return this;
  },
  emit(event, ...args) {
    const { listeners } = stateOf(this);
    if (event === "error" && listeners[errorMonitor] !== void 0) this.emit(errorMonitor, ...args);
    const present = listeners[event];
    if (present === void 0) return event === "error" ? raise(args) : false;
    for (const listener of present) listener.apply(this, args);
    return true;
  },
  listeners(event) {
    return (stateOf(this).listeners[event] ?? []).map((one) => one.listener ?? one);
  },
  rawListeners(event) {
    return [...stateOf(this).listeners[event] ?? []];
  },
  listenerCount(event, listener) {
    const present = stateOf(this).listeners[event] ?? [];
    if (listener === void 0) return present.length;
    return present.filter((one) => one === listener || one.listener === listener).length;
  },
  eventNames() {
    return Reflect.ownKeys(stateOf(this).listeners);
  },
  setMaxListeners(count) {
    stateOf(this).maxListeners = checkCount("setMaxListeners", count);
    return this;
  },
  getMaxListeners() {
    return stateOf(this).maxListeners ?? EventEmitter.defaultMaxListeners;
  }
};
for (const [name, value] of Object.entries(methods))
  Object.defineProperty(EventEmitter.prototype, name, { value, writable: true, configurable: true });
var defaultMaxListeners = 10;
Object.defineProperty(EventEmitter, "defaultMaxListeners", {
  enumerable: true,
  get: () => defaultMaxListeners,
  set: (count) => {
    defaultMaxListeners = checkCount("defaultMaxListeners", count);
  }
});

// src/module/events/guest/index.ts
function getEventListeners(emitter, event) {
  return emitter.listeners(event);
}
function getMaxListeners(emitter) {
  return emitter.getMaxListeners();
}
function setMaxListeners(count = EventEmitter.defaultMaxListeners, ...emitters) {
  if (emitters.length === 0) EventEmitter.defaultMaxListeners = count;
  for (const emitter of emitters) emitter.setMaxListeners(count);
}
function listenerCount(emitter, event) {
  return emitter.listenerCount(event);
}
module.exports = Object.assign(EventEmitter, {
  EventEmitter,
  errorMonitor,
  getEventListeners,
  getMaxListeners,
  listenerCount,
  on,
  once,
  setMaxListeners
});
`
/** The body of its `declare module`. */
export const declaration: string = `type EventName = string | symbol
type Listener<Args extends unknown[] = never[]> = (...args: Args) => void

interface Signal {
  readonly aborted: boolean
  readonly reason?: unknown
  addEventListener(event: 'abort', listener: () => void, options?: { once?: boolean }): void
  removeEventListener(event: 'abort', listener: () => void): void
}

/** Calls listeners by the name of an event, at once and in order. */
class EventEmitter {
  /** This class: \`require('events')\` is it. */
  static readonly EventEmitter: typeof EventEmitter
  /** Its listeners see every \`error\` before those of \`error\` itself do, and do not count as handling it. */
  static readonly errorMonitor: unique symbol
  /** What \`getMaxListeners\` gives where nothing was set. Nothing warns of more. */
  static defaultMaxListeners: number
  /** The listeners of an event, without what \`once\` put around them. */
  static getEventListeners(emitter: EventEmitter, event: EventName): Listener[]
  static getMaxListeners(emitter: EventEmitter): number
  static setMaxListeners(count?: number, ...emitters: EventEmitter[]): void
  static listenerCount(emitter: EventEmitter, event: EventName): number
  /** The arguments of the next such event; rejects with an \`error\` that comes first. */
  static once(emitter: EventEmitter, event: EventName, options?: { signal?: Signal }): Promise<unknown[]>
  /** The arguments of every such event from now on. */
  static on(emitter: EventEmitter, event: EventName, options?: { signal?: Signal }): AsyncIterableIterator<unknown[]>

  /** Adds a listener. \`newListener\` is emitted before. */
  on<Args extends unknown[]>(event: EventName, listener: Listener<Args>): this
  addListener<Args extends unknown[]>(event: EventName, listener: Listener<Args>): this
  /** Adds a listener that is removed before its first call. */
  once<Args extends unknown[]>(event: EventName, listener: Listener<Args>): this
  prependListener<Args extends unknown[]>(event: EventName, listener: Listener<Args>): this
  prependOnceListener<Args extends unknown[]>(event: EventName, listener: Listener<Args>): this
  /** Removes the listener that was added last. \`removeListener\` is emitted after. */
  off<Args extends unknown[]>(event: EventName, listener: Listener<Args>): this
  removeListener<Args extends unknown[]>(event: EventName, listener: Listener<Args>): this
  removeAllListeners(event?: EventName): this
  /** Whether the event had listeners. An \`error\` without any is thrown. */
  emit(event: EventName, ...args: unknown[]): boolean
  listeners(event: EventName): Listener[]
  /** With what \`once\` put around them: \`listener\` of such a one is the original. */
  rawListeners(event: EventName): Listener[]
  listenerCount(event: EventName, listener?: Listener): number
  eventNames(): EventName[]
  setMaxListeners(count: number): this
  getMaxListeners(): number
}

export = EventEmitter
`
