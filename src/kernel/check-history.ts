import type { Program } from '../contract/program.js'
import type { AppStore } from '../contract/store.js'

/** The ports of history that an app needs, in code-unit order: the store serves them, and no step calls them. */
export function historyPortsOf({ history, timelines, queries }: Program): readonly string[] {
  if (history === undefined) return []
  const hasTimelines = timelines !== undefined && timelines.size > 0
  const looksBack = [...queries.values()].some(({ asOf }) => asOf !== undefined)
  return [
    'history.append',
    ...(hasTimelines ? ['history.persist', 'history.rebuild'] : []),
    'history.scan',
    ...(looksBack ? ['history.scan_as_of'] : []),
  ]
}

/** The ports of history that the app needs and its store has nothing for. */
export function findMissingHistory(program: Program, { history, timelines }: AppStore): readonly string[] {
  const served: Readonly<Record<string, unknown>> = {
    'history.append': history,
    'history.persist': timelines,
    'history.rebuild': timelines,
    'history.scan': history,
    'history.scan_as_of': history?.scanAsOf,
  }
  return historyPortsOf(program).filter((port) => served[port] === undefined)
}
