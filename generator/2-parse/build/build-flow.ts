import type { StepSyntax } from '../../artifact/documents.js'
import type { FlowLifecycleSyntax, FlowSyntax } from '../../artifact/flow-syntax.js'
import type { Node } from '../../artifact/node.js'
import { buildCallPolicy } from './build-call-policy.js'
import { buildExpression } from './build-expression.js'
import { buildGuards } from './build-guards.js'
import { buildTemplate } from './build-template.js'
import { buildFields } from './build-type.js'
import { find, ifThere, itemsOf, listAt, need, numberOf, textOf } from './members.js'

export function buildFlow(node: Node): FlowSyntax {
  return {
    at: node.at,
    on: itemsOf(need(node, 'on')).map(textOf),
    correlateBy: ifThere(node, 'correlate_by', buildExpression),
    state: ifThere(node, 'state', buildFields) ?? [],
    lifecycle: buildLifecycle(find(node, 'lifecycle')),
    idempotencyKey: ifThere(node, 'idempotency', (idempotency) => ifThere(idempotency, 'key', buildExpression)),
    guards: ifThere(node, 'guards', buildGuards),
    steps: itemsOf(need(node, 'steps')).map(buildStep),
  }
}

function buildLifecycle(node: Node | null): FlowLifecycleSyntax {
  const given = (key: string): number | null => (node === null ? null : ifThere(node, key, numberOf))
  return {
    stateTtlSeconds: given('state_ttl_seconds') ?? 86_400,
    maxIdempotencyKeys: given('max_idempotency_keys') ?? 1000,
    maxRuns: given('max_runs_per_correlation') ?? 1000,
  }
}

function buildStep(node: Node): StepSyntax {
  const { at } = node
  const action = find(node, 'run')
  if (action !== null)
    return {
      kind: 'call',
      at,
      call: textOf(action),
      with: ifThere(node, 'with', buildTemplate),
      as: ifThere(node, 'as', textOf),
      policy: buildCallPolicy(node),
    }
  const changes = find(node, 'set')
  if (changes !== null) return { kind: 'set', at, changes: buildTemplate(changes) }
  return {
    kind: 'if',
    at,
    condition: buildExpression(need(node, 'if')),
    then: itemsOf(need(node, 'then')).map(buildStep),
    else: listAt(node, 'else', buildStep),
  }
}
