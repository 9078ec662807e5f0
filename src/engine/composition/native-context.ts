import type { Awaitable } from '../../contract/json.js'
import type { Crossing, NativeContext, NativeTimers, ValueBag } from '../../contract/native.js'
import type { Loop } from '../../contract/owned-runtime.js'
import type { CancelSignal, Clock, Logger } from '../../contract/provider.js'
import type { NativeEntry } from './native-entry.js'
import type { RuntimeSeat } from './runtime-seat.js'

type CallHook = (name: string, args: readonly Crossing[]) => Promise<Crossing | undefined>

/** What one native module is given of the runtime that it serves. */
export function createNativeContext(
  entry: Pick<NativeEntry, 'id' | 'config'>,
  seat: RuntimeSeat,
  callHook: CallHook,
): NativeContext<never> {
  return new SeatedNative(entry, seat, callHook)
}

// Its functions are its own, and not the class's: natives take them out of it.
class SeatedNative implements NativeContext<never> {
  readonly id: string
  readonly config: never
  readonly logger: Logger
  readonly clock: Clock
  readonly values: ValueBag
  readonly environment = systemEnvironment
  readonly timers: NativeTimers
  readonly callHook: CallHook
  readonly callSignal = (): CancelSignal => this.#seat.core.turns.stack.current.signal
  readonly defer = (close: () => Awaitable<void>): void => this.#seat.closers.add(close)
  readonly report = (operation: string, error: unknown): void => this.#seat.errors.report(operation, error)
  readonly activated = (other: string): unknown => this.#seat.activated(other)
  readonly #seat: RuntimeSeat

  constructor({ id, config }: Pick<NativeEntry, 'id' | 'config'>, seat: RuntimeSeat, callHook: CallHook) {
    this.id = id
    this.config = config as never
    this.logger = seat.logger
    this.clock = seat.clock
    this.values = seat.values
    this.timers = createNativeTimers(seat.core.loop)
    this.callHook = callHook
    this.#seat = seat
  }

  get lifetime(): CancelSignal {
    return this.#seat.lifetime.signal
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
