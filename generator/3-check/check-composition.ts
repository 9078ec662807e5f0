// In: the parsed manifest, what stands behind each module's source, and the ports that the app has and needs.
// Out: the checked composition, in which every needed port is bound to one module that provides it.
// Promise: every mistake of the manifest is found in one run, and one mistake gives one diagnostic.
// Not its job: to read files, to load modules, or to choose between modules; order and choice are the author's.
import type { CheckedComposition, PortFacts } from '../artifact/checked-composition.js'
import type { ManifestSyntax } from '../artifact/documents.js'
import type { ModuleSources } from '../artifact/source-set.js'
import { type Diagnostic, diagnostic } from '../diagnostic/diagnostic.js'
import { conclude, type Outcome } from '../diagnostic/outcome.js'
import { type BoundPort, bindPorts } from './composition/bind-ports.js'
import { checkBindings } from './composition/check-bindings.js'
import { checkConfig } from './composition/check-config.js'
import { checkRequires } from './composition/check-requires.js'
import { checkPresets, checkSources } from './composition/check-sources.js'
import { configValue } from './composition/config-value.js'
import { findClaimConflicts } from './composition/find-claim-conflicts.js'
import { findDuplicateIds, findDuplicateNames, listRequireNames } from './composition/find-duplicate-modules.js'
import { findUnboundPorts } from './composition/find-unbound-ports.js'
import { findUnknownPorts, findVersionMismatches } from './composition/find-unknown-ports.js'
import { findUnusedModules } from './composition/find-unused-modules.js'
import { type KnownModule, knowModules } from './composition/known-module.js'
import { gatherOffers, type PortOffers, reference } from './composition/port-offers.js'

/** Proves that the modules fit together and serve what the app needs. Without a manifest there is nothing to prove. */
export function checkComposition(
  manifest: ManifestSyntax,
  sources: ModuleSources,
  ports: PortFacts,
): Outcome<CheckedComposition> {
  if (!manifest.given) return conclude(compose(manifest, [], [], ports), [])
  const modules = knowModules(manifest, sources)
  const names = listRequireNames(manifest, modules)
  const requires = checkRequires(modules, names)
  const wiring = wirePorts(manifest, modules, ports)
  const errors = [
    ...findDuplicateIds(modules),
    ...findDuplicateNames(names),
    ...checkPresets(manifest),
    ...checkSources(manifest, modules),
    ...requires.diagnostics,
    ...findClaimConflicts(modules),
    ...checkConfig(modules),
    ...wiring.diagnostics,
    ...findUnsupportedKinds(modules),
  ]
  const unused = findUnusedModules(modules, { ...wiring, requirements: requires.found }, errors)
  return conclude(compose(manifest, modules, wiring.bound, ports), [...errors, ...unused])
}

interface Wiring {
  readonly offers: readonly PortOffers[]
  readonly bound: readonly BoundPort[]
  readonly diagnostics: readonly Diagnostic[]
}

function wirePorts(manifest: ManifestSyntax, modules: readonly KnownModule[], ports: PortFacts): Wiring {
  const offers = gatherOffers(modules, ports)
  const choices = checkBindings(manifest, modules, ports)
  const unknown = findUnknownPorts(modules, offers)
  const mismatched = findVersionMismatches(offers)
  const { bound, diagnostics } = bindPorts(offers, choices.byPort)
  const mayBeServed = modules.some(({ mayProvideMore }) => mayProvideMore)
  const isExplained = ({ fact }: PortOffers): boolean =>
    unknown.explained.has(fact.port) ||
    mismatched.explained.has(fact.port) ||
    choices.byPort.has(fact.port) ||
    (mayBeServed && fact.at === null)
  const lacking = offers.filter(
    (port) => port.need?.isOptional === false && port.right.length === 0 && !isExplained(port),
  )
  return {
    offers,
    bound,
    diagnostics: [
      ...choices.diagnostics,
      ...unknown.diagnostics,
      ...mismatched.diagnostics,
      ...diagnostics,
      ...findUnboundPorts(lacking, manifest),
    ],
  }
}

function findUnsupportedKinds(modules: readonly KnownModule[]): readonly Diagnostic[] {
  return modules
    .filter(({ syntax }) => syntax.kind === 'guest' || syntax.kind === 'initializer')
    .map(({ id, syntax, path }) =>
      diagnostic(
        'manifest_kind_unsupported_error',
        syntax.kindAt,
        { module: id, kind: syntax.kind },
        { path: `${path}.kind` },
      ),
    )
}

function compose(
  manifest: ManifestSyntax,
  modules: readonly KnownModule[],
  bound: readonly BoundPort[],
  ports: PortFacts,
): CheckedComposition {
  return {
    given: manifest.given,
    target: manifest.target,
    modules: modules.map(({ id, syntax, resolved, provides }) => ({
      id,
      kind: syntax.kind,
      source: syntax.source.text,
      resolved,
      config: syntax.config === null ? {} : configValue(syntax.config),
      provides: provides
        .map(({ port, version }) => ({ port, version }))
        .sort((left, right) => (reference(left) < reference(right) ? -1 : 1)),
      at: syntax.at,
    })),
    bindings: bound
      .filter(({ port }) => port.need !== null)
      .map(({ port, module }) => ({ port: port.fact.port, version: port.fact.version, module: module.id }))
      .sort((left, right) => (left.port < right.port ? -1 : 1)),
    needs: ports.needs,
  }
}
