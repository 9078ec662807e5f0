import type { Crossing, NativeContext, NativeTimers } from '../../contract/native.js'
import type { Loop } from '../../contract/owned-runtime.js'
import type { NativeEntry } from './native-entry.js'
import type { RuntimeSeat } from './runtime-seat.js'

/** What one native module is given of the runtime that it serves. */
export function createNativeContext(
  { id, config }: Pick<NativeEntry, 'id' | 'config'>,
  seat: RuntimeSeat,
  callHook: (name: string, args: readonly Crossing[]) => Promise<Crossing | undefined>,
): NativeContext<never> {
  const { core, lifetime, logger, clock, values, closers } = seat
  return {
    id,
    config: config as never,
    logger,
    clock,
    get lifetime() {
      return lifetime.signal
    },
    callSignal: () => core.turns.stack.current.signal,
    values,
    defer: (close) => closers.add(close),
    timers: createNativeTimers(core.loop),
    environment: systemEnvironment,
    callHook,
    report: (operation, error) => seat.errors.report(operation, error),
    activated: (other) => seat.activated(other),
  }
}

type Process = { readonly env?: Readonly<Record<string, string | undefined>> }

// A host may have no process.
const systemEnvironment: NativeContext['environment'] = {
  get: (name) => (globalThis as { readonly process?: Process }).process?.env?.[name],
}

function createNativeTimers(loop: Loop): NativeTimers {
  return {
    now: () => loop.now(),
    after: (ms, fire, options) => {
      const timer = loop.setTimeout(fire, ms, options)
      return () => loop.clear(timer)
    },
  }
}
