import type { Awaitable } from '../../contract/json.js'
import { EngineError } from '../engine-error.js'

export type Closer = () => Awaitable<void>

/** What is to be undone when a runtime closes. */
export class Closers {
  readonly #list: Closer[] = []
  #taken = false

  add(close: Closer): void {
    if (typeof close !== 'function') throw new EngineError('ERR_SPEC_INVALID', 'A closer must be a function.')
    if (this.#taken) throw new EngineError('ERR_RUNTIME_CLOSING', 'The runtime is closing: it takes no more closers.')
    this.#list.push(close)
  }

  /** All of them, last registered first; from then on no other is taken. */
  take(): readonly Closer[] {
    this.#taken = true
    return this.#list.splice(0).reverse()
  }
}
