import type { SurfaceType } from '../../../src/contract/surface.js'
import type { Span } from '../../artifact/span.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'

/** Where a binding stands, and where to tell what is wrong with it. */
export interface BindingPlace {
  readonly surface: SurfaceType
  /** `wiring.surfaces.http.queries.list_board` */
  readonly path: string
  readonly found: Diagnostic[]
}

/** Tells of something that can match no request. `member` is the way from the binding to it. */
export function reportMatcher(place: BindingPlace, at: Span, member: string, problem: string): void {
  place.found.push(diagnostic('dispatch_matcher_invalid', at, { problem }, { path: `${place.path}.${member}` }))
}
