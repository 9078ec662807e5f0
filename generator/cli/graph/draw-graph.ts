import { printable } from '../../diagnostic/printable.js'
import type { AppGraph, GraphNode, NodeKind } from './app-graph.js'

/** The graph as a tree for people: what each entrypoint reaches, down to the ports and the modules that serve them. */
export function drawText({ nodes, edges }: AppGraph): string {
  const byKey = new Map(nodes.map((node) => [node.key, node]))
  const targets = (key: string): readonly GraphNode[] =>
    edges.filter(([from]) => from === key).flatMap(([, to]) => byKey.get(to) ?? [])
  const branch = (node: GraphNode, depth: number): readonly string[] => {
    const line = `${'  '.repeat(depth)}${node.kind} ${printable(node.label)}`
    if (node.kind !== 'port') return [line, ...targets(node.key).flatMap((target) => branch(target, depth + 1))]
    const serving = targets(node.key)
    const served = serving.map(({ label }) => `: ${printable(label)}`)
    const required = serving.flatMap(({ key }) => targets(key))
    return [`${line}${served.join('')}`, ...required.flatMap((target) => branch(target, depth + 1))]
  }
  const used = new Set(edges.map(([, to]) => to))
  // What the app as a whole needs, such as its history, no entrypoint leads to.
  const roots = nodes.filter(({ kind, key }) => rootKinds.has(kind) || (kind === 'port' && !used.has(key)))
  const alone = nodes.filter(({ kind, key }) => kind === 'module' && !used.has(key))
  const rest = alone.map(({ label }) => `module ${printable(label)}: nothing needs it`)
  return [...roots.flatMap((node) => branch(node, 0)), ...rest].map((line) => `${line}\n`).join('')
}

// Flows begin by themselves: what a signal leads to may lead back to it.
const rootKinds: ReadonlySet<NodeKind> = new Set(['query', 'mutation', 'route', 'flow'])

const mermaidShapes: Readonly<Record<NodeKind, readonly [string, string]>> = {
  query: ['([', '])'],
  mutation: ['([', '])'],
  route: ['([', '])'],
  screen: ['[/', '/]'],
  flow: ['>', ']'],
  action: ['[', ']'],
  projection: ['[', ']'],
  port: ['{{', '}}'],
  module: ['[[', ']]'],
}

/** The graph for Mermaid. */
export function drawMermaid({ nodes, edges }: AppGraph): string {
  const names = nameNodes(nodes)
  const boxes = nodes.map(({ key, kind, label }) => {
    const [open, close] = mermaidShapes[kind]
    const text = printable(`${kind} ${label}`).replaceAll('"', '#quot;')
    return `  ${names.get(key)}${open}"${text}"${close}`
  })
  const arrows = edges.map(([from, to]) => `  ${names.get(from)} --> ${names.get(to)}`)
  return `${['flowchart LR', ...boxes, ...arrows].join('\n')}\n`
}

const dotShapes: Readonly<Record<NodeKind, string>> = {
  query: 'oval',
  mutation: 'oval',
  route: 'oval',
  screen: 'parallelogram',
  flow: 'cds',
  action: 'box',
  projection: 'box',
  port: 'hexagon',
  module: 'component',
}

/** The graph for Graphviz. */
export function drawDot({ nodes, edges }: AppGraph): string {
  const quote = (text: string): string => `"${printable(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
  const boxes = nodes.map(
    ({ key, kind, label }) => `  ${quote(key)} [shape=${dotShapes[kind]}, label=${quote(`${kind} ${label}`)}]`,
  )
  const arrows = edges.map(([from, to]) => `  ${quote(from)} -> ${quote(to)}`)
  return `${['digraph app {', '  rankdir=LR', ...boxes, ...arrows, '}'].join('\n')}\n`
}

/** Mermaid's names may be letters and digits only. */
function nameNodes(nodes: readonly GraphNode[]): ReadonlyMap<string, string> {
  return new Map(nodes.map(({ key }, index) => [key, `n${index}`]))
}
