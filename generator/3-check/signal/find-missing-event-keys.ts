import type { ExpressionSyntax } from '../../artifact/documents.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import type { DeclaredSignal } from '../declaration/declarations.js'

/** What needs the emissions of signals to be told apart. */
export interface EventKeyNeeds {
  /** The app records what it emits. */
  readonly historyIsOn: boolean
  /** Signal id → the timeline that accumulates it. */
  readonly timelines: ReadonlyMap<string, string>
}

/** Finds signals of which one emission could not be told from another. */
export function findMissingEventKeys(
  signals: Iterable<DeclaredSignal>,
  { historyIsOn, timelines }: EventKeyNeeds,
): readonly Diagnostic[] {
  return [...signals].flatMap(({ id, at, path, syntax, payload }) => {
    const timeline = timelines.get(id)
    const reason =
      timeline === undefined ? (historyIsOn ? 'history records it' : null) : `timeline "${timeline}" reads it`
    const { eventKey } = syntax
    if (reason === null) return []
    if (eventKey !== null) {
      if (readsSomething(eventKey)) return []
      const problem = `${reason}, and its "event_key" is always the same`
      const extras = { path: `${path}.event_key` }
      return [diagnostic('signal_event_key_missing_error', eventKey.at, { signal: id, problem }, extras)]
    }
    if (payload.fields.some(({ name }) => name === 'id')) return []
    const problem = `${reason}, and it has neither "event_key" nor a payload member "id"`
    return [diagnostic('signal_event_key_missing_error', at, { signal: id, problem }, { path })]
  })
}

function readsSomething(expression: ExpressionSyntax): boolean {
  if (expression.kind === 'var') return true
  if (expression.kind === 'literal') return false
  return (expression.kind === 'list' ? expression.items : expression.arguments).some(readsSomething)
}
