import type { AuthContext } from './caller.js'

/** What a call through a generated client may bring beside its input. */
export interface CallOptions {
  /** Who calls. `null` is an anonymous caller; absent, the client's own caller is used. */
  readonly authContext?: AuthContext | null | undefined
  readonly sessionId?: string | undefined
  readonly traceId?: string | undefined
}

/** A mutation with an idempotency key takes effect once for this key, caller and mutation. */
export interface MutationOptions extends CallOptions {
  readonly idempotencyKey?: string | undefined
}
