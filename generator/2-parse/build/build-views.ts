import type { TemplateSyntax } from '../../artifact/expression-syntax.js'
import type { MapEntry, Node } from '../../artifact/node.js'
import type {
  InteractionSyntax,
  RouteSyntax,
  ScreenSyntax,
  SlotSyntax,
  ViewNodeSyntax,
  ViewsSyntax,
} from '../../artifact/views-syntax.js'
import { buildTemplate, type ObjectTemplate } from './build-template.js'
import { buildFields } from './build-type.js'
import { buildEntries, entriesAt, entriesOf, find, ifThere, itemsOf, listAt, need, textOf, wordAt } from './members.js'

export function buildViews(node: Node): ViewsSyntax {
  return { nodes: listAt(node, 'nodes', buildNode), screens: listAt(node, 'screens', buildScreen) }
}

const reserved = ['visible', 'statePath', 'interactions']

function buildNode(node: Node): ViewNodeSyntax {
  const props = find(node, 'props')
  const own = (entry: MapEntry) => !reserved.includes(entry.key.text)
  return {
    at: node.at,
    id: textOf(need(node, 'id')),
    type: textOf(need(node, 'type')),
    props:
      props === null
        ? []
        : entriesOf(props)
            .filter(own)
            .map(({ key, value }) => ({ name: key, value: buildTemplate(value) })),
    visible: props && ifThere(props, 'visible', buildTemplate),
    statePath: props && ifThere(props, 'statePath', textOf),
    interactions: props === null ? [] : entriesAt(props, 'interactions', buildInteraction),
    children: listAt(node, 'children', textOf),
  }
}

function buildInteraction(node: Node): InteractionSyntax {
  const dispatch = need(node, 'dispatch')
  const optimistic = find(node, 'optimistic')
  return {
    at: node.at,
    trigger: textOf(need(node, 'trigger')),
    label: ifThere(node, 'label', buildTemplate),
    pendingText: optimistic && ifThere(optimistic, 'pendingText', buildTemplate),
    kind: wordAt(dispatch, 'entrypointKind', ['query', 'mutation', 'route'], 'query'),
    entrypoint: textOf(need(dispatch, 'entrypointId')),
    input: membersAt(dispatch, 'input', buildEventTemplate),
  }
}

/** A template in which `{ $from: row.id }` reads the event: it is the expression `{ var: row.id }`. */
function buildEventTemplate(node: Node): TemplateSyntax {
  const { at } = node
  if (node.kind === 'list') return { kind: 'list', at, items: node.items.map(buildEventTemplate) }
  if (node.kind !== 'map') return buildTemplate(node)
  const [entry, second] = node.entries
  const marker = second === undefined ? entry?.key.text : undefined
  if (marker === '$expr' || marker === '$literal') return buildTemplate(node)
  if (entry === undefined || marker !== '$from')
    return { kind: 'object', at, entries: buildEntries(node, buildEventTemplate) }
  const path = textOf(entry.value)
  const expression = { kind: 'var', at, path, segments: path.text.split('.'), fallback: null } as const
  return { kind: 'expression', at, expression }
}

/** A mapping of templates that may be absent. */
function membersAt(node: Node, key: string, build: (value: Node) => TemplateSyntax): ObjectTemplate {
  const { at } = find(node, key) ?? node
  return { kind: 'object', at, entries: entriesAt(node, key, build) }
}

function buildScreen(node: Node): ScreenSyntax {
  return {
    at: node.at,
    id: textOf(need(node, 'id')),
    data: entriesAt(node, 'data', buildSlot),
    rootNodes: listAt(node, 'root_nodes', textOf),
  }
}

function buildSlot(node: Node): SlotSyntax {
  return {
    at: node.at,
    query: textOf(need(node, 'query')),
    refreshOn: listAt(node, 'refresh_on_signals', textOf),
    args: membersAt(node, 'args', buildTemplate),
  }
}

export function buildRoute(node: Node): RouteSyntax {
  return {
    at: node.at,
    id: textOf(need(node, 'id')),
    in: ifThere(node, 'in', buildFields) ?? [],
    access: ifThere(node, 'access', (access) => ({ roles: itemsOf(need(access, 'roles')).map(textOf) })),
    defaults: entriesAt(node, 'defaults', (value) => value),
    renders: textOf(need(node, 'renders')),
  }
}
