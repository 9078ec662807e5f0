interface Timer {
  /** Whether work that waits for the runtime to be idle waits for this timer. */
  hasRef(): boolean
  ref(): this
  unref(): this
}

/** A timer of `setTimeout` or `setInterval`; as a number it is its id. */
export interface Timeout extends Timer {
  /** Starts its time anew. */
  refresh(): this
  close(): this
  [Symbol.toPrimitive](): number
}

/** A timer of `setImmediate`. */
export interface Immediate extends Timer {}

interface Signal {
  readonly aborted: boolean
  readonly reason?: unknown
  addEventListener(event: 'abort', listener: () => void, options?: { once?: boolean }): void
  removeEventListener(event: 'abort', listener: () => void): void
}

interface WaitOptions {
  /** Aborted: the promise rejects with an `AbortError`. */
  signal?: Signal
  /** false: work that waits for the runtime to be idle does not wait for this. */
  ref?: boolean
}

/** Calls once after `ms` milliseconds, at least 1, with the arguments. */
export function setTimeout<Args extends unknown[]>(
  callback: (...args: Args) => void,
  ms?: number,
  ...args: Args
): Timeout
/** Calls every `ms` milliseconds, at least 1, until it is cleared. */
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

/** Node's `timers/promises`, as far as it waits for one thing. */
export const promises: {
  /** Resolves with `value` after `ms` milliseconds. */
  setTimeout<Value = void>(ms?: number, value?: Value, options?: WaitOptions): Promise<Value>
  /** Resolves with `value` as soon as what runs now is over. */
  setImmediate<Value = void>(value?: Value, options?: WaitOptions): Promise<Value>
}

/** Resolves with `value` after `ms` milliseconds; rejects where `ms` is negative or no number. */
export function sleep<Value = void>(ms: number, value?: Value, options?: WaitOptions): Promise<Value>
