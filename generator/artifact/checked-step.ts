import type { CallPolicySyntax, RollbackMode } from './call-syntax.js'
import type { ExpressionModel, TemplateModel } from './expression-model.js'
import type { Located } from './span.js'
import type { ValueType } from './value-type.js'

/** A name that a step gives to its result. */
export interface StepResult {
  readonly name: string
  readonly type: ValueType
}

/** A `set` step stands in flows alone. */
export type CheckedStep = CheckedCallStep | CheckedExpressionStep | CheckedIfStep | CheckedSetStep

export interface CheckedSetStep extends Located {
  readonly kind: 'set'
  readonly changes: TemplateModel
}

export interface CheckedExpressionStep extends Located {
  readonly kind: 'expression'
  readonly result: StepResult
  readonly value: ExpressionModel
  /** Its result is null where it fails. */
  readonly continues: boolean
}

export interface CheckedCallStep extends Located {
  readonly kind: 'call'
  readonly result: StepResult | null
  readonly target: CheckedTarget
  readonly input: TemplateModel
  /** What the step and its action say of failures, together. */
  readonly policy: CallPolicySyntax
}

export interface CheckedIfStep extends Located {
  readonly kind: 'if'
  readonly condition: ExpressionModel
  readonly then: readonly CheckedStep[]
  readonly else: readonly CheckedStep[]
  /** Every name that is bound inside, with the type it has afterwards. */
  readonly gives: readonly StepResult[]
  /** Neither branch runs where the condition fails. */
  readonly continues: boolean
}

/** What a call step calls. `port` is an external or a standard port, but for those that the store serves. */
export interface CheckedTarget {
  readonly kind: 'capability' | 'action' | 'port' | 'read' | 'write' | 'session-read' | 'session-write'
  readonly id: string
  /** `read` only: the collection where it is named literally. */
  readonly collection: string | null
  /** What is given to the call fits its input in every case. */
  readonly inputIsProven: boolean
  /** `action` only: how its writes commit. */
  readonly rollback: RollbackMode
}
