import { type Diagnostic, diagnostic } from '../../../diagnostic/diagnostic.js'
import type { Declarations } from '../../declaration/declarations.js'

/** Tells once that timelines read what the app does not keep, however many there are. */
export function checkHistory({ history, projections }: Declarations, found: Diagnostic[]): void {
  if (history !== null) return
  const [first, ...others] = [...projections.values()].filter(({ syntax }) => syntax.strategy === 'timeline')
  if (first === undefined) return
  const problem = 'a timeline reads history, and the app keeps none'
  const related = others.map(({ id, at }) => ({ note: `timeline "${id}" does, too`, at }))
  const hint = 'write "history: { enabled: true }" under "app"'
  found.push(diagnostic('projection_plan_invalid_error', first.at, { problem }, { path: first.path, related, hint }))
}
