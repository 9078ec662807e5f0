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
    const hasKey = syntax.eventKey !== null || payload.fields.some(({ name }) => name === 'id')
    if (reason === null || hasKey) return []
    return [diagnostic('signal_event_key_missing_error', at, { signal: id, reason }, { path })]
  })
}
