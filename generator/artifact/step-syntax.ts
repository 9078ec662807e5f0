import type { CallPolicySyntax } from './call-syntax.js'
import type { ExpressionSyntax, TemplateSyntax } from './expression-syntax.js'
import type { Text } from './node.js'
import type { Located } from './span.js'

/** A `set` step stands in flows alone. */
export type StepSyntax = CallStepSyntax | ExpressionStepSyntax | IfStepSyntax | SetStepSyntax

export interface CallStepSyntax extends Located {
  readonly kind: 'call'
  readonly call: Text
  readonly with: TemplateSyntax | null
  readonly as: Text | null
  readonly policy: CallPolicySyntax
}

export interface ExpressionStepSyntax extends Located {
  readonly kind: 'expression'
  readonly expression: ExpressionSyntax
  readonly as: Text
}

export interface IfStepSyntax extends Located {
  readonly kind: 'if'
  readonly condition: ExpressionSyntax
  readonly then: readonly StepSyntax[]
  readonly else: readonly StepSyntax[]
}

/** A step that gives members of a flow's state other values. */
export interface SetStepSyntax extends Located {
  readonly kind: 'set'
  readonly changes: TemplateSyntax
}
