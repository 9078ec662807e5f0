import type { Awaitable } from '../../contract/json.js'
import type { Crossing } from '../../contract/native.js'
import type { ModuleRegistry, Vm } from '../../contract/owned-runtime.js'
import type { VmDoor } from '../owner/vm-door.js'
import type { NativeEntry } from './native-entry.js'
import type { RuntimeSeat } from './runtime-seat.js'

/** The VM of a runtime with its `require`, before and while it is owned. Nothing here asks whose turn it is. */
export interface GuestSide extends Vm {
  readonly door: VmDoor
  /** The natives of the runtime, which initializers may add to. */
  readonly registry: ModuleRegistry
  /** Who settles what natives promise, and bounds the calls of hooks. Once, before anything else. */
  take(seat: RuntimeSeat): void
  /** Binds a native to the runtime under its names. */
  register(entry: NativeEntry): void
  /** Puts `require` into the guest. */
  install(): Awaitable<void>
  require(name: string): Crossing | undefined
  prepare(source: string, file: string): void
  runScript(file: string, source: string): Crossing | undefined | Promise<Crossing | undefined>
  drop(): void
}
