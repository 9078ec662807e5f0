import type {
  AccessSyntax,
  AppSyntax,
  HistorySyntax,
  MigrationSyntax,
  MutationSyntax,
  QuerySyntax,
  RoleRuleSyntax,
  RoleSyntax,
  SignalSyntax,
  SpecSyntax,
} from '../../artifact/documents.js'
import type { MapEntry, MapNode, Node } from '../../artifact/node.js'
import { toJson } from '../to-json.js'
import { buildAction, buildCapability } from './build-action.js'
import { buildExpression } from './build-expression.js'
import { buildFlow } from './build-flow.js'
import { buildGuards, buildInvariants } from './build-guards.js'
import { buildProjection } from './build-projection.js'
import { buildRequirements } from './build-requirements.js'
import { buildPersona, buildScenario } from './build-scenario.js'
import { buildSession } from './build-session.js'
import { buildMembers, buildTemplate } from './build-template.js'
import { buildFields } from './build-type.js'
import { buildRoute, buildViews } from './build-views.js'
import { buildWiring } from './build-wiring.js'
import {
  entriesAt,
  entriesOf,
  find,
  ifThere,
  itemsOf,
  listAt,
  need,
  numberOf,
  scalarOf,
  textOf,
  wordAt,
} from './members.js'

/** Builds the syntax of an app spec whose shape has been proved. `files` are what it was put together from. */
export function buildSpec(root: MapNode, files: readonly string[]): SpecSyntax {
  const { at } = root
  const empty: MapNode = { kind: 'map', at: { ...at, end: at.start }, entries: [] }
  const domain = find(root, 'domain') ?? empty
  return {
    at,
    files,
    json: toJson(root),
    app: buildApp(need(root, 'app')),
    collections: entriesAt(domain, 'collections', (node) => ({
      at: node.at,
      fields: buildFields(need(node, 'fields')),
      invariants: ifThere(node, 'invariants', buildInvariants),
    })),
    signals: entriesAt(find(domain, 'signals') ?? empty, 'custom', buildSignal),
    capabilities: entriesAt(domain, 'capabilities', buildCapability),
    actions: entriesAt(domain, 'actions', buildAction),
    flows: entriesAt(domain, 'flows', buildFlow),
    projections: entriesAt(domain, 'projections', buildProjection),
    queries: listAt(root, 'queries', buildQuery),
    mutations: listAt(root, 'mutations', buildMutation),
    personas: entriesAt(root, 'personas', buildPersona),
    scenarios: entriesAt(root, 'scenarios', buildScenario),
    routes: listAt(root, 'routes', buildRoute),
    session: ifThere(root, 'session', buildSession),
    views: buildViews(find(root, 'views') ?? empty),
    access: ifThere(root, 'access', buildAccess) ?? { at: empty.at, defaultPolicy: 'deny', roles: [] },
    requirements: buildRequirements(root),
    wiring: buildWiring(find(root, 'wiring')),
  }
}

function buildApp(node: Node): AppSyntax {
  return {
    at: node.at,
    id: textOf(need(node, 'id')),
    name: textOf(need(node, 'name')),
    tz: textOf(need(node, 'tz')),
    history: ifThere(node, 'history', buildHistory),
  }
}

function buildHistory(node: Node): HistorySyntax {
  return {
    at: node.at,
    enabled: ifThere(node, 'enabled', scalarOf) === true,
    provider: ifThere(node, 'provider', textOf),
    retention: ifThere(node, 'retention', textOf),
  }
}

function buildSignal(node: Node): SignalSyntax {
  return {
    at: node.at,
    description: ifThere(node, 'description', textOf),
    version: ifThere(node, 'version', numberOf) ?? 1,
    payload: buildFields(need(node, 'payload')),
    eventKey: ifThere(node, 'event_key', buildExpression),
    migrate: listAt(node, 'migrate', buildMigration),
    guards: ifThere(node, 'guards', buildGuards),
  }
}

function buildMigration(node: Node): MigrationSyntax {
  const from = need(node, 'from_version')
  return {
    at: node.at,
    from: { version: numberOf(from), at: from.at },
    payload: buildTemplate(need(node, 'payload')),
  }
}

function buildQuery(node: Node): QuerySyntax {
  return {
    ...entrypointParts(node),
    defaults: entriesAt(node, 'defaults', (value) => value),
    where: ifThere(node, 'where', buildExpression),
    projection: textOf(need(need(node, 'returns'), 'projection')),
    asOf: ifThere(need(node, 'returns'), 'as_of', buildTemplate),
  }
}

function buildMutation(node: Node): MutationSyntax {
  const run = need(node, 'run')
  const input = need(run, 'input')
  const hasMembers = input.kind === 'map' && input.entries.length > 0
  return {
    ...entrypointParts(node),
    action: textOf(need(run, 'actionId')),
    input: hasMembers ? buildMembers(input) : null,
  }
}

function entrypointParts(node: Node) {
  return {
    at: node.at,
    id: textOf(need(node, 'id')),
    in: buildFields(need(node, 'in')),
    access: ifThere(node, 'access', (access) => ({ roles: itemsOf(need(access, 'roles')).map(textOf) })),
  }
}

function buildAccess(node: Node): AccessSyntax {
  return {
    at: node.at,
    defaultPolicy: wordAt(node, 'default_policy', ['allow', 'deny'], 'deny'),
    roles: entriesAt(node, 'roles', buildRole),
  }
}

function buildRole(node: Node): RoleSyntax {
  const rules = ifThere(node, 'derive', (derive) => entriesOf(derive).flatMap(buildRule))
  return {
    at: node.at,
    description: ifThere(node, 'description', textOf),
    extends: listAt(node, 'extends', textOf),
    derive: rules ?? [],
  }
}

function buildRule({ key, value }: MapEntry): readonly RoleRuleSyntax[] {
  const at = { ...key.at, end: Math.max(key.at.end, value.at.end) }
  if (key.text === 'auth_is_authenticated') return [{ kind: 'is-authenticated', at }]
  if (key.text !== 'auth_claim_equals') return []
  const [claim, expected] = itemsOf(value)
  if (claim === undefined || expected === undefined) return []
  return [{ kind: 'claim-equals', at, claim: textOf(claim), value: toJson(expected) }]
}
