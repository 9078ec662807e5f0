import type { Crossing } from '../../contract/native.js'
import type { ModuleRegistry, RuntimeContext } from '../../contract/owned-runtime.js'
import type { CancelSignal } from '../../contract/provider.js'
import { EngineError } from '../engine-error.js'
import type { InitializerEntry } from './initializer-entry.js'
import type { RuntimeSeat } from './runtime-seat.js'

/** What initializers may do beside what everybody within a runtime may. */
export interface InitializerDoors {
  readonly registry: ModuleRegistry
  readonly signal: CancelSignal
  require(name: string): Crossing | undefined
  prepare(source: string, file: string): void
}

/** What one initializer sees of the runtime that it prepares. */
export function createInitializerContext(
  entry: InitializerEntry,
  seat: RuntimeSeat,
  doors: InitializerDoors,
): RuntimeContext<never> {
  const { core, vm, owner, lifetime, values, closers, logger, clock } = seat
  return {
    id: entry.id,
    config: entry.config as never,
    vm,
    require: (name) => doors.require(name),
    registry: declaredOnly(entry, doors.registry),
    loop: core.loop,
    owner,
    values,
    get signal() {
      return doors.signal
    },
    get lifetime() {
      return lifetime.signal
    },
    logger,
    clock,
    defer: (close) => closers.add(close),
    activated: (id) => seat.activated(id),
    prepare: (source, file) => doors.prepare(source, file),
  }
}

// The build checked the names that initializers declare, and a guest is granted no other.
function declaredOnly({ id, registers }: InitializerEntry, registry: ModuleRegistry): ModuleRegistry {
  return {
    get names() {
      return registry.names
    },
    register(name, module) {
      if (registers.includes(name)) return registry.register(name, module)
      const message = `The initializer "${id}" does not say that it registers "${name}".`
      throw new EngineError('ERR_REGISTER_FAILED', message, { id, name, registers })
    },
  }
}
