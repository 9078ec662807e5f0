import type {
  ActionSyntax,
  CapabilitySyntax,
  EmitSyntax,
  ExpressionStepSyntax,
  StepSyntax,
} from '../../artifact/documents.js'
import type { Node } from '../../artifact/node.js'
import { buildCallPolicy, buildFailure } from './build-call-policy.js'
import { buildExpression } from './build-expression.js'
import { buildActionGuards } from './build-guards.js'
import { buildSessionOutcome } from './build-session.js'
import { buildTemplate } from './build-template.js'
import { buildFields } from './build-type.js'
import { entriesAt, find, ifThere, itemsOf, listAt, need, textOf } from './members.js'

export function buildAction(node: Node): ActionSyntax {
  return {
    at: node.at,
    description: ifThere(node, 'description', textOf),
    effects: listAt(node, 'effects', textOf),
    effectsAt: find(node, 'effects')?.at ?? null,
    in: ifThere(node, 'in', buildFields) ?? [],
    out: ifThere(node, 'out', buildFields),
    defaults: entriesAt(node, 'defaults', (value) => value),
    guards: ifThere(node, 'guards', buildActionGuards),
    do: listAt(node, 'do', buildStep),
    emits: listAt(node, 'emits', buildEmit),
    return: ifThere(node, 'return', buildTemplate),
    sessionOutcome: ifThere(node, 'session_outcome_intent', buildSessionOutcome),
    failure: buildFailure(node),
  }
}

function buildStep(node: Node): StepSyntax {
  const { at } = node
  const call = find(node, 'call')
  if (call !== null)
    return {
      kind: 'call',
      at,
      call: textOf(call),
      with: ifThere(node, 'with', buildTemplate),
      as: ifThere(node, 'as', textOf),
      policy: buildCallPolicy(node),
    }
  const condition = find(node, 'if')
  if (condition === null) return buildExpressionStep(node)
  return {
    kind: 'if',
    at,
    condition: buildExpression(condition),
    then: itemsOf(need(node, 'then')).map(buildStep),
    else: listAt(node, 'else', buildStep),
  }
}

function buildExpressionStep(node: Node): ExpressionStepSyntax {
  return {
    kind: 'expression',
    at: node.at,
    expression: buildExpression(need(node, 'expr')),
    as: textOf(need(node, 'as')),
  }
}

function buildEmit(node: Node): EmitSyntax {
  return {
    at: node.at,
    signal: textOf(need(node, 'signal')),
    when: ifThere(node, 'when', buildExpression),
    payload: buildTemplate(need(node, 'payload')),
  }
}

/** Local where it says what it computes, else external. */
export function buildCapability(node: Node): CapabilitySyntax {
  const fields = {
    at: node.at,
    in: ifThere(node, 'in', buildFields) ?? [],
    out: ifThere(node, 'out', buildFields) ?? [],
  }
  const result = find(node, 'return')
  if (result === null)
    return {
      kind: 'external',
      ...fields,
      version: ifThere(node, 'version', textOf),
      effects: ifThere(node, 'effects', (effects) => itemsOf(effects).map(textOf)),
    }
  return { kind: 'local', ...fields, do: listAt(node, 'do', buildExpressionStep), return: buildTemplate(result) }
}
