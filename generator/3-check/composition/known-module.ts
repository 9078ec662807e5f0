import { type BuiltInModule, builtInModules } from '../../artifact/built-in-modules.js'
import type { ManifestSyntax, ModuleSyntax } from '../../artifact/documents.js'
import type { ModuleSource, ModuleSources } from '../../artifact/source-set.js'
import type { Span } from '../../artifact/span.js'
import { findNearest } from '../../diagnostic/suggest.js'

/** A module of the manifest with what is known of it. */
export interface KnownModule {
  readonly id: string
  readonly index: number
  readonly syntax: ModuleSyntax
  /** `modules.2`: where it stands in the manifest. */
  readonly path: string
  readonly builtIn: BuiltInModule | null
  readonly resolved: ModuleSource
  readonly provides: readonly ProvidedPort[]
  /** True for a module that might provide anything: it does not say, and nobody knows its source. */
  readonly mayProvideMore: boolean
}

/** One port that a module says it provides, or that a built-in is known to. */
export interface ProvidedPort {
  readonly port: string
  readonly version: string
  readonly at: Span
  readonly path: string
}

/** A module together with one of the ports it provides. */
export interface Offer {
  readonly module: KnownModule
  readonly provided: ProvidedPort
}

/** Reads the manifest's modules, in its order. */
export function knowModules(manifest: ManifestSyntax, sources: ModuleSources): readonly KnownModule[] {
  return manifest.modules.map((syntax, index) => {
    const source = syntax.source.text
    const builtIn = builtInModules.get(source) ?? null
    const resolved: ModuleSource =
      builtIn !== null ? { kind: 'built-in' } : (sources.get(source) ?? { kind: 'missing', tried: [] })
    const path = `modules.${index}`
    const provides = listProvided(syntax, path)
    const isGone = builtIn === null && source.startsWith('tenon:')
    const mayProvideMore = isGone && syntax.provides === null && provides.length === 0
    return { id: syntax.id.text, index, syntax, path, builtIn, resolved, provides, mayProvideMore }
  })
}

function listProvided(syntax: ModuleSyntax, path: string): readonly ProvidedPort[] {
  if (syntax.provides !== null)
    return syntax.provides.map(({ port, version, at }, index) => ({
      port,
      version,
      at,
      path: `${path}.provides.${index}`,
    }))
  const { text, at } = syntax.source
  // A misspelt built-in provides what the one that was meant does, so that one mistake gives one message.
  const meant = builtInModules.get(text) ?? builtInModules.get(findNearest(text, builtInModules.keys()) ?? '')
  return (meant?.provides ?? []).map(({ port, version }) => ({ port, version, at, path: `${path}.source` }))
}

/** Whether a module is a built-in that does not provide a port, whatever the manifest says. */
export function isForeign({ builtIn, syntax }: KnownModule, port: string): boolean {
  return builtIn !== null && builtIn.kind === syntax.kind && !builtIn.provides.some((own) => own.port === port)
}

/** Whether a module is a built-in that provides a port, and is said to provide others that it does not. */
export function isMistakenFor(module: KnownModule, port: string): boolean {
  const { builtIn, syntax, provides } = module
  if (builtIn === null || builtIn.kind !== syntax.kind || provides.some((one) => one.port === port)) return false
  return builtIn.provides.some((own) => own.port === port) && provides.some((one) => isForeign(module, one.port))
}

/** Every offer of a port, whatever its version, in the order of the manifest. */
export function findOffers(modules: readonly KnownModule[], port: string): readonly Offer[] {
  return modules.flatMap((module) =>
    module.provides
      .filter((provided) => provided.port === port && !isForeign(module, port))
      .map((provided) => ({ module, provided })),
  )
}
