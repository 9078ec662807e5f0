import type {
  CheckedAction,
  CheckedCapability,
  CheckedCollection,
  CheckedPort,
  CheckedSignal,
} from '../artifact/checked-app.js'
import { collectionsRead, collectionsWrite, standardPorts } from '../artifact/standard-ports.js'
import type { Diagnostic } from '../diagnostic/diagnostic.js'
import { checkActions } from './action/check-actions.js'
import { checkCapability } from './capability/check-capability.js'
import { checkCollection } from './collection/check-collection.js'
import type { Callable, Declarations } from './declaration/declarations.js'
import { checkProjection, type KnownProjection } from './projection/check-projection.js'
import { checkSignal } from './signal/check-signal.js'

/** Everything that stands under `domain`, checked. */
export interface CheckedDomain {
  readonly collections: readonly CheckedCollection[]
  readonly signals: readonly CheckedSignal[]
  readonly capabilities: readonly CheckedCapability[]
  readonly ports: readonly CheckedPort[]
  readonly actions: readonly CheckedAction[]
  readonly projections: ReadonlyMap<string, KnownProjection>
}

/** Checks the declarations of a domain, each against the others. */
export function checkDomain(declarations: Declarations, found: Diagnostic[]): CheckedDomain {
  const { collections, signals, callables, projections } = declarations
  const capabilities = [...callables.values()].filter((callable) => callable.kind === 'capability')
  const nothingKnown = { declarations, outputs: new Map() }
  return {
    collections: [...collections.values()].map((collection) => checkCollection(collection, found)),
    signals: [...signals.values()].map((signal) => checkSignal(signal, found)),
    capabilities: capabilities.map((capability) => checkCapability(capability, nothingKnown, found)),
    ports: listPorts([...callables.values()]),
    actions: checkActions(declarations, found),
    projections: new Map(
      [...projections].map(([id, projection]) => [id, checkProjection(projection, collections, found)]),
    ),
  }
}

/** The external ports, and the standard ones that an action calls. The store serves `collections.*`, which are no ports to it. */
function listPorts(callables: readonly Callable[]): readonly CheckedPort[] {
  const called = new Set(
    callables.flatMap((one) => (one.kind === 'action' ? one.calls.map(({ target }) => target.text) : [])),
  )
  return callables.flatMap((callable) => {
    if (callable.kind !== 'port') return []
    const { kind: _, ...port } = callable
    const isServedByStore = port.id === collectionsRead.id || port.id === collectionsWrite.id
    const isKept = !standardPorts.has(port.id) || (called.has(port.id) && !isServedByStore)
    return isKept ? [port] : []
  })
}
