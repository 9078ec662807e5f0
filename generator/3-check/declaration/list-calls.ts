import type { StepSyntax } from '../../artifact/documents.js'
import type { Text } from '../../artifact/node.js'

/** A call step, wherever it is nested, with the path of its target's name. */
export interface Call {
  readonly target: Text
  readonly path: string
}

/** Every call of a list of steps, in authored order. */
export function listCalls(steps: readonly StepSyntax[], path: string): readonly Call[] {
  return steps.flatMap((step, index): readonly Call[] => {
    const at = `${path}.${index}`
    if (step.kind === 'call') return [{ target: step.call, path: `${at}.call` }]
    return step.kind === 'if' ? [...listCalls(step.then, `${at}.then`), ...listCalls(step.else, `${at}.else`)] : []
  })
}
