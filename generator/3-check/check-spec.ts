// In: the app spec with right shapes and unresolved names. Out: the same, resolved and typed, with the ports it needs.
// Promise: every id, reference, type, effect and plan holds; everything that is wrong is reported at once, each mistake
// by one diagnostic; what could not be resolved is not complained about a second time.
// Not its job: the module manifest, and the names and the order of what is emitted.

import type { CheckedMutation, CheckedQuery, CheckedSpec } from '../artifact/checked-app.js'
import type { PortFacts } from '../artifact/checked-composition.js'
import type { CheckedRoute } from '../artifact/checked-views.js'
import type { SpecSyntax } from '../artifact/documents.js'
import type { Code } from '../diagnostic/catalogue.js'
import type { Diagnostic } from '../diagnostic/diagnostic.js'
import { conclude, type Outcome } from '../diagnostic/outcome.js'
import { sortDiagnostics } from '../diagnostic/sort-diagnostics.js'
import { checkAccess } from './access/check-access.js'
import { findUnknownRoles } from './access/find-unknown-roles.js'
import { checkDomain } from './check-domain.js'
import type { Declarations } from './declaration/declarations.js'
import { findCaseClashes } from './declaration/find-case-clashes.js'
import { findDuplicateIds } from './declaration/find-duplicate-ids.js'
import { findKeyConflicts } from './declaration/find-key-conflicts.js'
import { findNamespaceClashes } from './declaration/find-namespace-clashes.js'
import { gatherDeclarations } from './declaration/gather-declarations.js'
import { checkMutation } from './entrypoint/check-mutation.js'
import { checkQuery, type QuerySurroundings } from './entrypoint/check-query.js'
import { checkRoute } from './entrypoint/check-route.js'
import { findIdentifierCollisions } from './identifier/find-identifier-collisions.js'
import { listOwnedTypes } from './identifier/list-owned-types.js'
import { checkRequirements } from './port/check-requirements.js'
import { findPortFacts } from './port/find-port-facts.js'
import { listRequirements } from './port/requirement-modes.js'
import { findUnknownInputs } from './projection/find-unknown-inputs.js'
import { checkSuite } from './scenario/check-suite.js'
import { checkSession } from './session/check-session.js'
import { isSessionUsed } from './session/is-session-used.js'
import { type EventKeyNeeds, findMissingEventKeys } from './signal/find-missing-event-keys.js'
import { checkViews } from './view/check-views.js'
import { byId } from './view/view-surroundings.js'
import { checkWiring } from './wiring/check-wiring.js'

export function checkSpec(spec: SpecSyntax): Outcome<CheckedSpec> {
  const found = [
    ...findDuplicateIds(spec),
    ...findNamespaceClashes(spec),
    ...findKeyConflicts(spec),
    ...findCaseClashes(spec),
  ]
  const declarations = gatherDeclarations(spec)
  const domain = checkDomain(declarations, found)
  const queries = checkQueries(spec, { ...domain, roles: declarations.roles, found })
  found.push(...findUnknownInputs(declarations.projections.values(), spec.queries))
  const mutations = checkMutations(spec, declarations, found)
  const routes = checkRoutes(spec, declarations, found)
  const entrypoints = { queries: byId(queries), mutations: byId(mutations), routes: byId(routes) }
  const portFacts = findPortFacts(spec, declarations)
  const outside: Diagnostic[] = []
  found.push(...checkRequirements(spec, declarations, portFacts.needs))
  const checked: CheckedSpec = {
    json: spec.json,
    app: { id: spec.app.id.text, name: spec.app.name.text, tz: spec.app.tz.text },
    history: declarations.history,
    ...domain,
    projections: [...domain.projections.values()].map((known) => known.checked),
    queries,
    mutations,
    suite: checkSuite(spec, { ...domain, declarations, queries, mutations, routes, found: outside }),
    routes,
    views: checkViews(spec.views, {
      declarations,
      projections: domain.projections,
      ...entrypoints,
      isScreenMissing: isScreenMissing(spec),
      found: outside,
    }),
    session: isSessionUsed(spec) ? checkSession(declarations.session, found) : null,
    access: checkAccess(spec.access, declarations.roles, found),
    surfaces: checkWiring(spec.wiring, { query: queries, mutation: mutations, route: routes }, outside),
    portFacts,
    requirements: listRequirements(spec, portFacts.needs),
  }
  found.push(...(hasTwoOfOneId(spec) ? outside.filter(isOfItself) : outside))
  found.push(...findUnknownRoles(spec, declarations.roles))
  found.push(...findMissingEventKeys(declarations.signals.values(), eventKeyNeeds(declarations)))
  found.push(...findIdentifierCollisions(spec, listOwnedTypes(checked)))
  return conclude(checked, sortDiagnostics(found))
}

function hasTwoOfOneId({ queries, mutations, routes }: SpecSyntax): boolean {
  return [queries, mutations, routes].some((list) => new Set(list.map(({ id }) => id.text)).size < list.length)
}

// Of two entrypoints with one id nobody knows which is meant, and one of them may be what another reference misses.
const ofEntrypoints: ReadonlySet<Code> = new Set<Code>([
  'spec_reference_not_found_error',
  'spec_contract_conflict_error',
  'expression_reference_error',
  'expression_type_mismatch_error',
  'view_expression_reference_error',
  'interaction_dispatch_contract_error',
  'binding_field_not_declared',
  'binding_required_input_unbound_warning',
])

function isOfItself({ code }: Diagnostic): boolean {
  return !ofEntrypoints.has(code)
}

/** Emissions are told apart where they are recorded, and where somebody reads the records. */
function eventKeyNeeds({ history, projections }: Declarations): EventKeyNeeds {
  const timelines = new Map<string, string>()
  for (const { id, syntax } of projections.values()) {
    if (syntax.strategy !== 'timeline') continue
    for (const { text } of syntax.signals) if (!timelines.has(text)) timelines.set(text, id)
  }
  return { historyIsOn: history !== null, timelines }
}

function checkQueries({ queries }: SpecSyntax, around: QuerySurroundings): readonly CheckedQuery[] {
  return queries.map((query, index) => checkQuery(query, `queries.${index}`, around))
}

function checkMutations(
  { mutations }: SpecSyntax,
  declarations: Declarations,
  found: Diagnostic[],
): readonly CheckedMutation[] {
  return mutations.map((mutation, index) =>
    checkMutation(mutation, declarations, { path: `mutations.${index}`, found }),
  )
}

function checkRoutes(
  { routes, views }: SpecSyntax,
  { roles, session }: Declarations,
  found: Diagnostic[],
): readonly CheckedRoute[] {
  const known = new Set(views.screens.map(({ id }) => id.text))
  // One of two screens with one id may be what a route misses.
  const isLost = known.size < views.screens.length
  const screens = isLost ? new Set([...known, ...routes.map(({ renders }) => renders.text)]) : known
  return routes.map((route, index) => checkRoute(route, `routes.${index}`, { screens, roles, session, found }))
}

function isScreenMissing({ routes, views }: SpecSyntax): boolean {
  return routes.some(({ renders }) => !views.screens.some(({ id }) => id.text === renders.text))
}

/** The ports of a spec, also where the spec is wrong: what its manifest gets wrong is to be told in the same run. */
export function listPortFacts(spec: SpecSyntax): PortFacts {
  return findPortFacts(spec, gatherDeclarations(spec))
}
