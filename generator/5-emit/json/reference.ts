import type { AppModel } from '../../artifact/app-model.js'
import { runtimePorts, standardPorts } from '../../artifact/standard-ports.js'
import { standardSignals } from '../../artifact/standard-signals.js'

/** What the text at some place of a spec is the name of. */
export type Reference =
  | 'action'
  | 'callable'
  | 'collection'
  | 'entrypoint'
  | 'flow'
  | 'heard-signal'
  | 'mutation'
  | 'node'
  | 'port'
  | 'persona'
  | 'projection'
  | 'query'
  | 'role'
  | 'screen'
  | 'session-path'
  | 'signal'

/** The places that name something: the mapping and its key, as the grammar calls them. */
export const references: ReadonlyMap<string, Reference> = new Map<string, Reference>([
  ['a call step: call', 'callable'],
  ['an entry of "emits": signal', 'signal'],
  ['a projection of one collection: collection', 'collection'],
  ['the primary collection: collection', 'collection'],
  ['a join edge: collection', 'collection'],
  ['a timeline: signals', 'signal'],
  ['a flow: on', 'heard-signal'],
  ['a run step: run', 'action'],
  ['an expectation: flow_completed', 'flow'],
  ['what a query returns: projection', 'projection'],
  ['what a mutation runs: actionId', 'action'],
  ['the access of an entrypoint: roles', 'role'],
  ['a role: extends', 'role'],
  ['the context of a scenario: persona', 'persona'],
  ['a trigger: mutation', 'mutation'],
  ['a trigger: query', 'query'],
  ['an expectation: query', 'query'],
  ['an expectation: projection', 'projection'],
  ['a route: renders', 'screen'],
  ['a screen: root_nodes', 'node'],
  ['a node: children', 'node'],
  ['a slot of a screen: query', 'query'],
  ['a slot of a screen: refresh_on_signals', 'heard-signal'],
  ['the dispatch of an interaction: entrypointId', 'entrypoint'],
  ['the props of a node: statePath', 'session-path'],
  ['a session outcome: paths', 'session-path'],
  ['a required port: portId', 'port'],
])

/** The names that an app has to offer at each kind of place, in code-unit order. */
export function namesByReference(model: AppModel): Readonly<Record<Reference, readonly string[]>> {
  const ids = (entries: readonly { readonly id: string }[]) => entries.map(({ id }) => id)
  const ports = ids(model.ports).filter((port) => !runtimePorts.includes(port))
  const callable = [...ids(model.capabilities), ...ports, ...ids(model.actions), ...standardPorts.keys()]
  return {
    action: ids(model.actions),
    callable: [...new Set(callable)].sort(),
    collection: ids(model.collections),
    flow: ids(model.flows),
    mutation: ids(model.mutations),
    persona: ids(model.suite.personas),
    entrypoint: [...new Set([...ids(model.queries), ...ids(model.mutations), ...ids(model.routes)])].sort(),
    node: model.views.nodeIds,
    port: [...new Set([...ids(model.ports), ...standardPorts.keys(), ...runtimePorts])].sort(),
    projection: ids(model.projections),
    query: ids(model.queries),
    role: ids(model.access.roles).sort(),
    screen: ids(model.views.screens),
    'session-path': model.session?.paths ?? [],
    'heard-signal': [...new Set([...ids(model.signals), ...standardSignals.keys()])].sort(),
    signal: ids(model.signals).filter((signal) => !standardSignals.has(signal)),
  }
}
