import type { Json } from '../../src/contract/json.js'
import type { Located, Span } from './span.js'
import type { ObjectShape } from './value-type.js'

/** The session of an app that has one; `at` is null where none is declared and something reads it all the same. */
export interface CheckedSession {
  readonly at: Span | null
  readonly shape: ObjectShape
  /** What `session.read` gives. */
  readonly read: ObjectShape
  /** Values for absent fields, in the form in which the session holds them. */
  readonly defaults: readonly { readonly name: string; readonly value: Json }[]
}

/** What becomes of the session when an action ends. */
export interface CheckedSessionOutcome extends Located {
  readonly reason: string | null
  /** At which ends something is reset. */
  readonly clears: readonly ('success' | 'rejection' | 'error')[]
  /** In code-unit order. */
  readonly paths: 'all' | readonly string[]
}
