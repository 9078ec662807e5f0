import type { CheckedAction } from '../../artifact/checked-app.js'
import { shapeName } from '../../artifact/identifier.js'
import type { ValueType } from '../../artifact/value-type.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import type { DeclaredAction } from '../declaration/declarations.js'
import { checkDefaults } from '../entrypoint/check-defaults.js'
import { type Context, callRoots, scopeOf, typeOfShape, within } from '../expression/scope.js'
import { checkSessionOutcome } from '../session/check-session-outcome.js'
import { checkTemplate } from '../template/check-template.js'
import { contractOf } from '../template/contract.js'
import { nameShapes, nothing } from '../template/template-type.js'
import { shapeOf } from '../type/shape-of.js'
import type { CallSurroundings } from './call-surroundings.js'
import { checkActionGuards } from './check-action-guards.js'
import { checkEmits } from './check-emits.js'
import { checkSteps } from './check-steps.js'

/** Checks one action. The actions that it calls must have been checked before, or what they give is not known. */
export function checkAction(action: DeclaredAction, around: CallSurroundings, found: Diagnostic[]): CheckedAction {
  const { id, at, path, syntax, input, effects } = action
  const { session } = around.declarations
  const roots = [['input', typeOfShape(input)] as const, ['session', typeOfShape(session.shape)] as const, ...callRoots]
  const start: Context = { scope: scopeOf('an action', roots), path, found }
  const defaults = checkDefaults(syntax.defaults, input, within(start, 'defaults'))
  const { stepsContinue, signalsAbort, rollback } = syntax.failure
  const { steps, scope } = checkSteps(syntax.do, within(start, 'do'), { ...around, stepsContinue })
  const context = { ...start, scope }
  const emits = checkEmits(syntax.emits, within(context, 'emits'), around.declarations.signals)
  const { result, output } = checkReturn(action, context)
  const guards = checkActionGuards(action, { start, end: context, output })
  return {
    id,
    at,
    description: syntax.description?.text ?? null,
    effects,
    input,
    defaults,
    steps,
    result,
    output,
    outputIsDeclared: syntax.out !== null,
    emits,
    sessionOutcome: checkSessionOutcome(action, within(start, 'session_outcome_intent'), session),
    guards,
    signalsAbort,
    rollback,
  }
}

/** The output has the type that is declared, else exactly the one that the template has. */
function checkReturn(
  { id, at, syntax }: DeclaredAction,
  context: Context,
): Pick<CheckedAction, 'result'> & { readonly output: ValueType } {
  const inner = within(context, 'return')
  const name = shapeName('output', id)
  if (syntax.out === null) {
    const result = syntax.return === null ? nothing : checkTemplate(syntax.return, null, inner)
    return { result, output: nameShapes(result.type, name) }
  }
  const shape = shapeOf(syntax.out, name)
  if (syntax.return !== null) {
    const contract = contractOf(`the output of action "${id}"`, shape)
    return { result: checkTemplate(syntax.return, contract, inner), output: typeOfShape(shape) }
  }
  const problem = `action "${id}" declares "out" and has no "return" that gives it`
  context.found.push(diagnostic('spec_contract_conflict_error', at, { problem }, { path: context.path }))
  return { result: nothing, output: typeOfShape(shape) }
}
