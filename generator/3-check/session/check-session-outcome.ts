import type { CheckedSessionOutcome } from '../../artifact/checked-session.js'
import type { Text } from '../../artifact/node.js'
import type { SessionOutcomeSyntax } from '../../artifact/session-syntax.js'
import { diagnostic } from '../../diagnostic/diagnostic.js'
import { suggestName } from '../../diagnostic/suggest.js'
import type { DeclaredAction } from '../declaration/declarations.js'
import { type Context, within } from '../expression/scope.js'
import type { DeclaredSession } from './declared-session.js'
import { findResetProblem, findSessionPath, type SessionPath } from './find-session-path.js'
import { listWrittenPaths } from './session-patch.js'

/** Checks what becomes of the session when an action ends; null where it is left alone. */
export function checkSessionOutcome(
  { syntax }: DeclaredAction,
  context: Context,
  session: DeclaredSession,
): CheckedSessionOutcome | null {
  const outcome = syntax.sessionOutcome
  if (outcome === null) return null
  const paths = outcome.paths === null ? pathsOfSteps(outcome, syntax.do, context) : outcome.paths
  for (const [index, path] of paths.entries()) {
    const known = findSessionPath(session, path)
    if (outcome.paths !== null) reportPath(known, path, within(within(context, 'paths'), index))
    // A path that a step writes and that does not exist has been reported there.
    else if (known.ok) reportPath(known, path, context)
  }
  if (outcome.clears.length === 0) return null
  return {
    at: outcome.at,
    reason: outcome.reason?.text ?? null,
    clears: outcome.clears,
    paths: paths.length === 0 ? 'all' : [...new Set(paths.map(({ text }) => text))].sort(),
  }
}

/** Without `paths`, what the action writes is what is cleared, so it must be known. */
function pathsOfSteps(
  { at, clears }: SessionOutcomeSyntax,
  steps: DeclaredAction['syntax']['do'],
  { path, found }: Context,
): readonly Text[] {
  const { written, computed } = listWrittenPaths(steps)
  const [first] = computed
  if (first !== undefined && clears.length > 0) {
    const problem = 'what is cleared must be named in "paths", because the action writes a path that is computed'
    const related = [{ note: 'the path is computed here', at: first }]
    found.push(diagnostic('session_ir_invalid_error', at, { problem }, { path, related }))
    return []
  }
  return clears.length === 0 ? [] : written.map((text) => ({ text, at }))
}

function reportPath(known: SessionPath, { text, at }: Text, { path, found }: Context): void {
  const problem = known.ok ? findResetProblem(known, text) : known.problem
  if (problem === null) return
  const advice = known.ok ? {} : suggestName({ text, at }, known.names)
  found.push(diagnostic('session_ir_invalid_error', at, { problem }, { path, ...advice }))
}
