import type { EntrypointKind } from '../../../src/contract/invocation.js'
import type { CheckedSurface, CheckedSurfaceBinding } from '../../artifact/wiring-model.js'
import type { SurfaceBindingSyntax, SurfaceSyntax, WiringSyntax } from '../../artifact/wiring-syntax.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import { suggestName } from '../../diagnostic/suggest.js'
import { checkBind, type WiredEntrypoint } from './check-bind.js'
import { checkMatcher } from './check-matcher.js'
import { commandLine } from './command-line.js'
import { findAmbiguousBindings, type MatchedBinding } from './find-ambiguous-bindings.js'
import type { BindingPlace } from './report.js'

/** The entrypoints of an app by kind: what surfaces may bind. */
export type WiredEntrypoints = Readonly<Record<EntrypointKind, readonly WiredEntrypoint[]>>

/** Checks how surfaces reach the entrypoints. */
export function checkWiring(
  { surfaces }: WiringSyntax,
  entrypoints: WiredEntrypoints,
  found: Diagnostic[],
): readonly CheckedSurface[] {
  const known: Known = {
    query: byId(entrypoints.query),
    mutation: byId(entrypoints.mutation),
    route: byId(entrypoints.route),
  }
  return surfaces.map((surface) => checkSurface(surface, known, found))
}

type Known = Readonly<Record<EntrypointKind, ReadonlyMap<string, WiredEntrypoint>>>

// Of two with one id, the first.
function byId(entrypoints: readonly WiredEntrypoint[]): ReadonlyMap<string, WiredEntrypoint> {
  return new Map([...entrypoints].reverse().map((entrypoint) => [entrypoint.id, entrypoint]))
}

const sections = { query: 'queries', mutation: 'mutations', route: 'routes' } as const

function checkSurface({ type, bindings }: SurfaceSyntax, known: Known, found: Diagnostic[]): CheckedSurface {
  const matched: MatchedBinding[] = []
  const checked = bindings.flatMap((syntax): readonly CheckedSurfaceBinding[] => {
    const path = `wiring.surfaces.${type}.${sections[syntax.kind]}.${syntax.id.text}`
    const place: BindingPlace = { surface: type, path, found }
    const entrypoint = findEntrypoint(syntax, known, place)
    const matcher = checkMatcher(syntax, new Set(known.route.keys()), place)
    if (matcher !== null) matched.push({ syntax, matcher, place })
    if (entrypoint === undefined) return []
    const bind = checkBind(syntax, { entrypoint, matcher }, place)
    if (matcher === null) return []
    const { clauses, score } = matcher
    const line = type === 'cli' ? commandLine(syntax, bind, clauses) : null
    return [{ kind: syntax.kind, id: syntax.id.text, at: syntax.id.at, clauses, score, ...bind, line }]
  })
  found.push(...findAmbiguousBindings(matched))
  return { type, bindings: checked }
}

function findEntrypoint(
  { kind, id: { text, at } }: SurfaceBindingSyntax,
  known: Known,
  { path, found }: BindingPlace,
): WiredEntrypoint | undefined {
  const entrypoint = known[kind].get(text)
  if (entrypoint === undefined) {
    const extras = { path, ...suggestName({ text, at }, known[kind].keys()) }
    found.push(diagnostic('spec_reference_not_found_error', at, { kind, id: text }, extras))
  }
  return entrypoint
}
