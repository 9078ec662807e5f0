import type { AuthContext } from './caller.js'
import type { Envelope, Failure } from './envelope.js'

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
  /** Lets running calls end, then deactivates modules in reverse order. Idempotent: one promise for all callers. */
  close(): Promise<void>
}
