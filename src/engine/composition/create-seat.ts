import type { CancelSignal, Clock, Logger } from '../../contract/provider.js'
import { linkSignals } from '../context/link-signals.js'
import type { LoopClock } from '../loop/loop-clock.js'
import { createRealClock } from '../loop/real-clock.js'
import { openOwner } from '../owner/open-owner.js'
import { OwnerCore } from '../owner/owner-core.js'
import { Closers } from './closers.js'
import type { EngineClock, EngineOptions } from './engine-options.js'
import { ErrorEvents } from './error-events.js'
import type { GuestSide } from './guest-side.js'
import { OwnedVm } from './owned-vm.js'
import type { RuntimeSeat } from './runtime-seat.js'
import { createValueBag } from './value-bag.js'

/** Puts an owner before a VM, and beside it what everything within the runtime works with. */
export function createSeat(guest: GuestSide, options: EngineOptions, parent: CancelSignal | undefined): RuntimeSeat {
  const { logger = silentLogger, clock } = options
  const lifetime = linkSignals(parent === undefined ? [] : [parent])
  const errors = new ErrorEvents(logger)
  const events = {
    onPostError: (operation: string, error: unknown) => errors.report(operation, error),
    onPostDropped: (operation: string) =>
      logger.debug(`"${operation}" was dropped: the runtime closed before its turn.`),
  }
  let core: OwnerCore
  const vm = new OwnedVm(guest, () => core)
  core = new OwnerCore({ door: guest.door, vm, clock: toLoopClock(options), lifetime, settings: options, events })
  return {
    core,
    vm,
    owner: openOwner({ core, events, from: 'inside' }),
    outerOwner: openOwner({ core, events, from: 'outside' }),
    lifetime,
    values: createValueBag(),
    closers: new Closers(),
    errors,
    logger,
    clock: isClock(clock) ? clock : systemClock,
    activated: (id) => options.activated?.(id),
  }
}

function toLoopClock({ clock, timer }: EngineOptions): LoopClock {
  return clock !== undefined && 'after' in clock ? clock : createRealClock(timer)
}

function isClock(clock: EngineClock | undefined): clock is Clock {
  return clock !== undefined && 'nowIso' in clock
}

const systemClock: Clock = { nowIso: () => new Date().toISOString() }

const silentLogger: Logger = { debug() {}, info() {}, warn() {}, error() {} }
