import type { FindUses } from './port-use.js'

/** An app that records what it emits needs the ports for it, whoever emits. */
export const findUsesOfHistory: FindUses = ({ app }, { history }) => {
  if (history === null || app.history === null) return []
  const { at } = app.history
  const by = { kind: 'app', id: 'the history of the app' } as const
  return ['history.append', 'history.scan'].map((port) => ({ port, at, by, from: 'the app' }))
}
