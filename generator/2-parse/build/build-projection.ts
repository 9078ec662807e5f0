import type { Node } from '../../artifact/node.js'
import type {
  FieldReferenceSyntax,
  JoinEdgeSyntax,
  JoinProjectionSyntax,
  MetricSyntax,
  PaginationSyntax,
  ProjectionSyntax,
  SearchSyntax,
  SortSyntax,
} from '../../artifact/projection-syntax.js'
import { buildExpression } from './build-expression.js'
import { buildGuards } from './build-guards.js'
import { buildTimeline } from './build-timeline.js'
import { ifThere, itemsOf, listAt, need, numberOf, partOf, textOf, wordAt } from './members.js'

const directions = ['asc', 'desc'] as const

export function buildProjection(node: Node): ProjectionSyntax {
  const rows = {
    at: node.at,
    where: ifThere(node, 'where', buildExpression),
    search: ifThere(node, 'search', buildSearch),
    sort: ifThere(node, 'sort', buildSort),
    pagination: buildPagination(need(node, 'pagination')),
    guards: ifThere(node, 'guards', buildGuards),
  }
  switch (wordAt(node, 'strategy', ['from_collection', 'join', 'aggregate', 'timeline'], 'join')) {
    case 'from_collection': {
      const fields = ifThere(node, 'fields', (list) => itemsOf(list).map(buildReference))
      return { strategy: 'from_collection', ...rows, collection: textOf(need(node, 'collection')), fields }
    }
    case 'join':
      return {
        strategy: 'join',
        ...rows,
        ...sourcesOf(node),
        fields: itemsOf(need(node, 'fields')).map(buildReference),
      }
    case 'aggregate':
      return {
        strategy: 'aggregate',
        ...rows,
        ...sourcesOf(node),
        groupBy: itemsOf(need(node, 'group_by')).map(textOf),
        metrics: itemsOf(need(node, 'metrics')).map(buildMetric),
      }
    case 'timeline':
      return { strategy: 'timeline', ...rows, ...buildTimeline(node) }
  }
}

function sourcesOf(node: Node): Pick<JoinProjectionSyntax, 'primary' | 'join'> {
  const primary = need(node, 'primary')
  return {
    primary: { collection: textOf(need(primary, 'collection')), as: textOf(need(primary, 'as')) },
    join: listAt(node, 'join', buildEdge),
  }
}

function buildMetric(node: Node): MetricSyntax {
  return {
    at: node.at,
    id: textOf(need(node, 'id')),
    op: wordAt(node, 'op', ['count', 'min', 'max'], 'count'),
    field: ifThere(node, 'field', textOf),
  }
}

function buildEdge(node: Node): JoinEdgeSyntax {
  return {
    at: node.at,
    as: textOf(need(node, 'as')),
    collection: textOf(need(node, 'collection')),
    type: wordAt(node, 'type', ['left', 'inner'], 'left'),
    on: buildExpression(need(node, 'on')),
    fields: listAt(node, 'fields', buildReference),
  }
}

/** `path` or `path as name`; a path alone is named after its last segment. */
function buildReference(node: Node): FieldReferenceSyntax {
  const written = textOf(node)
  const [path = '', , name] = written.text.trim().split(/\s+/)
  const segments = path.split('.')
  const label = name ?? segments.at(-1) ?? path
  const start = written.text.indexOf(path)
  const labelStart = name === undefined ? start + path.length - label.length : written.text.lastIndexOf(name)
  return {
    at: node.at,
    path: { text: path, at: partOf(written, start, path.length) },
    segments,
    name: { text: label, at: partOf(written, labelStart, label.length) },
  }
}

function buildSearch(node: Node): SearchSyntax {
  return { at: node.at, arg: textOf(need(node, 'arg')), fields: itemsOf(need(node, 'fields')).map(textOf) }
}

function buildSort(node: Node): SortSyntax {
  const { at } = node
  if (node.kind === 'list')
    return {
      kind: 'fixed',
      at,
      rules: node.items.map((rule) => ({
        field: textOf(need(rule, 'field')),
        direction: wordAt(rule, 'direction', directions, 'asc'),
      })),
    }
  return {
    kind: 'chosen',
    at,
    byArg: ifThere(node, 'by_arg', textOf),
    orderArg: ifThere(node, 'order_arg', textOf),
    allowed: ifThere(node, 'allowed', (list) => itemsOf(list).map(textOf)),
    defaultBy: textOf(need(node, 'default_by')),
    defaultOrder: wordAt(node, 'default_order', directions, 'asc'),
  }
}

function buildPagination(node: Node): PaginationSyntax {
  return {
    at: node.at,
    pageArg: textOf(need(node, 'page_arg')),
    pageSizeArg: textOf(need(node, 'page_size_arg')),
    defaultPage: ifThere(node, 'default_page', numberOf) ?? 1,
    defaultPageSize: numberOf(need(node, 'default_page_size')),
    defaultPageSizeAt: need(node, 'default_page_size').at,
    maxPageSize: numberOf(need(node, 'max_page_size')),
  }
}
