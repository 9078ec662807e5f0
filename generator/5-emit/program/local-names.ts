import type { StepModel } from '../../artifact/app-model.js'
import type { ProgramNames } from './program-names.js'

/** The bindings of a function by the name that the model gives them: one that would hide a name in use is told apart. */
export function localNames(names: ProgramNames, steps: readonly StepModel[]): ReadonlyMap<string, string> {
  const found = new Set<string>()
  collect(steps, found)
  const given = new Map<string, string>()
  const taken = new Set(found)
  for (const identifier of found) {
    taken.delete(identifier)
    const name = names.local(identifier, taken)
    taken.add(name)
    given.set(identifier, name)
  }
  return given
}

function collect(steps: readonly StepModel[], found: Set<string>): void {
  for (const step of steps) {
    if (step.kind === 'if') {
      collect(step.then, found)
      collect(step.else, found)
    } else if (step.kind !== 'set' && step.binding !== null) found.add(step.binding.identifier)
  }
}
