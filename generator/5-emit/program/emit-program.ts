import type { AppModel } from '../../artifact/app-model.js'
import type { EmittedFile } from '../../artifact/file-set.js'
import { call, list, object } from '../text/code.js'
import { literal, property, quote } from '../text/literal.js'
import type { Writer } from '../text/writer.js'
import { emitAccess } from './emit-access.js'
import { emitAction } from './emit-action.js'
import { emitCapability } from './emit-capability.js'
import { emitCollection } from './emit-collection.js'
import { emitFlows } from './emit-flow.js'
import { emitMutation } from './emit-mutation.js'
import { emitPort } from './emit-port.js'
import { emitProjection } from './emit-projection.js'
import { emitQuery } from './emit-query.js'
import { emitRoute } from './emit-route.js'
import { emitSession } from './emit-session.js'
import { emitSignal } from './emit-signal.js'
import { emitSurfaces } from './emit-surface.js'
import { emitNode, emitScreen } from './emit-views.js'
import { layOutProgram } from './lay-out-program.js'
import { ProgramFacts } from './program-facts.js'
import { type DeclaredKind, sessionName } from './program-names.js'
import type { Section } from './reachable.js'
import { Unit } from './unit.js'
import { writeBindingPlan, writeLockfile } from './write-deployment.js'

/** The app compiled to plain TypeScript: `program.ts`, and where that becomes too long, its parts in `program/`. */
export function emitProgram(model: AppModel, head: readonly string[]): EmittedFile[] {
  const facts = new ProgramFacts(model)
  const sections: Section[] = [
    { name: 'collections', units: model.collections.map((collection) => emitCollection(facts, collection)) },
    { name: 'ports', units: model.ports.map((port) => emitPort(facts, port)) },
    { name: 'signals', units: model.signals.map((signal) => emitSignal(facts, signal)) },
    { name: 'session', units: emitSession(facts, model.session) },
    { name: 'capabilities', units: model.capabilities.map((capability) => emitCapability(facts, capability)) },
    { name: 'actions', units: model.actions.map((action) => emitAction(facts, action)) },
    { name: 'flows', units: emitFlows(facts) },
    { name: 'projections', units: model.projections.map((projection) => emitProjection(facts, projection)) },
    { name: 'queries', units: model.queries.map((query) => emitQuery(facts, query)) },
    { name: 'mutations', units: model.mutations.map((mutation) => emitMutation(facts, mutation)) },
    { name: 'nodes', units: model.views.nodes.map((node) => emitNode(facts, node)) },
    { name: 'screens', units: model.views.screens.map((screen) => emitScreen(facts, screen)) },
    { name: 'routes', units: model.routes.map((route) => emitRoute(facts, route)) },
    { name: 'surfaces', units: emitSurfaces(facts) },
    { name: 'access', units: [emitAccess(facts, model.access)] },
  ]
  return layOutProgram(sections, { name: 'program', units: [emitTable(facts)] }, head)
}

function emitTable(facts: ProgramFacts): Unit {
  const { model } = facts
  const unit = new Unit(facts.names)
  const { deployment } = model.composition
  if (deployment !== null) {
    unit.declare('deployment', 'How the modules of the manifest are composed, in boot order.', (out) => {
      out.block(`const deployment: ${unit.type('Deployment')} = {`, '}', () => {
        out.line(`hostApiVersion: ${quote(deployment.hostApiVersion)},`)
        out.line(`host: ${quote(deployment.host)},`)
        out.code('modules: ', list(deployment.modules.map(literal)), ',')
        writeBindingPlan(out, deployment.bindingPlan)
        writeLockfile(out, deployment.lockfile)
      })
    })
  }
  unit.declare('program', 'The compiled app.', (out) => {
    out.block(`export const program: ${unit.type('Program')} = {`, '}', () => {
      out.code('app: ', literal(model.app), ',')
      out.line(`hash: ${quote(model.hash)},`)
      out.line(`${unit.name('deriveRoles')},`)
      out.line(`defaultPolicy: ${quote(model.access.defaultPolicy)},`)
      writeMap(facts, unit, 'queries', 'query', model.queries, out)
      writeMap(facts, unit, 'mutations', 'mutation', model.mutations, out)
      writeMap(facts, unit, 'collections', 'collection', model.collections, out)
      writeMap(facts, unit, 'ports', 'port', model.ports, out)
      if (model.history !== null) out.code('history: ', literal(model.history), ',')
      const timelines = shownTimelines(model)
      if (timelines.length > 0) {
        writeMap(facts, unit, 'timelines', 'projection', timelines, out)
        out.line(`${unit.use('timelineKernel')},`)
      }
      if (model.flows.length > 0) {
        writeMap(facts, unit, 'flows', 'flow', model.flows, out)
        out.line(`${unit.use('flowKernel')},`)
      }
      if (model.routes.length > 0) {
        writeMap(facts, unit, 'routes', 'route', model.routes, out)
        out.line(`${unit.use('screenKernel')},`)
      }
      if (model.views.screens.length > 0) writeMap(facts, unit, 'screens', 'screen', model.views.screens, out)
      writeSubscriptions(model, out)
      if (model.session !== null) out.line(`session: ${unit.name(sessionName)},`)
      out.code('requirements: ', list(model.requirements.map(literal)), ',')
      out.line(deployment === null ? 'deployment: null,' : `${unit.name('deployment')},`)
      if (model.surfaces.length > 0) out.line(`${unit.name('surfaces')},`)
    })
  })
  return unit
}

/** A timeline that no query shows is checked and not emitted, like every other projection. */
function shownTimelines({ projections, queries }: AppModel): AppModel['projections'] {
  const shown = new Set(queries.map(({ projection }) => projection))
  return projections.filter(({ id, strategy }) => strategy === 'timeline' && shown.has(id))
}

const typeOf = {
  queries: 'QueryProgram',
  mutations: 'MutationProgram',
  collections: 'CollectionProgram',
  ports: 'PortProgram',
  timelines: 'TimelineProgram',
  flows: 'FlowProgram',
  routes: 'RouteProgram',
  screens: 'ScreenProgram',
} as const

function writeSubscriptions({ subscriptions }: AppModel, out: Writer): void {
  if (subscriptions.length === 0) return
  const members = object(subscriptions.map(({ signal, queries }) => property(signal, literal(queries))))
  out.code('subscriptions: ', call('new Map', call('Object.entries', members)), ',')
}

function writeMap(
  facts: ProgramFacts,
  unit: Unit,
  member: keyof typeof typeOf,
  kind: DeclaredKind,
  entries: readonly { readonly id: string }[],
  out: Writer,
): void {
  // Not as a list of pairs: their common type is a union of all of them, which TypeScript gives up at some hundreds.
  const members = object(entries.map(({ id }) => property(id, facts.use(unit, kind, id))))
  const type = unit.type(typeOf[member])
  out.code(`${member}: `, call('new Map', call(`Object.entries<${type}>`, members)), ',')
}
