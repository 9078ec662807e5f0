import type { Awaitable } from '../../contract/json.js'
import type { Crossing, ValueBag } from '../../contract/native.js'
import type { Loop, Owner, Vm } from '../../contract/owned-runtime.js'
import type { CancelSignal } from '../../contract/provider.js'
import { type CloseOptions, closeRuntime, type RuntimeState } from './close-runtime.js'
import type { EngineOptions } from './engine-options.js'
import type { ErrorListener } from './error-events.js'
import type { GuestSide } from './guest-side.js'
import { asyncDispose, type OwnedRuntime, type RuntimeFace } from './owned-runtime.js'
import type { RuntimeSeat } from './runtime-seat.js'

/** The face of a runtime, and the one closing that it has. */
export function createRuntime(guest: GuestSide, seat: RuntimeSeat, options: EngineOptions): OwnedRuntime {
  return new SeatedRuntime(guest, seat, options) as RuntimeFace as OwnedRuntime
}

class SeatedRuntime implements RuntimeFace {
  readonly vm: Vm
  readonly owner: Owner
  readonly loop: Loop
  readonly values: ValueBag
  readonly #guest: GuestSide
  readonly #seat: RuntimeSeat
  readonly #options: EngineOptions
  #state: RuntimeState = 'open'
  #closing: Promise<void> | undefined

  constructor(guest: GuestSide, seat: RuntimeSeat, options: EngineOptions) {
    this.vm = seat.vm
    this.owner = seat.outerOwner
    this.loop = seat.core.loop
    this.values = seat.values
    this.#guest = guest
    this.#seat = seat
    this.#options = options
  }

  get state(): RuntimeState {
    return this.#state
  }

  get lifetime(): CancelSignal {
    return this.#seat.lifetime.signal
  }

  require(name: string): Crossing | undefined {
    return this.#seat.core.enter(() => this.#guest.require(name))
  }

  runScript(file: string, source: string): Promise<Crossing | undefined> {
    return this.owner.call(undefined, `run ${file}`, () => this.#guest.runScript(file, source))
  }

  defer(close: () => Awaitable<void>): void {
    this.#seat.closers.add(close)
  }

  on(_: 'error', listener: ErrorListener): () => void {
    return this.#seat.errors.on(listener)
  }

  close({ signal, graceMs = this.#options.graceMs ?? 250 }: CloseOptions = {}): Promise<void> {
    const { core, lifetime, closers } = this.#seat
    this.#closing ??= closeRuntime(
      {
        core,
        lifetime,
        closers,
        closerMs: this.#options.closerMs ?? 5000,
        drop: () => this.#guest.drop(),
        enter: (next) => {
          this.#state = next
        },
      },
      { signal, graceMs },
    )
    return this.#closing
  }

  [asyncDispose](): Promise<void> {
    return this.close()
  }
}
