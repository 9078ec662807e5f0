import type { BindingModel, CallTarget, ModelOptions, StepModel } from '../artifact/app-model.js'
import type { CheckedIfStep, CheckedStep, CheckedTarget, StepResult } from '../artifact/checked-app.js'
import { localIdentifier } from '../artifact/identifier.js'
import { compareTexts } from './in-order.js'

/** Where a list of steps stands: `desk.close/do.2.then`. */
interface Place {
  readonly path: string
  /** Within an `if`, names are declared by the outermost one, because they are seen after it. */
  readonly isBranch: boolean
  readonly locate: ModelOptions['locate']
}

/** The steps of one function; `owner` is the id of the action or capability. */
export function modelSteps(
  owner: string,
  steps: readonly CheckedStep[],
  locate: ModelOptions['locate'],
): readonly StepModel[] {
  return modelList(steps, { path: `${owner}/do`, isBranch: false, locate })
}

function modelList(steps: readonly CheckedStep[], place: Place): readonly StepModel[] {
  return steps.map((step, index) => modelStep(step, { ...place, path: `${place.path}.${index}` }))
}

function modelStep(step: CheckedStep, place: Place): StepModel {
  const parts = { origin: place.locate(step.at), path: place.path }
  switch (step.kind) {
    case 'expression':
      return { ...parts, kind: 'expression', binding: bind(step.result, place.isBranch), value: step.value }
    case 'call': {
      const binding = step.result === null ? null : bind(step.result, place.isBranch)
      return { ...parts, kind: 'call', binding, target: modelTarget(step.target), input: step.input }
    }
    case 'if':
      return modelBranches(step, place)
  }
}

function modelBranches(step: CheckedIfStep, place: Place): StepModel {
  const { path, locate, isBranch } = place
  return {
    origin: locate(step.at),
    path,
    kind: 'if',
    condition: step.condition,
    declares: isBranch ? [] : declaredBy(step),
    then: modelList(step.then, { path: `${path}.then`, isBranch: true, locate }),
    else: modelList(step.else, { path: `${path}.else`, isBranch: true, locate }),
  }
}

function declaredBy({ gives }: CheckedIfStep): readonly BindingModel[] {
  const declared = gives.map((given) => bind(given, true))
  return declared.sort((left, right) => compareTexts(left.identifier, right.identifier))
}

function bind({ name, type }: StepResult, hoisted: boolean): BindingModel {
  return { identifier: localIdentifier(name), type, hoisted }
}

function modelTarget({ kind, id, collection, inputIsProven }: CheckedTarget): CallTarget {
  switch (kind) {
    case 'capability':
    case 'action':
      return { kind, id, inputIsProven }
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
