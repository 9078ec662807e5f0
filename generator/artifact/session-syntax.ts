import type { FieldMap } from './expression-syntax.js'
import type { Entry, Node, Text } from './node.js'
import type { Located } from './span.js'

export interface SessionSyntax extends Located {
  readonly fields: FieldMap
  readonly defaults: readonly Entry<Node>[]
}

/** What becomes of the session when an action ends; the ends at which it is cleared. */
export interface SessionOutcomeSyntax extends Located {
  readonly clears: readonly ('success' | 'rejection' | 'error')[]
  readonly reason: Text | null
  /** Null: what the action writes, or else the whole session. */
  readonly paths: readonly Text[] | null
}
