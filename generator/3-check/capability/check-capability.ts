import type { CheckedCapability } from '../../artifact/checked-app.js'
import type { Diagnostic } from '../../diagnostic/diagnostic.js'
import type { CallSurroundings } from '../action/call-surroundings.js'
import { checkSteps } from '../action/check-steps.js'
import type { DeclaredCapability } from '../declaration/declarations.js'
import { scopeOf, typeOfShape, within } from '../expression/scope.js'
import { checkTemplate } from '../template/check-template.js'
import { contractOf } from '../template/contract.js'

/** Checks a local capability: a pure function, which sees its input and its own results and nothing else. */
export function checkCapability(
  { id, at, path, syntax, input, output }: DeclaredCapability,
  around: CallSurroundings,
  found: Diagnostic[],
): CheckedCapability {
  const start = { scope: scopeOf('a local capability', [['input', typeOfShape(input)]]), path, found }
  const { steps, scope } = checkSteps(syntax.do, within(start, 'do'), around)
  const contract = contractOf(`the output of capability "${id}"`, output)
  const result = checkTemplate(syntax.return, contract, within({ ...start, scope }, 'return'))
  return { id, at, input, output, steps, result }
}
