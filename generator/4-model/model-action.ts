import type { ActionModel, CapabilityModel, EmitModel, ModelOptions, StepModel } from '../artifact/app-model.js'
import type { CheckedAction, CheckedCapability, CheckedEmit } from '../artifact/checked-app.js'
import { declarationIdentifier } from '../artifact/identifier.js'
import { addRoots, addTemplateRoots } from './find-roots.js'
import { compareTexts } from './in-order.js'
import { modelSteps } from './model-steps.js'

/** An action as one function over its input: its steps, what it gives and what it emits. */
export function modelAction(action: CheckedAction, locate: ModelOptions['locate']): ActionModel {
  const { id, at, description, input, result, output, outputIsDeclared } = action
  const steps = modelSteps(id, action.steps, locate)
  const emits = action.emits.map((emit) => modelEmit(emit, locate))
  return {
    id,
    identifier: declarationIdentifier('action', id),
    origin: locate(at),
    description,
    effects: [...action.effects].sort(),
    input,
    defaults: [...action.defaults].sort((left, right) => compareTexts(left.name, right.name)),
    steps,
    result,
    output,
    outputIsDeclared,
    emits,
    uses: usesOf({ steps, result, emits }),
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
    steps: modelSteps(id, capability.steps, locate),
    result,
  }
}

function modelEmit({ at, signal, when, payload }: CheckedEmit, locate: ModelOptions['locate']): EmitModel {
  return { origin: locate(at), signal, when, payload }
}

function usesOf({ steps, result, emits }: Pick<ActionModel, 'steps' | 'result' | 'emits'>): ActionModel['uses'] {
  const roots = new Set<string>()
  addStepRoots(steps, roots)
  addTemplateRoots(result, roots)
  for (const { when, payload } of emits) {
    if (when !== null) addRoots(when, roots)
    addTemplateRoots(payload, roots)
  }
  return (['principal', 'ctx'] as const).filter((name) => roots.has(name))
}

function addStepRoots(steps: readonly StepModel[], roots: Set<string>): void {
  for (const step of steps) {
    switch (step.kind) {
      case 'expression':
        addRoots(step.value, roots)
        break
      case 'call':
        addTemplateRoots(step.input, roots)
        break
      case 'if':
        addRoots(step.condition, roots)
        addStepRoots(step.then, roots)
        addStepRoots(step.else, roots)
    }
  }
}
