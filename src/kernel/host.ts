import type { Principal } from '../contract/caller.js'
import type { Envelope, SignalEnvelope } from '../contract/envelope.js'
import type { FlowDispatch } from '../contract/flow-work.js'
import type { RunEnvironment } from '../contract/guard.js'
import type { Identity, Timer } from '../contract/host.js'
import type { Awaitable } from '../contract/json.js'
import type { Program } from '../contract/program.js'
import type { CancelSignal, Logger } from '../contract/provider.js'
import type { AppStore, ReplayStore } from '../contract/store.js'
import type { Change, ChangeListener } from '../contract/subscription.js'
import type { Timelines } from '../projection/timeline/timelines.js'
import type { BoundPort } from './bound-port.js'
import type { Ending } from './ending.js'
import type { Pauses } from './pauses.js'
import type { SessionPolicy } from './session-policy.js'
import type { Timekeeper } from './timekeeper.js'

/** Everything the pipeline works with beside the call itself: the compiled app, its modules, and the world. */
export interface Host {
  readonly program: Program
  /** What serves `collections.*` and `session.*`; null in an app that keeps nothing. */
  readonly store: AppStore | null
  /** The read models over history; null where the store keeps none, or the app has no such model. */
  readonly timelines: Timelines | null
  readonly ports: ReadonlyMap<string, BoundPort>
  /** Port → the most milliseconds that the deployment gives an attempt; the others have what their steps say. */
  readonly timeouts: ReadonlyMap<string, number>
  readonly replay: ReplayPolicy | null
  /** What follows signals; null in an app without flows. */
  readonly flows: FlowDispatch | null
  /** Where sessions are kept; null where nothing can keep them. */
  readonly sessions: SessionPolicy | null
  readonly time: Timekeeper
  readonly timer: Timer
  readonly pauses: Pauses
  readonly identity: Identity
  readonly logger: Logger
  readonly listeners: ChangeListenerList
  readonly environment: RunEnvironment
  /** The host's own check of principals; null: it has none. */
  readonly principal: { validate(principal: Principal): Awaitable<boolean> } | null
  readonly signalSink: { emit(signals: readonly SignalEnvelope[], principal: Principal): Awaitable<void> } | null
  /** Aborted when the app runtime closes. */
  readonly closing: CancelSignal
  /** A signal, and what sets it off. */
  newCancellation(): { readonly signal: CancelSignal; abort(reason: unknown): void }
  /** SHA-256 in lower-case hex over the text's UTF-8 bytes. */
  digest(text: string): string
}

/** Those who asked to be told of what is committed. */
export interface ChangeListenerList {
  add(listener: ChangeListener): () => void
  tell(change: Change, logger: Logger): void
}

/** Where and for how long finished calls are kept, and the calls with a key that run now. */
export interface ReplayPolicy {
  readonly store: ReplayStore
  /** True when `store` is the app store's own, so that a record commits together with the writes. */
  readonly isTransactional: boolean
  readonly ttlMs: number
  readonly leaseMs: number
  readonly running: Map<string, RunningCall>
  /** Mutation id → the canonical JSON of a scope up to its subject and key: all that is the same in every call. */
  readonly scopeStarts: ReadonlyMap<string, string>
  /** Unique over all processes that share the store. */
  newToken(): string
}

/** A call with a key that has not ended; `finished` never rejects. */
export interface RunningCall {
  readonly inputHash: string
  readonly finished: Promise<FirstCall>
}

/** What became of a call with a key: it ran here, its result was found, or it was not let through. */
export type FirstCall =
  | { readonly kind: 'ran' | 'found'; readonly envelope: Envelope }
  | { readonly kind: 'refused'; readonly ending: Ending }

/** A call's hold on its key; the token proves that it is still ours. */
export interface Claim {
  readonly scope: string
  readonly inputHash: string
  readonly token: string
}
