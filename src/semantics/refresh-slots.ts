import type { Envelope } from '../contract/envelope.js'
import type { RenderDiagnostic, ScreenProgram } from '../contract/screen.js'

/** The slots of a screen that are to be asked again. */
export interface SlotRefresh {
  /** In the order of the screen. */
  readonly slots: readonly string[]
  readonly diagnostics: readonly RenderDiagnostic[]
}

/**
 * Which slots an answer makes stale: those that list one of its signals, and those whose query it affects. A slot that
 * lists a signal while its query is not said to be affected is told: screen and app are not of one version then.
 */
export function refreshSlots({ slots }: Pick<ScreenProgram, 'slots'>, { meta }: Pick<Envelope, 'meta'>): SlotRefresh {
  const signals = new Set(meta.refreshTriggers.map(({ signalId }) => signalId))
  const affected = new Set(meta.affectedQueryIds)
  const listing = slots.filter(({ refreshOn }) => refreshOn.some((signal) => signals.has(signal)))
  const stale = new Set([...listing, ...slots.filter(({ query }) => affected.has(query))])
  const diagnostics = listing
    .filter(({ query }) => !affected.has(query))
    .map(
      ({ name, query }): RenderDiagnostic => ({
        code: 'render_refresh_consistency_error',
        message: `the slot "${name}" waits for a signal that is said not to affect its query "${query}"`,
        node: null,
        path: `data.${name}`,
      }),
    )
  return { slots: slots.filter((slot) => stale.has(slot)).map(({ name }) => name), diagnostics }
}
