import { type CloseOptions, closeRuntime, type RuntimeState } from './close-runtime.js'
import type { EngineOptions } from './engine-options.js'
import type { GuestSide } from './guest-side.js'
import { asyncDispose, type OwnedRuntime, type RuntimeFace } from './owned-runtime.js'
import type { RuntimeSeat } from './runtime-seat.js'

/** The face of a runtime, and the one closing that it has. */
export function createRuntime(guest: GuestSide, seat: RuntimeSeat, options: EngineOptions): OwnedRuntime {
  const { core, lifetime, closers } = seat
  let state: RuntimeState = 'open'
  let closing: Promise<void> | undefined
  const close = ({ signal, graceMs = options.graceMs ?? 250 }: CloseOptions = {}): Promise<void> => {
    closing ??= closeRuntime(
      {
        core,
        lifetime,
        closers,
        closerMs: options.closerMs ?? 5000,
        drop: () => guest.drop(),
        enter: (next) => {
          state = next
        },
      },
      { signal, graceMs },
    )
    return closing
  }
  const face: RuntimeFace = {
    get state() {
      return state
    },
    vm: seat.vm,
    owner: seat.outerOwner,
    loop: core.loop,
    values: seat.values,
    get lifetime() {
      return lifetime.signal
    },
    require: (name) => core.enter(() => guest.require(name)),
    runScript: (file, source) => seat.outerOwner.call(undefined, `run ${file}`, () => guest.runScript(file, source)),
    defer: (closer) => closers.add(closer),
    on: (_, listener) => seat.errors.on(listener),
    close,
  }
  Object.defineProperty(face, asyncDispose, { value: () => close() })
  return face as OwnedRuntime
}
