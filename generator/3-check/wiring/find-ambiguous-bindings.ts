import type { SurfaceBindingSyntax } from '../../artifact/wiring-syntax.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import type { CheckedMatcher } from './matcher.js'
import type { BindingPlace } from './report.js'

/** A binding with what it matches. */
export interface MatchedBinding {
  readonly syntax: SurfaceBindingSyntax
  readonly matcher: CheckedMatcher
  readonly place: BindingPlace
}

/** Finds bindings of one surface that no request could tell apart. */
export function findAmbiguousBindings(bindings: readonly MatchedBinding[]): readonly Diagnostic[] {
  const first = new Map<string, SurfaceBindingSyntax>()
  return bindings.flatMap(({ syntax, matcher, place: { surface, path } }) => {
    const key = `${matcher.score} ${matcher.signature}`
    const earlier = first.get(key)
    if (earlier === undefined) {
      first.set(key, syntax)
      return []
    }
    const { kind, id } = syntax
    const values = { kind, id: id.text, other: `${earlier.kind} "${earlier.id.text}"`, surface }
    const related = [{ note: 'the other one', at: earlier.id.at }]
    return [diagnostic('dispatch_matcher_ambiguous', id.at, values, { path, related })]
  })
}
