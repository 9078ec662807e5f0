import type { AuthContext } from './caller.js'
import type { Reachability } from './deployment.js'
import type { Envelope, Failure, Violation } from './envelope.js'
import type { FlowInspection } from './flow-store.js'
import type { ChangeListener } from './subscription.js'

export type EntrypointKind = 'query' | 'mutation' | 'route'

/** One call from outside. The first four members are the embedding contract; the others are optional. */
export interface InvokeRequest {
  readonly entrypointKind: EntrypointKind
  readonly entrypointId: string
  readonly input?: unknown
  readonly authContext?: AuthContext | null | undefined
  /** Mutations only: the call takes effect once for this key, caller and entrypoint. */
  readonly idempotencyKey?: string | undefined
  readonly sessionId?: string | undefined
  readonly traceId?: string | undefined
  readonly invocationId?: string | undefined
  /** For tests: the instant of the call, used verbatim. */
  readonly now?: string | undefined
}

/** Whether a timeline was rebuilt; what it had accumulated before stands where it was not. */
export type RebuildResult = { readonly ok: true } | { readonly ok: false; readonly error: Failure }
/**
 * An event of a rendered screen. Either `interactionId` says which intent was set off, or `value` is what an input with
 * a `statePath` has become. The screen is named by its route, or by itself where no more than one route renders it.
 */
export interface InteractRequest extends Omit<InvokeRequest, 'entrypointKind' | 'entrypointId'> {
  readonly routeId?: string | undefined
  readonly screenId?: string | undefined
  readonly nodeId: string
  readonly interactionId?: string | undefined
  /** The row or the event that the renderer tells of; JSON. */
  readonly row?: unknown
  readonly event?: unknown
  /** JSON, of the type of the session's path. */
  readonly value?: unknown
}

/** What is known of a call that a surface refuses before it reaches an entrypoint. */
export interface RefusedRequest {
  readonly entrypointKind?: EntrypointKind | undefined
  readonly traceId?: string | undefined
  readonly invocationId?: string | undefined
  readonly now?: string | undefined
}

/** Why it refuses: what was wrong with the request, what failed, or what was thrown and is nobody's business but the log's. */
export type Refusal = readonly Violation[] | Failure | { readonly thrown: unknown }

/** A running app. */
export interface AppRuntime {
  /** Fulfilled when all modules are loaded and activated; rejected with an `ActivationError` otherwise. */
  readonly ready: Promise<void>
  /** Never rejects: whatever happens is in the envelope. */
  invoke<Output = unknown>(request: InvokeRequest): Promise<Envelope<Output>>
  /**
   * Makes what a timeline has accumulated anew from history, where its definition has changed or its state is not to be
   * trusted. Never rejects.
   */
  rebuildProjection(id: string): Promise<RebuildResult>
  /**
   * Does what an event of a rendered screen asks for: calls the entrypoint of an interaction with the input as it is
   * now, or writes the session. Never rejects; the envelope is that of the call.
   */
  interact<Output = unknown>(request: InteractRequest): Promise<Envelope<Output>>
  /** Tells the listener of what is committed, until the function that it gives is called. */
  subscribe(listener: ChangeListener): () => void
  /** How each port of the app is reached, in code-unit order. */
  reachability(): readonly Reachability[]
  /** How one port is reached; null for a port that the app knows nothing of. */
  reachability(port: string): Reachability | null
  /** For surfaces: the envelope of a call that was refused before it could be made. Runs nothing, and never throws. */
  refuse(request: RefusedRequest, refusal: Refusal): Envelope
  /** Fulfilled when no run of a flow is pending or running, those included that wait to be tried again. */
  drain(): Promise<void>
  readonly flows: FlowInspection
  /** Lets running calls and flow runs end, then deactivates modules in reverse order. Idempotent: one promise for all callers. */
  close(): Promise<void>
}
