// In: the parsed manifest, what stands behind each module's source, and the ports that the app has and needs.
// Out: the checked composition, in which every needed port is bound to one module that provides it.
// Promise: every mistake of the manifest is found in one run, and one mistake gives one diagnostic.
// Not its job: to read files, to load modules, or to choose between modules; order and choice are the author's.
import type { CheckedComposition, CheckedGuest, CheckedModule, PortFacts } from '../artifact/checked-composition.js'
import type { ManifestSyntax } from '../artifact/documents.js'
import { namesGivenBy } from '../artifact/require-names.js'
import type { InstalledModule, ModuleSources } from '../artifact/source-set.js'
import type { Code } from '../diagnostic/catalogue.js'
import type { Diagnostic } from '../diagnostic/diagnostic.js'
import { conclude, type Outcome } from '../diagnostic/outcome.js'
import { type BoundPort, bindPorts } from './composition/bind-ports.js'
import { checkBindings } from './composition/check-bindings.js'
import { checkConfig } from './composition/check-config.js'
import { checkGuests } from './composition/check-guests.js'
import { checkRequires } from './composition/check-requires.js'
import { checkPresets, checkSources, findForeignNames, findForeignPorts } from './composition/check-sources.js'
import { configValue } from './composition/config-value.js'
import { findClaimConflicts } from './composition/find-claim-conflicts.js'
import {
  findDuplicateIds,
  findDuplicateNames,
  hasTwoOfOneId,
  listMeantNames,
  listRequireNames,
} from './composition/find-duplicate-modules.js'
import { findGlobalClashes } from './composition/find-global-clashes.js'
import { findGuestsOnEdge } from './composition/find-guests-on-edge.js'
import { findUnboundPorts, type Surroundings } from './composition/find-unbound-ports.js'
import { findRepeatedPorts, findUnknownPorts, findVersionMismatches } from './composition/find-unknown-ports.js'
import { findUnusedModules } from './composition/find-unused-modules.js'
import { grantsOf } from './composition/guest-grants.js'
import { isMistakenFor, type KnownModule, knowModules } from './composition/known-module.js'
import { gatherOffers, type PortOffers, reference } from './composition/port-offers.js'
import type { Requirement } from './composition/requirement.js'

/** What stands behind the sources of the manifest, and what might. */
interface Found {
  readonly modules: ModuleSources
  readonly installed: readonly InstalledModule[]
}

/** Proves that the modules fit together and serve what the app needs. Without a manifest there is nothing to prove. */
export function checkComposition(
  manifest: ManifestSyntax,
  { modules: sources, installed }: Found,
  ports: PortFacts,
): Outcome<CheckedComposition> {
  if (!manifest.given) return conclude(compose(manifest, { modules: [], bound: [], required: [] }, ports), [])
  const modules = knowModules(manifest, sources)
  const names = listRequireNames(manifest, modules)
  const requires = checkRequires(modules, [...names, ...listMeantNames(manifest, names)])
  const declared = new Set(ports.declared.map(({ port }) => port))
  const guests = checkGuests(modules, { manifest, names, requires, ports: declared })
  const wiring = wirePorts({ manifest, installed }, modules, ports)
  const errors = [
    ...findDuplicateIds(modules),
    ...findDuplicateNames(names),
    ...findGlobalClashes(requires.found, names),
    ...checkPresets(manifest),
    ...checkSources(manifest, modules),
    ...findForeignPorts(modules, declared),
    ...findForeignNames(modules),
    ...requires.diagnostics,
    ...findClaimConflicts(modules),
    ...checkConfig(modules),
    ...wiring.diagnostics,
    ...guests.diagnostics,
    ...findGuestsOnEdge(manifest, modules),
  ]
  const hasErrors = errors.some(({ severity }) => severity === 'error')
  const unused = findUnusedModules(modules, { ...wiring, requirements: requires.found, wanted: guests.wanted }, errors)
  const composed = compose(manifest, { modules, bound: wiring.bound, required: requires.found }, ports)
  // Who else provides a port is only known once nothing is wrong.
  const isTold = ({ code }: Diagnostic): boolean =>
    !(hasErrors && code === 'binding_unused_warning') && !(ofIds.has(code) && hasTwoOfOneId(modules))
  return conclude(composed, [...errors.filter(isTold), ...unused])
}

/** What may only be missed because two modules have one id. */
const ofIds: ReadonlySet<Code> = new Set<Code>(['module_requires_unknown_error', 'binding_unknown_module_error'])

interface Wiring {
  readonly offers: readonly PortOffers[]
  readonly bound: readonly BoundPort[]
  readonly diagnostics: readonly Diagnostic[]
}

function wirePorts(around: Surroundings, modules: readonly KnownModule[], ports: PortFacts): Wiring {
  const { manifest } = around
  const offers = gatherOffers(modules, ports)
  const choices = checkBindings(manifest, modules, ports)
  const unknown = findUnknownPorts(modules, offers)
  const mismatched = findVersionMismatches(offers)
  const { bound, diagnostics } = bindPorts(offers, choices.byPort, manifest.at)
  const mayBeServed = modules.some(({ mayProvideMore }) => mayProvideMore)
  const isExplained = ({ fact, need }: PortOffers): boolean =>
    need?.isDoubtful === true ||
    unknown.explained.has(fact.port) ||
    mismatched.explained.has(fact.port) ||
    choices.byPort.has(fact.port) ||
    modules.some((module) => isMistakenFor(module, fact.port)) ||
    (mayBeServed && fact.at === null)
  const lacking = offers.filter(
    (port) => port.need?.isOptional === false && port.right.length === 0 && !isExplained(port),
  )
  return {
    offers,
    bound,
    diagnostics: [
      ...choices.diagnostics,
      ...findRepeatedPorts(modules),
      ...unknown.diagnostics,
      ...mismatched.diagnostics,
      ...diagnostics,
      ...findUnboundPorts(lacking, around),
    ],
  }
}

interface Composed {
  readonly modules: readonly KnownModule[]
  readonly bound: readonly BoundPort[]
  readonly required: readonly Requirement[]
}

function compose(
  manifest: ManifestSyntax,
  { modules, bound, required }: Composed,
  ports: PortFacts,
): CheckedComposition {
  return {
    given: manifest.given,
    target: manifest.target,
    modules: modules.map((module) => composeModule(module, required)),
    bindings: bound
      .filter(({ port }) => port.need !== null)
      .map(({ port, module }) => ({ port: port.fact.port, version: port.fact.version, module: module.id }))
      .sort((left, right) => (left.port < right.port ? -1 : 1)),
    needs: ports.needs,
  }
}

function composeModule(module: KnownModule, required: readonly Requirement[]): CheckedModule {
  const { id, syntax, resolved, provides } = module
  return {
    id,
    kind: syntax.kind,
    source: syntax.source.text,
    resolved,
    config: syntax.config === null ? {} : configValue(syntax.config),
    provides: provides
      .map(({ port, version }) => ({ port, version }))
      .sort((left, right) => (reference(left) < reference(right) ? -1 : 1)),
    names: namesGivenBy(syntax).map(({ text }) => text),
    requires: required
      .filter(({ from }) => from === module)
      .map(({ to, written: { text, at } }) => ({ name: text, module: to?.id ?? null, at })),
    guest: composeGuest(module, required),
    at: syntax.at,
  }
}

function composeGuest(module: KnownModule, required: readonly Requirement[]): CheckedGuest | null {
  const { syntax, resolved } = module
  if (syntax.kind !== 'guest' || resolved.kind !== 'found' || resolved.guest === undefined) return null
  const { code, map, integrity } = resolved.guest
  const { lifetime, isolation, limits } = syntax.guest
  const requires = [...new Set(syntax.requires.map(({ text }) => text))].sort()
  return { code, map, integrity, lifetime, isolation, limits, requires, grants: grantsOf(module, required) }
}
