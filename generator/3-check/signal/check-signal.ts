import type { CheckedSignal } from '../../artifact/checked-app.js'
import type { Diagnostic } from '../../diagnostic/diagnostic.js'
import type { DeclaredSignal } from '../declaration/declarations.js'
import { checkExpression } from '../expression/check-expression.js'
import { callRoots, scopeOf, typeOfShape, withBareMembers, within } from '../expression/scope.js'
import { signalRoot } from '../expression/signal-roots.js'
import { checkGuards } from '../guard/check-guards.js'
import { checkMigrations } from './check-migrations.js'

/** Checks what tells one emission of a signal from another, how older payloads become current ones, and its rules. */
export function checkSignal(signal: DeclaredSignal, found: Diagnostic[]): CheckedSignal {
  const { id, at, path, syntax, payload } = signal
  const { description, version } = syntax
  const root = ['payload', typeOfShape(payload)] as const
  const keyRoots = [root, ...callRoots.filter(([name]) => name === 'ctx')]
  const context = { scope: scopeOf('an event key', keyRoots), path, found }
  const guarded = withBareMembers(scopeOf('a guard of a signal', [root, signalRoot, ...callRoots]), 'payload')
  return {
    id,
    at,
    description: description?.text ?? null,
    version,
    payload,
    eventKey: syntax.eventKey && checkExpression(syntax.eventKey, within(context, 'event_key')),
    migrations: checkMigrations(signal, found),
    guards: checkGuards(syntax.guards, within({ ...context, scope: guarded }, 'guards'), {
      kind: 'signal',
      primitive: id,
      phase: null,
    }),
  }
}
