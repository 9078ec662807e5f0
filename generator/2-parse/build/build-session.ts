import type { Node } from '../../artifact/node.js'
import type { SessionOutcomeSyntax, SessionSyntax } from '../../artifact/session-syntax.js'
import { buildFields } from './build-type.js'
import { entriesAt, ifThere, itemsOf, need, textOf, wordAt } from './members.js'

export function buildSession(node: Node): SessionSyntax {
  return {
    at: node.at,
    fields: buildFields(need(node, 'fields')),
    defaults: entriesAt(node, 'defaults', (value) => value),
  }
}

const ends = ['success', 'rejection', 'error'] as const

export function buildSessionOutcome(node: Node): SessionOutcomeSyntax {
  return {
    at: node.at,
    clears: ends.filter((end) => wordAt(node, `on_${end}`, ['clear', 'preserve'], 'preserve') === 'clear'),
    reason: ifThere(node, 'reason', textOf),
    paths: ifThere(node, 'paths', (paths) => itemsOf(paths).map(textOf)),
  }
}
