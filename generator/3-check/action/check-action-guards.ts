import type { CheckedAction } from '../../artifact/checked-app.js'
import type { ValueType } from '../../artifact/value-type.js'
import { diagnostic } from '../../diagnostic/diagnostic.js'
import type { DeclaredAction } from '../declaration/declarations.js'
import { type Context, within, withNames } from '../expression/scope.js'
import { checkGuards } from '../guard/check-guards.js'

/** What the rules of an action see: before its steps, and behind them, with what it has come to. */
export interface ActionPhases {
  readonly start: Context
  readonly end: Context
  readonly output: ValueType
}

/** Checks the rules before and behind the steps of an action. */
export function checkActionGuards(
  { id, syntax: { guards } }: DeclaredAction,
  { start, end, output }: ActionPhases,
): CheckedAction['guards'] {
  if (guards === null) return { pre: null, post: null }
  const guarded = { kind: 'action', primitive: id } as const
  const scope = withNames(end.scope, [['output', output]])
  const behind = within({ ...end, scope: { ...scope, place: 'a "post" guard of an action' } }, 'guards')
  const before = within({ ...start, scope: { ...start.scope, place: 'a "pre" guard of an action' } }, 'guards')
  if (guards.post !== null && end.scope.roots.has('output')) {
    const problem = 'behind the steps "output" is what the action returns, so no step may give its result this name'
    end.found.push(
      diagnostic('spec_contract_conflict_error', guards.post.at, { problem }, { path: `${behind.path}.post` }),
    )
  }
  return {
    pre: checkGuards(guards.pre, within(before, 'pre'), { ...guarded, phase: 'pre' }),
    post: checkGuards(guards.post, within(behind, 'post'), { ...guarded, phase: 'post' }),
  }
}
