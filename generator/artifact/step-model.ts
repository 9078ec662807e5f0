import type { CallPolicyModel, GoesOn } from './call-model.js'
import type { ExpressionModel, TemplateModel } from './expression-model.js'
import type { ValueType } from './value-type.js'

/** A step's result. `hoisted` names are declared with `let … = null` before the step that lists them, and assigned here. */
export interface BindingModel {
  readonly identifier: string
  readonly type: ValueType
  readonly hoisted: boolean
}

/** `path` is `<action id>/do.2.then.0`: the step key's stable part. */
interface StepParts {
  readonly origin: string
  readonly path: string
  /** Bindings to declare before this step, because they are made inside it and seen after it. */
  readonly declares: readonly BindingModel[]
  /** The action goes on where the step fails so. */
  readonly goesOn: GoesOn
}

export type StepModel =
  | (StepParts & { readonly kind: 'expression'; readonly binding: BindingModel; readonly value: ExpressionModel })
  | (StepParts & {
      readonly kind: 'if'
      readonly condition: ExpressionModel
      readonly then: readonly StepModel[]
      readonly else: readonly StepModel[]
    })
  | (StepParts & {
      readonly kind: 'call'
      readonly binding: BindingModel | null
      readonly target: CallTarget
      readonly input: TemplateModel
      readonly policy: CallPolicyModel
    })
  | (StepParts & { readonly kind: 'set'; readonly changes: TemplateModel })

/**
 * What a call step calls. `read`'s collection is an id where the spec names it literally, and null where it is computed
 * (then the input template's members are passed as they are). `inputIsProven`: the input needs no validation at run time.
 */
export type CallTarget =
  | { readonly kind: 'capability'; readonly id: string; readonly inputIsProven: boolean }
  | {
      readonly kind: 'action'
      readonly id: string
      readonly inputIsProven: boolean
      /** Its writes commit together, and those of its caller do not. */
      readonly isUnit: boolean
    }
  | { readonly kind: 'port'; readonly id: string }
  | { readonly kind: 'read'; readonly collection: string | null }
  | { readonly kind: 'write' }
  | { readonly kind: 'session-read' }
  | { readonly kind: 'session-write' }
