import type { Json } from '../../../src/contract/json.js'
import type { PortNeedModel } from '../../artifact/app-model.js'
import type { PortUser } from '../../artifact/port-need.js'

/** The members of `graph.json` that are drawn. */
interface GraphFile {
  readonly modules: readonly {
    readonly id: string
    readonly kind: string
    readonly source: string
    readonly requires?: readonly string[]
  }[]
  readonly bindings: readonly { readonly port: string; readonly version: string; readonly module: string }[]
  readonly queries: readonly { readonly id: string; readonly projection: string }[]
  readonly mutations: readonly { readonly id: string; readonly action: string }[]
  readonly actions: readonly {
    readonly id: string
    readonly actions: readonly string[]
    readonly ports: readonly string[]
    readonly reads: readonly unknown[]
    readonly writes: readonly unknown[]
  }[]
  readonly flows?: readonly {
    readonly id: string
    readonly actions: readonly string[]
    readonly ports: readonly string[]
  }[]
  readonly projections: readonly { readonly id: string; readonly collections?: readonly string[] }[]
  readonly routes?: readonly { readonly id: string; readonly screen: string }[]
  readonly screens?: readonly {
    readonly id: string
    readonly queries: readonly string[]
    readonly mutations: readonly string[]
    readonly nodes: readonly string[]
  }[]
}

export type NodeKind = 'query' | 'mutation' | 'route' | 'screen' | 'flow' | 'action' | 'projection' | 'port' | 'module'

export interface GraphNode {
  /** Unique over all kinds: `action desk.notify`. */
  readonly key: string
  readonly kind: NodeKind
  readonly label: string
}

/** What depends on what, from the entrypoints to the modules, ready to be drawn. */
export interface AppGraph {
  /** As `graph.json` has it. */
  readonly file: Json
  readonly nodes: readonly GraphNode[]
  readonly edges: readonly (readonly [from: string, to: string])[]
}

/** Reads the emitted `graph.json`, which says in words what needs a port. */
export function readGraph(text: string, needs: readonly PortNeedModel[]): AppGraph {
  const file: GraphFile & Json = JSON.parse(text)
  const ports = [...needs, ...file.bindings]
  const portKeys = new Map(ports.map(({ port, version }) => [port, `port ${port}@${version}`]))
  const node = (kind: NodeKind, id: string, label = id): GraphNode => ({ key: `${kind} ${id}`, kind, label })
  const toPorts = (from: string, ids: readonly string[]): (readonly [string, string])[] =>
    ids.flatMap((id) => {
      const key = portKeys.get(id)
      return key === undefined ? [] : [[from, key] as const]
    })
  return {
    file,
    nodes: [
      ...file.queries.map(({ id }) => node('query', id)),
      ...file.mutations.map(({ id }) => node('mutation', id)),
      ...(file.routes ?? []).map(({ id }) => node('route', id)),
      ...(file.screens ?? []).map(({ id }) => node('screen', id)),
      ...(file.flows ?? []).map(({ id }) => node('flow', id)),
      ...file.actions.map(({ id }) => node('action', id)),
      ...file.projections.map(({ id }) => node('projection', id)),
      ...[...new Set(portKeys.values())].map((key) => node('port', key.slice('port '.length))),
      ...file.modules.map(({ id, source }) => node('module', id, `${id} (${source})`)),
    ],
    edges: withoutRepeats([
      ...file.queries.map(({ id, projection }) => [`query ${id}`, `projection ${projection}`] as const),
      ...file.mutations.map(({ id, action }) => [`mutation ${id}`, `action ${action}`] as const),
      ...(file.routes ?? []).map(({ id, screen }) => [`route ${id}`, `screen ${screen}`] as const),
      ...(file.screens ?? []).flatMap(({ id, queries, mutations }) => [
        ...queries.map((query) => [`screen ${id}`, `query ${query}`] as const),
        ...mutations.map((mutation) => [`screen ${id}`, `mutation ${mutation}`] as const),
      ]),
      ...(file.flows ?? []).flatMap(({ id, actions, ports }) => [
        ...actions.map((action) => [`flow ${id}`, `action ${action}`] as const),
        ...toPorts(`flow ${id}`, ports),
      ]),
      ...file.actions.flatMap((action) => [
        ...action.actions.map((called) => [`action ${action.id}`, `action ${called}`] as const),
        ...toPorts(`action ${action.id}`, portsOf(action)),
      ]),
      ...file.projections.flatMap(({ id, collections = [] }) =>
        toPorts(`projection ${id}`, collections.length === 0 ? [] : ['collections.read']),
      ),
      ...needs.flatMap(({ port, neededBy }) =>
        neededBy.flatMap((by) => usersOf(by, file).flatMap((user) => toPorts(user, [port]))),
      ),
      ...file.bindings.map(({ port, version, module }) => [`port ${port}@${version}`, `module ${module}`] as const),
      ...file.modules.flatMap(({ id, requires = [] }) =>
        requires.map((other) => [`module ${id}`, `module ${other}`] as const),
      ),
    ]),
  }
}

type Edge = AppGraph['edges'][number]

/** What an action calls and what it is known to need are often the same. */
function withoutRepeats(edges: readonly Edge[]): readonly Edge[] {
  return [...new Map(edges.map((edge) => [edge.join('\n'), edge])).values()]
}

/** Who needs a port: nodes are not drawn, but the screens that show them. */
function usersOf({ kind, id }: PortUser, { screens = [] }: GraphFile): readonly string[] {
  if (kind === 'node') return screens.filter(({ nodes }) => nodes.includes(id)).map((screen) => `screen ${screen.id}`)
  return kind === 'action' || kind === 'projection' || kind === 'query' || kind === 'flow' ? [`${kind} ${id}`] : []
}

function portsOf({ ports, reads, writes }: GraphFile['actions'][number]): readonly string[] {
  const store = [...(reads.length > 0 ? ['collections.read'] : []), ...(writes.length > 0 ? ['collections.write'] : [])]
  return [...new Set([...ports, ...store])]
}
