import type { Json } from './json.js'

/** Who calls, as the host verified it. `null` or absent means an anonymous caller. */
export interface AuthContext {
  readonly subject: string | null
  readonly claims?: Readonly<Record<string, Json>>
  readonly tags?: readonly string[]
}

/** The caller as expressions see it; `roles` are the effective role ids, in code-unit order, derived by the kernel alone. */
export interface Principal {
  readonly subject: string | null
  readonly claims: Readonly<Record<string, Json>>
  readonly tags: readonly string[]
  readonly roles: readonly string[]
}

/** The call as expressions see it. `now` is the instant the call began, UTC with three fraction digits. */
export interface Context {
  readonly id: string
  readonly now: string
  readonly traceId: string
}
