import type { AuthContext } from './caller.js'
import type { Reachability } from './deployment.js'
import type { Envelope } from './envelope.js'

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

/** A running app. */
export interface AppRuntime {
  /** Fulfilled when all modules are loaded and activated; rejected with an `ActivationError` otherwise. */
  readonly ready: Promise<void>
  /** Never rejects: whatever happens is in the envelope. */
  invoke<Output = unknown>(request: InvokeRequest): Promise<Envelope<Output>>
  /** How each port of the app is reached, in code-unit order. */
  reachability(): readonly Reachability[]
  /** How one port is reached; null for a port that the app knows nothing of. */
  reachability(port: string): Reachability | null
  /** Lets running calls end, then deactivates modules in reverse order. Idempotent: one promise for all callers. */
  close(): Promise<void>
}
