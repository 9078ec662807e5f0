import type { ActionModel, CapabilityModel, EmitModel, ModelOptions } from '../artifact/app-model.js'
import type { CheckedAction, CheckedCapability, CheckedEmit } from '../artifact/checked-app.js'
import { declarationIdentifier } from '../artifact/identifier.js'
import { compareTexts } from './in-order.js'
import { modelGuards } from './model-guards.js'
import { modelSessionOutcome } from './model-session.js'
import { modelSteps } from './model-steps.js'

/** An action as one function over its input: its steps, what it gives and what it emits. */
export function modelAction(action: CheckedAction, locate: ModelOptions['locate']): ActionModel {
  const { id, at, description, input, result, output, outputIsDeclared, guards, signalsAbort, rollback } = action
  return {
    id,
    identifier: declarationIdentifier('action', id),
    origin: locate(at),
    description,
    effects: [...action.effects].sort(),
    input,
    defaults: [...action.defaults].sort((left, right) => compareTexts(left.name, right.name)),
    steps: modelSteps({ id, rollback }, action.steps, locate),
    result,
    output,
    outputIsDeclared,
    emits: action.emits.map((emit) => modelEmit(emit, locate)),
    sessionOutcome: modelSessionOutcome(action.sessionOutcome, locate),
    guards: { pre: modelGuards(guards.pre, locate), post: modelGuards(guards.post, locate) },
    signalsAbort,
    rollback,
  }
}

/** A local capability as a pure function of its input. */
export function modelCapability(capability: CheckedCapability, locate: ModelOptions['locate']): CapabilityModel {
  const { id, at, input, output, result } = capability
  return {
    id,
    identifier: declarationIdentifier('capability', id),
    origin: locate(at),
    input,
    output,
    steps: modelSteps({ id, rollback: 'transaction' }, capability.steps, locate),
    result,
  }
}

function modelEmit({ at, signal, when, payload }: CheckedEmit, locate: ModelOptions['locate']): EmitModel {
  return { origin: locate(at), signal, when, payload }
}
