// Takes what is stored of a session and what is done to it; gives what is stored then, and what is seen.
// Promises that what is stored always reads: a change that would not fit is refused as a whole.
// Does not know where sessions are kept, or whose they are.

import type { Issue } from '../contract/issues.js'
import type { Json, JsonObject } from '../contract/json.js'
import type { SessionPatch, SessionProgram } from '../contract/session.js'
import { IssueList } from './issue-list.js'
import { valueAt, withoutPath, withValueAt } from './session-tree.js'

/** One state of a session: what was set, and what is seen of it, defaults filled in. */
export interface SessionState {
  readonly stored: JsonObject
  readonly session: object
}

export type SessionChange =
  | { readonly ok: true; readonly state: SessionState }
  | { readonly ok: false; readonly issues: readonly Issue[] }

/**
 * Reads what is stored. Fields that do not fit any more, because the app that stored them declared others, are left out
 * and named in `dropped`: a workspace that cannot be opened would be worse than one that has lost a field.
 */
export function openSession(
  program: SessionProgram,
  stored: JsonObject,
): { readonly state: SessionState; readonly dropped: readonly string[] } {
  const issues = new IssueList()
  const session = program.read(stored, issues)
  if (issues.found === undefined) return { state: { stored, session }, dropped: [] }
  const dropped = new Set(issues.found.map(({ path }) => path.split('.', 1)[0] ?? path))
  const kept = Object.fromEntries(Object.entries(stored).filter(([name]) => !dropped.has(name)))
  // What is whole is read field by field, so without those that do not fit, the others do.
  return { state: { stored: kept, session: program.read(kept, new IssueList()) }, dropped: [...dropped].sort() }
}

/** The state after all patches, in their order; they are checked together, by what the session is then. */
export function changeSession(
  program: SessionProgram,
  { stored }: SessionState,
  patches: readonly SessionPatch[],
): SessionChange {
  const unknown = patches.filter(({ path }) => !program.paths.has(path))
  if (unknown.length > 0)
    return { ok: false, issues: unknown.map(({ path }) => ({ path, problem: 'is not in the session' })) }
  let tree = stored
  for (const patch of patches) {
    const path = patch.path.split('.')
    tree = patch.op === 'set' ? withValueAt(tree, path, patch.value as Json) : withoutPath(tree, path)
  }
  const issues = new IssueList()
  const session = program.read(tree, issues)
  if (issues.found !== undefined) return { ok: false, issues: issues.found }
  return { ok: true, state: { stored: normalized(tree, session, patches), session } }
}

/** The state after these paths were reset to their defaults; null where the session would not fit then. */
export function clearSession(
  program: SessionProgram,
  state: SessionState,
  paths: 'all' | readonly string[],
): SessionState | null {
  if (paths === 'all') return { stored: {}, session: program.read({}, new IssueList()) }
  const change = changeSession(
    program,
    state,
    paths.map((path) => ({ op: 'unset', path })),
  )
  return change.ok ? change.state : null
}

// What the reader gave is stored, not what was handed in: plain JSON, timestamps in their normal form, nobody else's.
function normalized(tree: JsonObject, session: object, patches: readonly SessionPatch[]): JsonObject {
  let stored = tree
  for (const { op, path } of patches) {
    const steps = path.split('.')
    if (op === 'set' && valueAt(tree, steps) !== undefined)
      stored = withValueAt(stored, steps, valueAt(session, steps) as Json)
  }
  return stored
}
