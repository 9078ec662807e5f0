import type { BindingModel, CallTarget, ModelOptions, StepModel } from '../artifact/app-model.js'
import type { GoesOn } from '../artifact/call-model.js'
import type { RollbackMode } from '../artifact/call-syntax.js'
import type { CheckedIfStep, CheckedStep, CheckedTarget, StepResult } from '../artifact/checked-app.js'
import { localIdentifier } from '../artifact/identifier.js'
import { compareTexts } from './in-order.js'
import { goesOnBehind, modelPolicy } from './model-policy.js'
import { mayThrow } from './push/may-throw.js'

/** Where a list of steps stands: `desk.close/do.2.then`. */
interface Place {
  readonly path: string
  /** Within an `if`, names are declared by the outermost one, because they are seen after it. */
  readonly isBranch: boolean
  readonly rollback: RollbackMode
  readonly locate: ModelOptions['locate']
}

/** The action or capability that steps are of. */
interface Owner {
  readonly id: string
  readonly rollback: RollbackMode
}

/** The steps of one function. */
export function modelSteps(
  { id, rollback }: Owner,
  steps: readonly CheckedStep[],
  locate: ModelOptions['locate'],
): readonly StepModel[] {
  return modelList(steps, { path: `${id}/do`, isBranch: false, rollback, locate })
}

/** The steps of a flow: their paths begin with themselves. */
export function modelFlowSteps(steps: readonly CheckedStep[], locate: ModelOptions['locate']): readonly StepModel[] {
  return modelList(steps, { path: 'steps', isBranch: false, rollback: 'transaction', locate })
}

function modelList(steps: readonly CheckedStep[], place: Place): readonly StepModel[] {
  return steps.map((step, index) => modelStep(step, { ...place, path: `${place.path}.${index}` }))
}

function modelStep(step: CheckedStep, place: Place): StepModel {
  switch (step.kind) {
    case 'expression': {
      // What never fails needs nothing to go on behind.
      const goesOn = step.continues && mayThrow(step.value) ? 'always' : null
      const binding = bind(step.result, place.isBranch || goesOn !== null)
      return { ...partsOf(step, binding, goesOn, place), kind: 'expression', binding, value: step.value }
    }
    case 'call': {
      const { target, policy, input } = step
      const goesOn = goesOnBehind(policy)
      const binding = step.result === null ? null : bind(step.result, place.isBranch || goesOn !== null)
      const called = { target: modelTarget(target, place), input, policy: modelPolicy(policy, target) }
      return { ...partsOf(step, binding, goesOn, place), kind: 'call', binding, ...called }
    }
    case 'set':
      return { ...partsOf(step, null, null, place), kind: 'set', changes: step.changes }
    case 'if':
      return modelBranches(step, place)
  }
}

/** A result that may stay null is declared before its step, unless the `if` around it has done so. */
function partsOf(step: CheckedStep, binding: BindingModel | null, goesOn: GoesOn, place: Place) {
  const { path, isBranch, locate } = place
  const isDeclared = binding !== null && goesOn !== null && !isBranch
  return { origin: locate(step.at), path, goesOn, declares: isDeclared ? [binding] : [] }
}

function modelBranches(step: CheckedIfStep, place: Place): StepModel {
  const { path, locate, isBranch } = place
  const inner = { ...place, isBranch: true }
  return {
    origin: locate(step.at),
    path,
    goesOn: step.continues && mayThrow(step.condition) ? 'always' : null,
    kind: 'if',
    condition: step.condition,
    declares: isBranch ? [] : declaredBy(step),
    then: modelList(step.then, { ...inner, path: `${path}.then` }),
    else: modelList(step.else, { ...inner, path: `${path}.else` }),
  }
}

function declaredBy({ gives }: CheckedIfStep): readonly BindingModel[] {
  const declared = gives.map((given) => bind(given, true))
  return declared.sort((left, right) => compareTexts(left.identifier, right.identifier))
}

function bind({ name, type }: StepResult, hoisted: boolean): BindingModel {
  return { identifier: localIdentifier(name), type, hoisted }
}

function modelTarget(target: CheckedTarget, { rollback }: Place): CallTarget {
  const { kind, id, collection, inputIsProven } = target
  switch (kind) {
    case 'capability':
      return { kind, id, inputIsProven }
    case 'action':
      return { kind, id, inputIsProven, isUnit: rollback === 'none' && target.rollback === 'transaction' }
    case 'port':
      return { kind, id }
    case 'read':
      return { kind, collection }
    case 'write':
    case 'session-read':
    case 'session-write':
      return { kind }
  }
}
