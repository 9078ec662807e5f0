import type { ExpressionSyntax, FieldMap } from './expression-syntax.js'
import type { GuardSyntax } from './guard-syntax.js'
import type { Text } from './node.js'
import type { Located } from './span.js'
import type { StepSyntax } from './step-syntax.js'

/** A flow as written, with the defaults of the language for its bounds. */
export interface FlowSyntax extends Located {
  readonly on: readonly Text[]
  readonly correlateBy: ExpressionSyntax | null
  readonly state: FieldMap
  readonly lifecycle: FlowLifecycleSyntax
  readonly idempotencyKey: ExpressionSyntax | null
  readonly guards: GuardSyntax | null
  /** A `run` step is a call step here: it calls an action. */
  readonly steps: readonly StepSyntax[]
}

export interface FlowLifecycleSyntax {
  readonly stateTtlSeconds: number
  readonly maxIdempotencyKeys: number
  readonly maxRuns: number
}
