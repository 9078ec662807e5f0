import type { ModuleKind } from '../../artifact/documents.js'
import type { Span } from '../../artifact/span.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import { possibleFix } from '../../diagnostic/fix.js'
import type { BoundPort } from './bind-ports.js'
import type { KnownModule } from './known-module.js'
import type { PortOffers } from './port-offers.js'
import type { Requirement } from './requirement.js'

/** Finds modules that nothing uses. One that has a mistake of its own is left alone: the mistake may be why. */
export function findUnusedModules(
  modules: readonly KnownModule[],
  uses: Uses,
  diagnostics: readonly Diagnostic[],
): readonly Diagnostic[] {
  const servedBy = new Map(uses.bound.map(({ port, module }) => [port, module]))
  const serving = new Set(uses.offers.flatMap((port) => listServing(port, servedBy.get(port))))
  const required = new Set([...uses.requirements.map(({ to }) => to), ...uses.wanted])
  // A name that no module gives may well be the misspelt name of one that then seems unused.
  const isUnbound = diagnostics.some(({ code }) => code === 'port_unbound_error')
  const isMisspelt = diagnostics.some(({ code }) => code === 'module_requires_unknown_error')
  const isMistaken = diagnostics.some(({ severity }) => severity === 'error')
  return modules.flatMap((module) => {
    // What a module does not say that it provides may well be what is missed.
    if (isUnbound && module.provides.length === 0 && mayProvide.has(module.syntax.kind)) return []
    const problem = sayWhyUnused(module, serving.has(module), required.has(module) || isMisspelt)
    if (problem === null || diagnostics.some((found) => isOf(module, found))) return []
    const { id, syntax, path } = module
    const mayGo = !isMistaken && !uses.bound.some((port) => port.module === module)
    // It is started all the same, so whether it may go is the author's to say.
    const fixes = mayGo ? [possibleFix(`remove the module "${id}"`, { kind: 'remove-item', at: syntax.at })] : []
    return [diagnostic('module_unused_warning', syntax.id.at, { module: id, problem }, { path, fixes })]
  })
}

const mayProvide: ReadonlySet<ModuleKind> = new Set<ModuleKind>(['provider', 'guest'])

/** What is known of who uses what. */
export interface Uses {
  readonly offers: readonly PortOffers[]
  readonly bound: readonly BoundPort[]
  readonly requirements: readonly Requirement[]
  /** Modules that code asks for without being granted them. */
  readonly wanted: readonly KnownModule[]
}

/** The module that serves a needed port; where a mistake left the port without one, all that could. */
function listServing({ need, right }: PortOffers, serving: KnownModule | undefined): readonly KnownModule[] {
  if (need === null) return []
  return serving === undefined ? right.map(({ module }) => module) : [serving]
}

function sayWhyUnused(module: KnownModule, isServing: boolean, isRequired: boolean): string | null {
  if (isServing || isRequired) return null
  if (module.syntax.kind === 'native') return 'no module requires it'
  if (module.syntax.kind === 'initializer') return null
  return module.provides.length === 0 ? 'it provides no port' : 'it serves no port that the app needs'
}

function isOf(module: KnownModule, { severity, path, at, related }: Diagnostic): boolean {
  if (severity !== 'error') return false
  const own = module.syntax.at
  const isInside = (span: Span): boolean => span.file === own.file && span.start >= own.start && span.start < own.end
  // What is wrong with the spec may point to the manifest as a whole by way of its first module.
  if (at.file !== own.file) return false
  return path?.startsWith(`${module.path}.`) === true || isInside(at) || related.some((other) => isInside(other.at))
}
