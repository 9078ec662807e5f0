import type { TemplateModel } from '../../artifact/app-model.js'
import type { CheckedTarget } from '../../artifact/checked-app.js'
import type { ValueType } from '../../artifact/value-type.js'

/** A call that was checked: what it calls, what it is given, and the type of what it gives. */
export interface CheckedCall {
  readonly target: CheckedTarget
  readonly input: TemplateModel
  readonly output: ValueType
}
