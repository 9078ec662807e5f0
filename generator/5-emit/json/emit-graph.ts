import type { Json, JsonObject } from '../../../src/contract/json.js'
import type { ActionModel, AppModel, ProjectionModel, StepModel, TemplateModel } from '../../artifact/app-model.js'
import { sayUser } from '../../artifact/port-need.js'
import { semanticJudge } from '../../artifact/standard-ports.js'
import { isJudged } from '../program/is-judged.js'
import { jsonText } from './json-text.js'

/** `graph.json`: what depends on what, from the entrypoints to the modules. */
export function emitGraph(model: AppModel): string {
  const { composition } = model
  return jsonText({
    app: model.app.id,
    target: composition.target,
    modules: composition.modules.map(({ id, kind, source, serves, requires }) => ({
      id,
      kind,
      source,
      serves,
      ...(requires.length === 0 ? {} : { requires }),
    })),
    bindings: composition.bindings.map(({ port, version, module }) => ({ port, version, module })),
    needs: composition.needs.map(({ port, version, neededBy }) => ({ port, version, neededBy: neededBy.map(sayUser) })),
    ports: model.ports.map(({ id, version, effects }) => ({ id, version, effects })),
    queries: model.queries.map(({ id, projection, roles }) => ({ id, projection, roles })),
    mutations: model.mutations.map(({ id, action, roles }) => ({ id, action, roles })),
    ...viewNodes(model),
    actions: model.actions.map((action) => actionNode(action, asksJudge(action, model))),
    ...flowNodes(model),
    projections: model.projections.map(projectionNode),
    collections: model.collections.map(({ id }) => id),
    signals: model.signals.map(({ id }) => id),
    capabilities: model.capabilities.map(({ id }) => id),
  })
}

/** What a projection reads: collections, or signals. */
function projectionNode(projection: ProjectionModel): Json {
  const { id, strategy } = projection
  if (projection.strategy === 'timeline') return { id, strategy, signals: projection.signals }
  const { primary, joins } = projection
  return { id, strategy, collections: unique([primary, ...joins].map(({ collection }) => collection)) }
}

/** Flows, where an app has some: what they listen to, and what they run. */
function flowNodes({ flows }: AppModel): JsonObject {
  if (flows.length === 0) return {}
  return {
    flows: flows.map(({ id, on, steps, guards }) => ({
      id,
      signals: on,
      actions: unique(callsOf(steps).flatMap(({ target }) => (target.kind === 'action' ? [target.id] : []))),
      ports: isJudged(guards) ? [semanticJudge.id] : [],
    })),
  }
}

/** Routes and screens, where an app has some. */
function viewNodes({ routes, views }: AppModel): JsonObject {
  if (routes.length + views.screens.length === 0) return {}
  return {
    routes: routes.map(({ id, screen, roles }) => ({ id, screen, roles })),
    screens: views.screens.map(({ id, slots, rootNodes }) => {
      const shown = nodesOf(rootNodes, views.nodes)
      const calls = shown.flatMap(({ interactions }) => interactions)
      const called = (kind: 'query' | 'mutation' | 'route') =>
        unique(calls.filter((one) => one.kind === kind).map(({ entrypoint }) => entrypoint))
      return {
        id,
        queries: unique([...slots.map(({ query }) => query), ...called('query')]),
        mutations: called('mutation'),
        routes: called('route'),
        nodes: unique(shown.map((node) => node.id)),
        writes: unique(shown.flatMap(({ statePath }) => statePath ?? [])),
      }
    }),
  }
}

function nodesOf(roots: readonly string[], nodes: AppModel['views']['nodes']): AppModel['views']['nodes'] {
  const ids = new Set(roots)
  // Parents stand behind their children, so that one pass from the end finds all.
  return [...nodes].reverse().filter(({ id, children }) => {
    if (!ids.has(id)) return false
    for (const child of children) ids.add(child)
    return true
  })
}

/** What an action calls, reads, writes and emits. A collection that is computed is `null`: it may be any. */
function actionNode({ id, effects, steps, emits, sessionOutcome }: ActionModel, asks: boolean): Json {
  const calls = callsOf(steps)
  const called = (kind: 'action' | 'capability' | 'port') =>
    unique(calls.flatMap(({ target }) => (target.kind === kind ? [target.id] : [])))
  return {
    id,
    effects,
    actions: called('action'),
    capabilities: called('capability'),
    ports: unique([...called('port'), ...(asks ? [semanticJudge.id] : [])]),
    reads: uniqueOrNull(calls.flatMap(({ target }) => (target.kind === 'read' ? [target.collection] : []))),
    writes: uniqueOrNull(calls.flatMap(({ target, input }) => (target.kind === 'write' ? writtenTo(input) : []))),
    emits: unique(emits.map(({ signal }) => signal)),
    ...sessionUse(calls, sessionOutcome !== null),
  }
}

/** Whether rules of an action, or of a signal that it emits, are rules in plain words. */
function asksJudge({ guards, emits }: ActionModel, { signals }: AppModel): boolean {
  const emitted = signals.filter(({ id }) => emits.some(({ signal }) => signal === id))
  return [guards.pre, guards.post, ...emitted.map((signal) => signal.guards)].some(isJudged)
}

/** Whether an action writes the session, where it does; that it reads it, its effects do not tell either. */
function sessionUse(calls: readonly CallStep[], clears: boolean): JsonObject {
  const writes = clears || calls.some(({ target }) => target.kind === 'session-write')
  return writes ? { writesSession: true } : {}
}

type CallStep = StepModel & { readonly kind: 'call' }

function callsOf(steps: readonly StepModel[]): CallStep[] {
  return steps.flatMap((step) => {
    if (step.kind === 'if') return [...callsOf(step.then), ...callsOf(step.else)]
    return step.kind === 'call' ? [step] : []
  })
}

function writtenTo(input: TemplateModel): (string | null)[] {
  const patches = [...membersOf(input, 'patch'), ...membersOf(input, 'patches').flatMap(itemsOf)]
  if (patches.length === 0) return [null]
  return patches.flatMap((patch) => {
    const [collection] = membersOf(patch, 'collection')
    return [collection?.kind === 'literal' && typeof collection.value === 'string' ? collection.value : null]
  })
}

function membersOf(template: TemplateModel, name: string): TemplateModel[] {
  if (template.kind !== 'object') return []
  return template.entries.filter((entry) => entry.name === name).map(({ value }) => value)
}

function itemsOf(template: TemplateModel): readonly TemplateModel[] {
  return template.kind === 'list' ? template.items : [template]
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)].sort()
}

function uniqueOrNull(names: readonly (string | null)[]): (string | null)[] {
  const known = unique(names.filter((name) => name !== null))
  return names.includes(null) ? [...known, null] : known
}
