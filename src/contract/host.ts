import type { Principal } from './caller.js'
import type { SignalEnvelope } from './envelope.js'
import type { RunEnvironment } from './guard.js'
import type { Awaitable } from './json.js'
import type { Clock, Logger } from './provider.js'
import type { ReplayStore } from './store.js'

/** What the host may supply; everything has a default. */
export interface HostPorts {
  /** Gives a module's default export by its manifest id; undefined falls back to the modules built into the bundle. */
  readonly moduleLoader?: { load(id: string): Awaitable<unknown> }
  /** Default: the app's store, or memory where it has none. `null` switches idempotency keys off. */
  readonly replayStore?: ReplayStore | null
  readonly clock?: Clock
  readonly identity?: Identity
  readonly logger?: Logger
  /** Gets every signal of an `ok` call, in order, after the commit. */
  readonly signalSink?: { emit(signals: readonly SignalEnvelope[], principal: Principal): Awaitable<void> }
  /** Values of `${env:NAME}`; default: the process's environment where there is one. */
  readonly environment?: { get(name: string): string | undefined }
}

/** Where trace and invocation ids come from. */
export interface Identity {
  newTraceId(): string
  newInvocationId(): string
}

/** Settings of the app runtime itself. Times are in seconds. */
export interface RuntimeSettings {
  /** How long a finished call can be replayed, counted from its end. Default 300. */
  readonly replayTtlSeconds?: number
  /** How long a call with an idempotency key may run before another may take its place. Default 60. */
  readonly replayLeaseSeconds?: number
  /** What the app is run for: it decides how often rules in plain words are judged. Default `production`. */
  readonly environment?: RunEnvironment
}
