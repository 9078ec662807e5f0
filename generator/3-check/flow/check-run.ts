import type { CallStepSyntax, TemplateSyntax } from '../../artifact/documents.js'
import { diagnostic } from '../../diagnostic/diagnostic.js'
import { suggestName } from '../../diagnostic/suggest.js'
import type { CallSurroundings, FlowOfSteps } from '../action/call-surroundings.js'
import { isProven } from '../action/check-call.js'
import type { CheckedCall } from '../action/checked-call.js'
import { type Context, within } from '../expression/scope.js'
import { checkTemplate } from '../template/check-template.js'
import { contractOf } from '../template/contract.js'
import { unknownType } from '../type/nullable.js'

/** Resolves the action of a run step, and checks what it is given. */
export function checkRun(step: CallStepSyntax, context: Context, around: CallSurroundings): CheckedCall {
  const { text: id, at } = step.call
  const given: TemplateSyntax = step.with ?? { kind: 'object', at, entries: [] }
  const inner = within(context, 'with')
  const target = { kind: 'action', id, collection: null, inputIsProven: false, rollback: 'transaction' } as const
  const action = around.declarations.callables.get(id)
  if (action?.kind !== 'action') {
    const unknown = { target, input: checkTemplate(given, null, inner), output: unknownType }
    if (around.declarations.shadowed.has(id)) return unknown
    const names = [...around.declarations.callables.values()].flatMap((one) => (one.kind === 'action' ? [one.id] : []))
    const extras = { path: `${context.path}.run`, ...suggestName(step.call, names) }
    context.found.push(diagnostic('spec_reference_not_found_error', at, { kind: 'action', id }, extras))
    return unknown
  }
  const input = checkTemplate(given, contractOf(`the input of action "${id}"`, action.input, action.filled), inner)
  const inputIsProven = isProven(input.type, action.input, action.filled)
  return { target: { ...target, inputIsProven }, input, output: around.outputs.get(id) ?? unknownType }
}

/** Checks what a set step gives the state. */
export function checkSet(changes: TemplateSyntax, context: Context, { id, state }: FlowOfSteps) {
  const names = new Set(state.fields.map(({ name }) => name))
  return checkTemplate(changes, contractOf(`the state of flow "${id}"`, state, names), within(context, 'set'))
}
