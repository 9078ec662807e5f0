import type { EntrypointKind } from '../../../src/contract/invocation.js'
import { surfaceTypes } from '../../../src/contract/surface.js'
import type { MapEntry, Node } from '../../artifact/node.js'
import type {
  ClauseSyntax,
  CommandSyntax,
  DispatchSyntax,
  SurfaceBindingSyntax,
  SurfaceSyntax,
  WiringSyntax,
} from '../../artifact/wiring-syntax.js'
import { entriesAt, entriesOf, find, ifThere, listAt, need, numberOf, textOf, wordAt } from './members.js'

/** Builds the section `wiring`; null is that of a spec without one. */
export function buildWiring(node: Node | null): WiringSyntax {
  const surfaces = node === null ? null : find(node, 'surfaces')
  return { surfaces: surfaces === null ? [] : entriesOf(surfaces).flatMap(buildSurface) }
}

const sections = { queries: 'query', mutations: 'mutation', routes: 'route' } as const

function buildSurface({ key, value }: MapEntry): readonly SurfaceSyntax[] {
  const type = surfaceTypes.find((known) => known === key.text)
  if (type === undefined) return []
  const bindings = Object.entries(sections).flatMap(([section, kind]) => {
    const found = find(value, section)
    return found === null ? [] : entriesOf(found).flatMap((entry) => buildBinding(kind, entry))
  })
  return [{ at: key.at, type, bindings }]
}

function buildBinding(kind: EntrypointKind, { key, value }: MapEntry): SurfaceBindingSyntax {
  return {
    kind,
    id: key,
    at: value.at,
    bind: entriesAt(value, 'bind', textOf),
    method: ifThere(value, 'method', textOf),
    path: ifThere(value, 'path', textOf),
    route: ifThere(value, 'route', textOf),
    source: ifThere(value, 'source', textOf),
    command: ifThere(value, 'command', buildCommand),
    dispatch: ifThere(value, 'x-dispatch', buildDispatch),
  }
}

function buildCommand(node: Node): CommandSyntax {
  const when = find(node, 'when')
  return {
    at: node.at,
    path: textOf(need(node, 'path')),
    when: when === null ? [] : entriesAt(when, 'flags', (value) => value),
  }
}

function buildDispatch(node: Node): DispatchSyntax {
  const matcher = need(node, 'matcher')
  return {
    at: node.at,
    surfaceType: textOf(need(matcher, 'surfaceType')),
    clauses: listAt(matcher, 'clauses', buildClause),
    priorityBias: ifThere(matcher, 'priorityBias', numberOf) ?? 0,
  }
}

function buildClause(node: Node): ClauseSyntax {
  return {
    at: node.at,
    key: textOf(need(node, 'key')),
    op: wordAt(node, 'op', ['eq', 'path_template', 'prefix', 'exists'], 'eq'),
    value: find(node, 'value'),
  }
}
