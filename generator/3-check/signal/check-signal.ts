import type { CheckedSignal } from '../../artifact/checked-app.js'
import type { Diagnostic } from '../../diagnostic/diagnostic.js'
import type { DeclaredSignal } from '../declaration/declarations.js'
import { checkExpression } from '../expression/check-expression.js'
import { callRoots, scopeOf, typeOfShape, within } from '../expression/scope.js'

/** Checks the expression that tells one emission of a signal from another. */
export function checkSignal({ id, at, path, syntax, payload }: DeclaredSignal, found: Diagnostic[]): CheckedSignal {
  const { description, version } = syntax
  const roots = [['payload', typeOfShape(payload)] as const, ...callRoots.filter(([name]) => name === 'ctx')]
  const context = { scope: scopeOf('an event key', roots), path, found }
  const eventKey = syntax.eventKey && checkExpression(syntax.eventKey, within(context, 'event_key'))
  return { id, at, description: description?.text ?? null, version, payload, eventKey }
}
