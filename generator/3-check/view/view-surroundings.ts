import type { CheckedMutation, CheckedQuery } from '../../artifact/checked-app.js'
import type { CheckedRoute } from '../../artifact/checked-views.js'
import type { Diagnostic } from '../../diagnostic/diagnostic.js'
import type { Declarations } from '../declaration/declarations.js'
import type { KnownProjection } from '../projection/known-projection.js'

/** What views need to know of the rest of the spec. */
export interface ViewSurroundings {
  readonly declarations: Declarations
  readonly projections: ReadonlyMap<string, KnownProjection>
  readonly queries: ReadonlyMap<string, CheckedQuery>
  readonly mutations: ReadonlyMap<string, CheckedMutation>
  readonly routes: ReadonlyMap<string, CheckedRoute>
  /** Whether some route renders a screen that does not exist, which has been told. */
  readonly isScreenMissing: boolean
  readonly found: Diagnostic[]
}

/** Declarations by id; of two with one id, the first. */
export function byId<Thing extends { readonly id: string }>(things: readonly Thing[]): ReadonlyMap<string, Thing> {
  const known = new Map<string, Thing>()
  for (const thing of things) if (!known.has(thing.id)) known.set(thing.id, thing)
  return known
}
