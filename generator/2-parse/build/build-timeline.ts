import type { Node } from '../../artifact/node.js'
import type { RebuildSyntax, TimelineProjectionSyntax } from '../../artifact/projection-syntax.js'
import { toJson } from '../to-json.js'
import { buildExpression } from './build-expression.js'
import { buildTemplate } from './build-template.js'
import { buildEntries, entriesAt, find, ifThere, itemsOf, need, textOf, wordAt } from './members.js'

type Own = 'signals' | 'groupBy' | 'orderBy' | 'start' | 'when' | 'removeWhen' | 'rebuild' | 'retention'

/** What only a timeline has. */
export function buildTimeline(node: Node): Pick<TimelineProjectionSyntax, Own> {
  const order = find(node, 'order_by')
  const persist = find(node, 'persist')
  return {
    signals: itemsOf(need(node, 'signals')).map(textOf),
    groupBy: unlessNull(node, 'group_by', (list) => itemsOf(list).map(textOf)),
    orderBy: {
      field: order && ifThere(order, 'field', textOf),
      direction: order === null ? 'asc' : wordAt(order, 'direction', ['asc', 'desc'], 'asc'),
    },
    start: unlessNull(node, 'start', (fields) =>
      buildEntries(fields, (value) => ({ at: value.at, value: toJson(value) })),
    ),
    when: unlessNull(node, 'when', (signals) => buildEntries(signals, (fields) => buildEntries(fields, buildTemplate))),
    removeWhen: entriesAt(node, 'remove_when', buildExpression),
    rebuild: buildRebuild(node, find(node, 'rebuild')),
    retention: persist && ifThere(persist, 'retention', textOf),
  }
}

function unlessNull<Value>(node: Node, key: string, build: (value: Node) => Value): Value | null {
  const value = find(node, key)
  return value === null || (value.kind === 'scalar' && value.value === null) ? null : build(value)
}

function buildRebuild({ at }: Node, node: Node | null): RebuildSyntax {
  if (node === null) return { at, mode: 'full', from: null }
  return {
    at: node.at,
    mode: wordAt(node, 'mode', ['full', 'from_timestamp', 'none'], 'full'),
    from: ifThere(node, 'from', textOf),
  }
}
