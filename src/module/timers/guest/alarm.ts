// Timers live here, in guest memory, so that they are part of an image; the host holds nothing but ids. Nothing is armed
// before guest code asks for it.

import { argumentError } from '../../guest/coded-error.js'
import type { Host } from './host.js'

declare const host: Host
declare const hook: (name: string, fn: (id: number) => void) => void

export type Callback = (...args: unknown[]) => unknown

interface Terms {
  readonly ms: number
  readonly repeats: boolean
}

// What is longer than this, Node takes for no time at all.
const longestMs = 2 ** 31 - 1

const armed = new Map<number, Alarm>()
let lastId = 0

abstract class Alarm {
  readonly #id = ++lastId
  readonly #callback: Callback
  readonly #args: readonly unknown[]
  readonly #terms: Terms
  #isCleared = false
  #hasRef = true

  constructor(callback: Callback, args: readonly unknown[], terms: Terms) {
    if (typeof callback !== 'function') throw argumentError('callback', 'of type function', callback)
    this.#callback = callback
    this.#args = args
    this.#terms = terms
    this.#arm()
  }

  get id(): number {
    return this.#id
  }

  hasRef(): boolean {
    return this.#hasRef
  }

  ref(): this {
    return this.#setRef(true)
  }

  unref(): this {
    return this.#setRef(false)
  }

  // First the host, which may refuse: what is not armed there must not stand here as if it were.
  #arm(): void {
    host.arm(this.#id, this.#terms.ms, !this.#hasRef)
    armed.set(this.#id, this)
  }

  #setRef(hasRef: boolean): this {
    if (this.#hasRef === hasRef) return this
    this.#hasRef = hasRef
    if (armed.has(this.#id)) host.arm(this.#id, -1, !hasRef)
    return this
  }

  static fire(id: number): void {
    const alarm = armed.get(id)
    if (alarm === undefined) return
    armed.delete(id)
    try {
      alarm.#callback.apply(alarm, [...alarm.#args])
    } finally {
      // A callback may have cleared its own timer, or started it anew.
      if (alarm.#terms.repeats && !alarm.#isCleared && !armed.has(id)) alarm.#arm()
    }
  }

  static clear(alarm: Alarm): void {
    alarm.#isCleared = true
    if (armed.delete(alarm.#id)) host.disarm(alarm.#id)
  }

  static restart(alarm: Alarm): void {
    if (!alarm.#isCleared) alarm.#arm()
  }
}

hook('fire', Alarm.fire)

/** What `setTimeout` and `setInterval` give. */
export class Timeout extends Alarm {
  constructor(callback: Callback, ms: unknown, args: readonly unknown[], repeats: boolean) {
    const given = Number(ms)
    super(callback, args, { ms: given >= 1 && given <= longestMs ? Math.trunc(given) : 1, repeats })
  }

  refresh(): this {
    Alarm.restart(this)
    return this
  }

  close(): this {
    Alarm.clear(this)
    return this
  }

  [Symbol.toPrimitive](): number {
    return this.id
  }
}

/** What `setImmediate` gives. */
export class Immediate extends Alarm {
  constructor(callback: Callback, args: readonly unknown[]) {
    super(callback, args, { ms: 0, repeats: false })
  }
}

/** Clears a timer, or the one with that id; anything else is nobody's. */
export function clear(given: unknown): void {
  const alarm = given instanceof Alarm ? given : armed.get(Number(given))
  if (alarm !== undefined) Alarm.clear(alarm)
}
