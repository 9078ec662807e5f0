import type { AuthContext } from './caller.js'
import type { Envelope, Failure, Violation } from './envelope.js'

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
  /** For surfaces: the envelope of a call that was refused before it could be made. Runs nothing, and never throws. */
  refuse(request: RefusedRequest, refusal: Refusal): Envelope
  /** Lets running calls end, then deactivates modules in reverse order. Idempotent: one promise for all callers. */
  close(): Promise<void>
}
