import type {
  CheckedAction,
  CheckedCapability,
  CheckedCollection,
  CheckedPort,
  CheckedSignal,
} from '../artifact/checked-app.js'
import type { CheckedFlow } from '../artifact/flow-model.js'
import { isServedByStore, semanticJudge, standardPorts } from '../artifact/standard-ports.js'
import type { Diagnostic } from '../diagnostic/diagnostic.js'
import { checkActions } from './action/check-actions.js'
import { checkCapability } from './capability/check-capability.js'
import { checkCollection } from './collection/check-collection.js'
import type { Declarations } from './declaration/declarations.js'
import { checkFlow } from './flow/check-flow.js'
import { findJudgeNeed } from './port/find-judge-need.js'
import { checkProjection } from './projection/check-projection.js'
import type { KnownProjection } from './projection/known-projection.js'
import { checkSignal } from './signal/check-signal.js'

/** Everything that stands under `domain`, checked. */
export interface CheckedDomain {
  readonly collections: readonly CheckedCollection[]
  readonly signals: readonly CheckedSignal[]
  readonly capabilities: readonly CheckedCapability[]
  readonly ports: readonly CheckedPort[]
  readonly actions: readonly CheckedAction[]
  readonly flows: readonly CheckedFlow[]
  readonly projections: ReadonlyMap<string, KnownProjection>
}

/** Checks the declarations of a domain, each against the others. */
export function checkDomain(declarations: Declarations, found: Diagnostic[]): CheckedDomain {
  const { collections, signals, callables, projections, flows } = declarations
  const capabilities = [...callables.values()].filter((callable) => callable.kind === 'capability')
  const nothingKnown = { declarations, outputs: new Map() }
  const actions = checkActions(declarations, found)
  const outputs = new Map(actions.map(({ id, output }) => [id, output]))
  return {
    collections: [...collections.values()].map((collection) => checkCollection(collection, found)),
    signals: [...signals.values()].map((signal) => checkSignal(signal, found)),
    capabilities: capabilities.map((capability) => checkCapability(capability, nothingKnown, found)),
    ports: listPorts(declarations),
    actions,
    flows: [...flows.values()].map((flow) => checkFlow(flow, { declarations, outputs }, found)),
    projections: new Map(
      [...projections].map(([id, projection]) => [id, checkProjection(projection, declarations, found)]),
    ),
  }
}

/**
 * The external ports, and the standard ones that an action calls or that decide rules in plain words. What the store
 * serves is no port to it.
 */
function listPorts(declarations: Declarations): readonly CheckedPort[] {
  const callables = [...declarations.callables.values()]
  const called = new Set(
    callables.flatMap((one) => (one.kind === 'action' ? one.calls.map(({ target }) => target.text) : [])),
  )
  const ports = callables.flatMap((callable): readonly CheckedPort[] => {
    if (callable.kind !== 'port') return []
    const { kind: _, ...port } = callable
    const isKept = !standardPorts.has(port.id) || (called.has(port.id) && !isServedByStore(port.id))
    return isKept ? [port] : []
  })
  return findJudgeNeed(declarations) === null ? ports : [...ports, { ...semanticJudge, at: null }]
}
