// In: the checked app and the checked composition. Out: the app model, plain JSON with every decision taken.
// Promise: pure and total; the order in which things are declared changes nothing; each name comes from `identifier.ts`.
// Lists whose order means something (steps, emits, joins, fields, modules) keep it.
// Not its job: to judge the app, which phase 3 has done, or to print it.

import type { Json } from '../../src/contract/json.js'
import type { AppModel, ModelOptions } from '../artifact/app-model.js'
import type { CheckedSpec } from '../artifact/checked-app.js'
import type { CheckedComposition } from '../artifact/checked-composition.js'
import type { Span } from '../artifact/span.js'
import { collectShapes } from './collect-shapes.js'
import { findIndexes } from './find-indexes.js'
import { hashValue } from './hash-value.js'
import { inOrder } from './in-order.js'
import { modelAccess } from './model-access.js'
import { modelAction, modelCapability } from './model-action.js'
import { modelCollection } from './model-collection.js'
import { modelComposition } from './model-composition.js'
import { modelMutation, modelQuery, modelRoute } from './model-entrypoint.js'
import { listHeardSignals, modelFlow } from './model-flow.js'
import { modelPort } from './model-port.js'
import { modelProjection } from './model-projection.js'
import { modelRequirements } from './model-requirements.js'
import { modelSession } from './model-session.js'
import { modelSignal } from './model-signal.js'
import { modelSuite } from './model-suite.js'
import { modelSurfaces } from './model-surface.js'
import { modelSubscriptions, modelViews } from './model-views.js'

/** Takes every decision that the emitted code shows. */
export function buildModel(spec: CheckedSpec, composition: CheckedComposition, options: ModelOptions): AppModel {
  const locate = (at: Span): string => options.locate(at)
  const domain = modelDomain(spec, locate)
  const entrypoints = modelEntrypoints(spec, locate)
  const indexes = findIndexes(domain.projections, entrypoints.queries)
  const { id, name, tz } = spec.app
  const { compilerVersion } = options
  const specHash = hashValue(spec.json)
  const requirements = modelRequirements(spec.requirements, domain.ports)
  const whole = {
    app: { id, name, tz },
    history: spec.history,
    compilerVersion,
    specHash,
    ...domain,
    ...entrypoints,
    collections: inOrder(spec.collections).map((one) => modelCollection(one, indexes.get(one.id) ?? [], locate)),
    views: modelViews(spec.views, locate),
    subscriptions: modelSubscriptions(spec.views),
    session: modelSession(spec.session, locate),
    access: modelAccess(spec.access, locate),
    suite: modelSuite(spec.suite, locate),
    requirements,
    composition: modelComposition(composition, options, { appId: id, requirements }),
    surfaces: modelSurfaces(spec.surfaces, locate),
  }
  const { deployment, target } = whole.composition
  // The rest of the model follows from these, and is some ten times as long.
  const hash = hashValue({ compilerVersion, specHash, deployment, target, ...guestFacts(whole.composition.guests) })
  return { ...whole, shapes: collectShapes(whole), hash }
}

/** What decides the guests; of their code, the hash. An app without guests has the hash that it always had. */
function guestFacts(guests: AppModel['composition']['guests']): { readonly guests?: Json } {
  if (guests.length === 0) return {}
  return {
    guests: guests.map(({ bundle }) => {
      const { code: _, map: __, limits, requires, ...facts } = bundle
      const grants = requires.map(({ name, module, capabilities }) => ({ name, module, capabilities }))
      return { ...facts, limits: { ...limits }, requires: grants }
    }),
  }
}

type Domain = Pick<AppModel, 'signals' | 'capabilities' | 'ports' | 'actions' | 'flows' | 'projections'>

function modelDomain(spec: CheckedSpec, locate: ModelOptions['locate']): Domain {
  return {
    signals: inOrder([...spec.signals, ...listHeardSignals(spec.flows)]).map((signal) => modelSignal(signal, locate)),
    capabilities: inOrder(spec.capabilities).map((capability) => modelCapability(capability, locate)),
    ports: inOrder(spec.ports).map((port) => modelPort(port, locate)),
    actions: inOrder(spec.actions).map((action) => modelAction(action, locate)),
    flows: inOrder(spec.flows).map((flow) => modelFlow(flow, locate)),
    projections: inOrder(spec.projections).map((projection) => modelProjection(projection, spec.json, locate)),
  }
}

function modelEntrypoints(
  spec: CheckedSpec,
  locate: ModelOptions['locate'],
): Pick<AppModel, 'queries' | 'mutations' | 'routes'> {
  const projections = new Map(spec.projections.map((projection) => [projection.id, projection]))
  const actions = new Map(spec.actions.map((action) => [action.id, action]))
  return {
    queries: inOrder(spec.queries).map((query) => modelQuery(query, projections, locate)),
    mutations: inOrder(spec.mutations).map((mutation) => modelMutation(mutation, actions, locate)),
    routes: inOrder(spec.routes).map((route) => modelRoute(route, locate)),
  }
}
