import type { Text } from '../../artifact/node.js'
import type { ViewNodeSyntax, ViewsSyntax } from '../../artifact/views-syntax.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import { suggestName } from '../../diagnostic/suggest.js'
import { findCycles } from '../declaration/find-cycles.js'

type Nodes = ReadonlyMap<string, ViewNodeSyntax>

/**
 * Finds roots and children that do not exist, and nodes that are within themselves. Of two nodes with one id nobody knows which is
 * meant, and one of them may be what another misses: nothing is said of the tree then.
 */
export function findTreeProblems({ nodes, screens }: ViewsSyntax): readonly Diagnostic[] {
  const known = nodesById(nodes)
  if (known.size < nodes.length) return []
  const roots = screens.flatMap(({ id, rootNodes }, screen) =>
    rootNodes.flatMap(({ text, at }, index) => {
      if (known.has(text)) return []
      const extras = { path: `views.screens.${screen}.root_nodes.${index}`, ...suggestName({ text, at }, known.keys()) }
      return [diagnostic('view_root_node_not_found', at, { screen: id.text, node: text }, extras)]
    }),
  )
  const children = nodes.flatMap((node, parent) =>
    node.children.flatMap(({ text, at }, index) => {
      if (known.has(text)) return []
      const extras = { path: `views.nodes.${parent}.children.${index}`, ...suggestName({ text, at }, known.keys()) }
      return [diagnostic('spec_reference_not_found_error', at, { kind: 'node', id: text }, extras)]
    }),
  )
  return [...roots, ...children, ...findNodeCycles(nodes, known)]
}

/** Nodes by id, in authored order; of two with one id, the first. */
export function nodesById(nodes: readonly ViewNodeSyntax[]): Nodes {
  const byId = new Map<string, ViewNodeSyntax>()
  for (const node of nodes) if (!byId.has(node.id.text)) byId.set(node.id.text, node)
  return byId
}

function findNodeCycles(nodes: readonly ViewNodeSyntax[], known: Nodes): readonly Diagnostic[] {
  const graph = new Map([...known].map(([id, { children }]) => [id, children.map(({ text }) => text)]))
  return findCycles(graph).flatMap((cycle) => {
    const steps = cycle.map((id, index) => findChild(known, id, cycle[(index + 1) % cycle.length] ?? id))
    const [first, ...others] = steps
    const [outer = ''] = cycle
    const node = known.get(outer)
    if (first === undefined || first === null || node === undefined) return []
    const way = [...cycle, outer].map((id) => `"${id}"`).join(' → ')
    const problem = cycle.length === 1 ? `node "${outer}" is its own child` : `nodes are within each other: ${way}`
    const related = others.flatMap((step, index) =>
      step === null ? [] : [{ note: `"${cycle[index + 1]}" holds "${step.text}"`, at: step.at }],
    )
    const path = `views.nodes.${nodes.indexOf(node)}.children.${node.children.indexOf(first)}`
    return [diagnostic('view_node_contract_error', first.at, { problem }, { path, related })]
  })
}

function findChild(nodes: Nodes, parent: string, child: string): Text | null {
  return nodes.get(parent)?.children.find(({ text }) => text === child) ?? null
}

/** The nodes that a screen shows, from its roots down. */
export function listShown(roots: readonly Text[], nodes: Nodes): ReadonlySet<string> {
  const shown = new Set(roots.map(({ text }) => text).filter((id) => nodes.has(id)))
  for (const id of shown) {
    for (const { text } of nodes.get(id)?.children ?? []) if (nodes.has(text)) shown.add(text)
  }
  return shown
}
