import type { Awaitable } from '../../contract/json.js'
import type { Crossing, ValueBag } from '../../contract/native.js'
import type { Loop, Owner, Vm } from '../../contract/owned-runtime.js'
import type { CancelSignal } from '../../contract/provider.js'
import type { CloseOptions, RuntimeState } from './close-runtime.js'
import type { ErrorListener } from './error-events.js'

/** One VM with its require, loop and owner, and one `close`. */
export type OwnedRuntime = RuntimeFace & AsyncClosing

/** What an owned runtime offers. */
export interface RuntimeFace {
  readonly state: RuntimeState
  /** Each use is a job of its own; within work of the owner it is part of that job. */
  readonly vm: Vm
  readonly owner: Owner
  readonly loop: Loop
  readonly values: ValueBag
  /** Aborted when the runtime closes, or when its parent is. */
  readonly lifetime: CancelSignal
  /** What guest code would get for `require(name)`, as far as it can cross. */
  require(name: string): Crossing | undefined
  /** Runs a script on the owner, and gives its completion value, awaited. Its `require` looks from where `file` lies. */
  runScript(file: string, source: string): Promise<Crossing | undefined>
  /** Runs when the runtime closes, last registered first, while the VM still answers. */
  defer(close: () => Awaitable<void>): void
  /** Failures that nobody waits for; without a listener they are logged. Gives what takes the listener off. */
  on(event: 'error', listener: ErrorListener): () => void
  /**
   * Lets calls end, interrupts what does not, runs the closers and frees the VM. There is one closing: everybody who asks
   * gets the promise of it. Rejects with `ERR_CLOSE_FAILED` where closers failed, when all of them have run.
   */
  close(options?: CloseOptions): Promise<void>
}

/** What `await using` calls, where the host knows of it. */
export type AsyncClosing = SymbolConstructor extends { readonly asyncDispose: infer Key extends symbol }
  ? { readonly [K in Key]: () => Promise<void> }
  : unknown

/** The key that `await using` looks for; a host without one never does. */
export const asyncDispose: symbol =
  (Symbol as unknown as { readonly asyncDispose?: symbol }).asyncDispose ?? Symbol.for('Symbol.asyncDispose')
