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

// src/module/timers/guest/alarm.ts
var longestMs = 2 ** 31 - 1;
var armed = /* @__PURE__ */ new Map();
var lastId = 0;
var Alarm = class {
  #id = ++lastId;
  #callback;
  #args;
  #terms;
  #isCleared = false;
  #hasRef = true;
  constructor(callback, args, terms) {
    if (typeof callback !== "function") throw argumentError("callback", "of type function", callback);
    this.#callback = callback;
    this.#args = args;
    this.#terms = terms;
    this.#arm();
  }
  get id() {
    return this.#id;
  }
  hasRef() {
    return this.#hasRef;
  }
  ref() {
    return this.#setRef(true);
  }
  unref() {
    return this.#setRef(false);
  }
  // First the host, which may refuse: what is not armed there must not stand here as if it were.
  #arm() {
    host.arm(this.#id, this.#terms.ms, !this.#hasRef);
    armed.set(this.#id, this);
  }
  #setRef(hasRef) {
    if (this.#hasRef === hasRef) return this;
    this.#hasRef = hasRef;
    if (armed.has(this.#id)) host.arm(this.#id, -1, !hasRef);
    return this;
  }
  static fire(id) {
    const alarm = armed.get(id);
    if (alarm === void 0) return;
    armed.delete(id);
    try {
      alarm.#callback.apply(alarm, [...alarm.#args]);
    } finally {
      if (alarm.#terms.repeats && !alarm.#isCleared && !armed.has(id)) alarm.#arm();
    }
  }
  static clear(alarm) {
    alarm.#isCleared = true;
    if (armed.delete(alarm.#id)) host.disarm(alarm.#id);
  }
  static restart(alarm) {
    if (!alarm.#isCleared) alarm.#arm();
  }
};
hook("fire", Alarm.fire);
var Timeout = class extends Alarm {
  constructor(callback, ms, args, repeats) {
    const given = Number(ms);
    super(callback, args, { ms: given >= 1 && given <= longestMs ? Math.trunc(given) : 1, repeats });
  }
  refresh() {
    Alarm.restart(this);
    return this;
  }
  close() {
    Alarm.clear(this);
    return this;
  }
  [Symbol.toPrimitive]() {
    return this.id;
  }
};
var Immediate = class extends Alarm {
  constructor(callback, args) {
    super(callback, args, { ms: 0, repeats: false });
  }
};
function clear(given) {
  const alarm = given instanceof Alarm ? given : armed.get(Number(given));
  if (alarm !== void 0) Alarm.clear(alarm);
}

// src/module/timers/guest/promises.ts
function awaiting(start, value, { signal, ref }) {
  return new Promise((resolve, reject) => {
    const abort = () => {
      stop();
      reject(abortError(signal?.reason));
    };
    if (signal?.aborted) throw abortError(signal.reason);
    const { alarm, stop } = start(() => {
      signal?.removeEventListener("abort", abort);
      resolve(value);
    });
    if (ref === false) alarm.unref();
    signal?.addEventListener("abort", abort, { once: true });
  });
}
function abortError(cause) {
  const error = codedError(Error, "ABORT_ERR", "The operation was aborted");
  return Object.assign(error, { name: "AbortError", cause });
}
function afterTimeout(ms, value, options = {}) {
  const start = (fire) => {
    const alarm = new Timeout(fire, ms, [], false);
    return { alarm, stop: () => void alarm.close() };
  };
  return awaiting(start, value, options);
}
function afterImmediate(value, options = {}) {
  const start = (fire) => {
    const alarm = new Immediate(fire, []);
    return { alarm, stop: () => clear(alarm) };
  };
  return awaiting(start, value, options);
}
var promises = { setTimeout: afterTimeout, setImmediate: afterImmediate };
async function sleep(ms, value, options) {
  if (typeof ms === "number" && ms >= 0) return afterTimeout(ms, value, options);
  throw codedError(RangeError, "ERR_OUT_OF_RANGE", "A time to sleep is a number of milliseconds that is 0 or more");
}

// src/module/timers/guest/index.ts
function setTimeout(callback, ms, ...args) {
  return new Timeout(callback, ms, args, false);
}
function setInterval(callback, ms, ...args) {
  return new Timeout(callback, ms, args, true);
}
function setImmediate(callback, ...args) {
  return new Immediate(callback, args);
}
function queueMicrotask(callback) {
  if (typeof callback !== "function") throw argumentError("callback", "of type function", callback);
  void Promise.resolve().then(() => callback());
}
module.exports = {
  setTimeout,
  setInterval,
  setImmediate,
  clearTimeout: (timer) => clear(timer),
  clearInterval: (timer) => clear(timer),
  clearImmediate: (timer) => clear(timer),
  queueMicrotask,
  promises,
  sleep
};
`
/** The body of its `declare module`. */
export const declaration: string = `interface Timer {
  /** Whether work that waits for the runtime to be idle waits for this timer. */
  hasRef(): boolean
  ref(): this
  unref(): this
}

/** A timer of \`setTimeout\` or \`setInterval\`; as a number it is its id. */
export interface Timeout extends Timer {
  /** Starts its time anew. */
  refresh(): this
  close(): this
  [Symbol.toPrimitive](): number
}

/** A timer of \`setImmediate\`. */
export interface Immediate extends Timer {}

interface Signal {
  readonly aborted: boolean
  readonly reason?: unknown
  addEventListener(event: 'abort', listener: () => void, options?: { once?: boolean }): void
  removeEventListener(event: 'abort', listener: () => void): void
}

interface WaitOptions {
  /** Aborted: the promise rejects with an \`AbortError\`. */
  signal?: Signal
  /** false: work that waits for the runtime to be idle does not wait for this. */
  ref?: boolean
}

/** Calls once after \`ms\` milliseconds, at least 1, with the arguments. */
export function setTimeout<Args extends unknown[]>(
  callback: (...args: Args) => void,
  ms?: number,
  ...args: Args
): Timeout
/** Calls every \`ms\` milliseconds, at least 1, until it is cleared. */
export function setInterval<Args extends unknown[]>(
  callback: (...args: Args) => void,
  ms?: number,
  ...args: Args
): Timeout
/** Calls as soon as what runs now is over. */
export function setImmediate<Args extends unknown[]>(callback: (...args: Args) => void, ...args: Args): Immediate
/** Calls a timer off, by itself or by its id. One that is over, or none at all, is fine. */
export function clearTimeout(timer: Timeout | number | string | undefined): void
export function clearInterval(timer: Timeout | number | string | undefined): void
export function clearImmediate(timer: Immediate | undefined): void
/** Calls when what runs now is over, before anything else does. */
export function queueMicrotask(callback: () => void): void

/** Node's \`timers/promises\`, as far as it waits for one thing. */
export const promises: {
  /** Resolves with \`value\` after \`ms\` milliseconds. */
  setTimeout<Value = void>(ms?: number, value?: Value, options?: WaitOptions): Promise<Value>
  /** Resolves with \`value\` as soon as what runs now is over. */
  setImmediate<Value = void>(value?: Value, options?: WaitOptions): Promise<Value>
}

/** Resolves with \`value\` after \`ms\` milliseconds; rejects where \`ms\` is negative or no number. */
export function sleep<Value = void>(ms: number, value?: Value, options?: WaitOptions): Promise<Value>
`
