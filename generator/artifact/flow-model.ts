import type { FlowLifecycle } from '../../src/contract/flow.js'
import type { CheckedStep } from './checked-step.js'
import type { ExpressionModel } from './expression-model.js'
import type { CheckedGuards, GuardModel } from './guard-model.js'
import type { Located } from './span.js'
import type { StepModel } from './step-model.js'
import type { ObjectShape } from './value-type.js'

/** What phase 3 knows of a flow, and phase 4 hands on as it is. */
interface FlowParts {
  readonly id: string
  /** In authored order. */
  readonly on: readonly string[]
  /** What is known of the payload, whichever of the signals it is of. */
  readonly payload: ObjectShape
  /** Every member is there, null where it has no value. */
  readonly state: ObjectShape
  readonly lifecycle: FlowLifecycle
  /** Over `payload`, `signal`, `principal` and `ctx`; null: the event key. */
  readonly correlateBy: ExpressionModel | null
  /** The same, and `state`; null: the signal and the event key. */
  readonly idempotencyKey: ExpressionModel | null
}

export interface CheckedFlow extends FlowParts, Located {
  readonly steps: readonly CheckedStep[]
  readonly guards: CheckedGuards | null
}

export interface FlowModel extends FlowParts {
  readonly identifier: string
  readonly origin: string
  readonly steps: readonly StepModel[]
  readonly guards: GuardModel | null
}
