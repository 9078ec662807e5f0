import type { Json } from '../../src/contract/json.js'
import type { SessionClear } from '../../src/contract/session.js'
import type { ObjectShape } from './value-type.js'

export interface SessionModel {
  readonly origin: string
  readonly shape: ObjectShape
  /** Every path that can be written, in code-unit order. */
  readonly paths: readonly string[]
  /** Fill absent fields; a default that is an object fills absent members within the field, too. */
  readonly defaults: readonly { readonly name: string; readonly value: Json }[]
}

/** What is reset when an action ends; null: nothing. */
export interface SessionOutcomeModel {
  readonly origin: string
  readonly reason: string | null
  readonly success: SessionClear | null
  readonly rejection: SessionClear | null
  readonly error: SessionClear | null
}
