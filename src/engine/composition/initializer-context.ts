import type { Awaitable } from '../../contract/json.js'
import type { Crossing, ValueBag } from '../../contract/native.js'
import type { Loop, ModuleRegistry, Owner, RuntimeContext, Vm } from '../../contract/owned-runtime.js'
import type { CancelSignal, Clock, Logger } from '../../contract/provider.js'
import { EngineError } from '../engine-error.js'
import type { InitializerEntry } from './initializer-entry.js'
import type { RuntimeSeat } from './runtime-seat.js'

/** What initializers may do beside what everybody within a runtime may. */
export interface InitializerDoors {
  readonly registry: ModuleRegistry
  signal(): CancelSignal
  require(name: string): Crossing | undefined
  prepare(source: string, file: string): void
}

/** What one initializer sees of the runtime that it prepares. */
export function createInitializerContext(
  entry: InitializerEntry,
  seat: RuntimeSeat,
  doors: InitializerDoors,
): RuntimeContext<never> {
  return new SeatedInitializer(entry, seat, doors)
}

// Its functions are its own, and not the class's: initializers take them out of it.
class SeatedInitializer implements RuntimeContext<never> {
  readonly id: string
  readonly config: never
  readonly vm: Vm
  readonly registry: ModuleRegistry
  readonly loop: Loop
  readonly owner: Owner
  readonly values: ValueBag
  readonly logger: Logger
  readonly clock: Clock
  readonly require = (name: string): Crossing | undefined => this.#doors.require(name)
  readonly defer = (close: () => Awaitable<void>): void => this.#seat.closers.add(close)
  readonly activated = (id: string): unknown => this.#seat.activated(id)
  readonly prepare = (source: string, file: string): void => this.#doors.prepare(source, file)
  readonly #seat: RuntimeSeat
  readonly #doors: InitializerDoors

  constructor(entry: InitializerEntry, seat: RuntimeSeat, doors: InitializerDoors) {
    this.id = entry.id
    this.config = entry.config as never
    this.vm = seat.vm
    this.registry = new DeclaredRegistry(entry, doors.registry)
    this.loop = seat.core.loop
    this.owner = seat.owner
    this.values = seat.values
    this.logger = seat.logger
    this.clock = seat.clock
    this.#seat = seat
    this.#doors = doors
  }

  get signal(): CancelSignal {
    return this.#doors.signal()
  }

  get lifetime(): CancelSignal {
    return this.#seat.lifetime.signal
  }
}

// The build checked the names that initializers declare, and a guest is granted no other.
class DeclaredRegistry implements ModuleRegistry {
  readonly #entry: InitializerEntry
  readonly #registry: ModuleRegistry

  constructor(entry: InitializerEntry, registry: ModuleRegistry) {
    this.#entry = entry
    this.#registry = registry
  }

  get names(): readonly string[] {
    return this.#registry.names
  }

  register(name: string, module: Parameters<ModuleRegistry['register']>[1]): void {
    const { id, registers } = this.#entry
    if (!registers.includes(name)) {
      const message = `The initializer "${id}" does not say that it registers "${name}".`
      throw new EngineError('ERR_REGISTER_FAILED', message, { id, name, registers })
    }
    this.#registry.register(name, module)
  }
}
