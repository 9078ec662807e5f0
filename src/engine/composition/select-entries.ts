import type { EngineError } from '../engine-error.js'
import { type SelectedModule, selectModules } from '../require/selection/select-modules.js'
import type { Selection } from '../require/selection/selection.js'
import type { NativeEntry } from './native-entry.js'

/** The modules of a composition that guests may require, in the order in which they were given. */
export interface SelectedEntries {
  readonly modules: readonly NativeEntry[]
  /** The names of the others, with who keeps guests from them. */
  readonly denied: Readonly<Record<string, string>>
  readonly explanation: readonly SelectedModule[]
  readonly problems: readonly EngineError[]
}

export function selectEntries(entries: readonly NativeEntry[], selection: Selection | undefined): SelectedEntries {
  const selectable = entries.map((entry) => {
    const [name = entry.native.name, ...aliases] = entry.names
    return { name, aliases, capabilities: entry.native.capabilities, uses: entry.native.uses, entry }
  })
  const { chosen, explanation, problems } = selectModules(selectable, selection)
  const modules = new Set(chosen.map(({ entry }) => entry))
  const denied = explanation
    .filter(({ isIn }) => !isIn)
    .flatMap(({ name, aliases, by }) => [name, ...aliases].map((one) => [one, by] as const))
  return {
    modules: entries.filter((entry) => modules.has(entry)),
    denied: Object.fromEntries(denied),
    explanation,
    problems,
  }
}
