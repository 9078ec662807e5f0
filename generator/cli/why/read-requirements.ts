import type { AppModel } from '../../artifact/app-model.js'
import type { BuiltProject } from '../../build.js'
import type { Locate, RequirementGraph, RequirementNode } from './requirement-graph.js'
import { requirementsOfApp } from './requirements-of-app.js'
import { listNatives, requirementsOfModules } from './requirements-of-modules.js'

/** Reads from a project what needs what. */
export function readRequirements(project: BuiltProject, locate: Locate): RequirementGraph {
  const { model, composition, spec } = project
  const declared = [...nodesOfApp(model), ...nodesOfComposition(project, locate)]
  const ownPlaces = new Map(declared.map(({ key, at }) => [key, at]))
  const written = [...requirementsOfApp(model), ...requirementsOfModules(composition.modules, locate)]
  const bound = composition.bindings.map(({ port, module }) => ({
    from: `port ${port}`,
    to: `module ${module}`,
    at: null,
  }))
  const needs = spec.portFacts.needs.flatMap(({ port, neededBy, at }) =>
    neededBy.map(({ kind, id }, index) => {
      const user = kind === 'app' ? { key: id, kind: '', id } : { key: `${kind} ${id}`, kind, id }
      return { from: user.key, to: `port ${port}`, at: index === 0 ? locate(at) : null, user }
    }),
  )
  const requirements = [...written, ...bound, ...needs].map((one) => ({
    from: one.from,
    to: one.to,
    at: one.at ?? ownPlaces.get(one.from.startsWith('port ') ? one.to : one.from) ?? null,
  }))
  const apart = needs.filter(({ from }) => !ownPlaces.has(from)).map(({ user, at }) => ({ ...user, at }))
  const nodes = new Map([...declared, ...apart].map((node) => [node.key, node]))
  const entries = declared.filter(({ kind }) => entryKinds.includes(kind)).map(({ key }) => key)
  return { nodes, entries, others: [...new Set(apart.map(({ key }) => key))], requirements }
}

// Flows begin by themselves: what a signal leads to may lead back to it.
const entryKinds = ['query', 'mutation', 'route', 'flow']

function node(kind: string, id: string, at: string | null): RequirementNode {
  return { key: `${kind} ${id}`, kind, id, at }
}

function nodesOfApp(model: AppModel): readonly RequirementNode[] {
  const of = (kind: string, declared: readonly { readonly id: string; readonly origin: string }[]) =>
    declared.map(({ id, origin }) => node(kind, id, origin))
  return [
    ...of('query', model.queries),
    ...of('mutation', model.mutations),
    ...of('route', model.routes),
    ...of('flow', model.flows),
    ...of('screen', model.views.screens),
    ...of('node', model.views.nodes),
    ...of('action', model.actions),
    ...of('capability', model.capabilities),
    ...of('signal', model.signals),
    ...of('projection', model.projections),
  ]
}

function nodesOfComposition({ spec, composition, presets }: BuiltProject, locate: Locate): readonly RequirementNode[] {
  const { modules } = composition
  return [
    ...spec.portFacts.declared.map(({ port, version, at }) => ({
      ...node('port', port, at === null ? null : locate(at)),
      id: `${port}@${version}`,
    })),
    ...modules.map(({ id, at }) => node('module', id, locate(at))),
    ...listNatives(modules, presets).map(({ name, module }) => {
      const giver = modules.find(({ id }) => id === module)
      return node('native', name, giver === undefined ? null : locate(giver.at))
    }),
  ]
}
