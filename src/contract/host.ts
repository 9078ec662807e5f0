import type { Principal } from './caller.js'
import type { SignalEnvelope } from './envelope.js'
import type { FlowStore } from './flow-store.js'
import type { RunEnvironment } from './guard.js'
import type { Awaitable } from './json.js'
import type { Clock, DelegatedCall, Logger, UntypedResult } from './provider.js'
import type { HostSessionStore } from './session.js'
import type { ReplayStore } from './store.js'

/** What the host may supply; everything has a default. */
export interface HostPorts {
  /** Gives a module's default export by its manifest id; undefined falls back to the modules built into the bundle. */
  readonly moduleLoader?: { load(id: string): Awaitable<unknown> }
  /** Default: the app's store, or memory where it has none. `null` switches idempotency keys off. */
  readonly replayStore?: ReplayStore | null
  /** A place of the host's own for sessions. Default: the app's store. */
  readonly sessionStore?: HostSessionStore
  /** Where runs of flows are kept. Default: the app's store, with which they commit, or memory where it has none. */
  readonly flowStore?: FlowStore
  readonly clock?: Clock
  readonly identity?: Identity
  readonly logger?: Logger
  /**
   * Has the last word on who calls, after the app's own rules allowed it: false denies the call. Gets the principal with its
   * derived roles. A check that throws fails the call.
   */
  readonly principal?: { validate(principal: Principal): Awaitable<boolean> }
  /** Gets every signal of an `ok` call, in order, after the commit. */
  readonly signalSink?: { emit(signals: readonly SignalEnvelope[], principal: Principal): Awaitable<void> }
  /** Throws where a module is not what was locked; needed where the host brings a lockfile of its own. */
  readonly moduleIntegrity?: { assert(module: ModuleIntegrity): Awaitable<void> }
  /** Calls ports elsewhere on behalf of this app; needed where the deployment delegates one. */
  readonly capabilityDelegation?: { invokeDelegated(call: DelegatedCall): Awaitable<UntypedResult> }
  /** Default: the system's. One of virtual time lets tests run through time-outs and retries at once. */
  readonly timer?: Timer
  /** Values of `${env:NAME}`; default: the process's environment where there is one. */
  readonly environment?: { get(name: string): string | undefined }
}

/** A module as it was locked. */
export interface ModuleIntegrity {
  readonly providerId: string
  readonly providerVersion: string | null
  /** `sha256:<64 hexadecimal digits>`. */
  readonly integrity: string
}

/** How the runtime waits. */
export interface Timer {
  /**
   * Calls `wake` once, that many milliseconds from now, unless what it gives is called before. Must not keep a process
   * alive, but in the foreground, where somebody waits for what follows.
   */
  after(ms: number, wake: () => void, place?: 'foreground'): () => void
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
  /** How long a flow run may go without a sign of life before another process may take it up. Default 60. */
  readonly flowLeaseSeconds?: number
  /** How often a runtime with a durable store looks for runs that no process here has added. Default 5. */
  readonly flowPollSeconds?: number
}
