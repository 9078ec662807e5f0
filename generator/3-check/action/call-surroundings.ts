import type { ObjectShape, ValueType } from '../../artifact/value-type.js'
import type { Declarations } from '../declaration/declarations.js'

/** What calls need to know of the rest of the spec. */
export interface CallSurroundings {
  readonly declarations: Declarations
  /** The output types of the actions that have been checked. */
  readonly outputs: ReadonlyMap<string, ValueType>
  /** The action goes on where a step fails. */
  readonly stepsContinue?: boolean
  /** The flow that the steps are of; absent in an action. */
  readonly flow?: FlowOfSteps
}

/** The flow whose steps are checked. */
export interface FlowOfSteps {
  readonly id: string
  readonly state: ObjectShape
}
