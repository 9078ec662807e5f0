import type { AppModel, ModelOptions } from '../artifact/app-model.js'
import type {
  CheckedInteraction,
  CheckedNode,
  CheckedScreen,
  CheckedSlot,
  CheckedViews,
} from '../artifact/checked-views.js'
import { declarationIdentifier } from '../artifact/identifier.js'
import type { InteractionModel, NodeModel, ScreenModel, SlotModel, ViewsModel } from '../artifact/views-model.js'
import { compareTexts, inOrder } from './in-order.js'

type Locate = ModelOptions['locate']

/** Nodes and screens; a node stands behind those within it, which it names. */
export function modelViews({ nodes, screens }: CheckedViews, locate: Locate): ViewsModel {
  const shown = listShown(screens, nodes)
  return {
    nodeIds: inOrder(nodes).map(({ id }) => id),
    nodes: childrenFirst(inOrder(nodes.filter(({ id }) => shown.has(id)))).map((node) => modelNode(node, locate)),
    screens: inOrder(screens).map((screen) => modelScreen(screen, locate)),
  }
}

function listShown(screens: readonly CheckedScreen[], nodes: readonly CheckedNode[]): ReadonlySet<string> {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const shown = new Set(screens.flatMap(({ rootNodes }) => rootNodes))
  for (const id of shown) for (const child of byId.get(id)?.children ?? []) shown.add(child)
  return shown
}

/** For each signal the queries whose rows may have changed after it: over all slots of all screens. */
export function modelSubscriptions({ screens }: CheckedViews): AppModel['subscriptions'] {
  const queries = new Map<string, Set<string>>()
  for (const { query, refreshOn } of screens.flatMap(({ slots }) => slots)) {
    for (const signal of refreshOn) queries.set(signal, (queries.get(signal) ?? new Set()).add(query))
  }
  return [...queries]
    .map(([signal, ids]) => ({ signal, queries: [...ids].sort() }))
    .sort((left, right) => compareTexts(left.signal, right.signal))
}

// A loop with a list of what is open: nodes may be nested deeper than calls may be.
function childrenFirst(nodes: readonly CheckedNode[]): readonly CheckedNode[] {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const done = new Set<CheckedNode>()
  for (const root of nodes) {
    const open = [root]
    for (let node = open.at(-1); node !== undefined; node = open.at(-1)) {
      const next = node.children.map((id) => byId.get(id)).find((child) => child !== undefined && !done.has(child))
      if (next !== undefined) open.push(next)
      else {
        done.add(node)
        open.pop()
      }
    }
  }
  return [...done]
}

function modelNode(node: CheckedNode, locate: Locate): NodeModel {
  const { at, id, type, screen, scope, props, shape, visible, statePath, interactions, children } = node
  return {
    id,
    identifier: declarationIdentifier('node', id),
    origin: locate(at),
    type,
    screen,
    scope,
    props: [...props].sort((left, right) => compareTexts(left.name, right.name)),
    shape,
    visible,
    statePath,
    interactions: inOrder(interactions).map((interaction) => modelInteraction(interaction, locate)),
    children,
  }
}

function modelInteraction({ at, ...interaction }: CheckedInteraction, locate: Locate): InteractionModel {
  return { ...interaction, origin: locate(at) }
}

function modelScreen({ at, id, scope, slots, rootNodes, mayHide }: CheckedScreen, locate: Locate): ScreenModel {
  return {
    id,
    identifier: declarationIdentifier('screen', id),
    origin: locate(at),
    scope,
    slots: slots.map((slot) => modelSlot(slot, locate)),
    rootNodes,
    mayHide,
  }
}

function modelSlot({ at, ...slot }: CheckedSlot, locate: Locate): SlotModel {
  return { ...slot, origin: locate(at) }
}
