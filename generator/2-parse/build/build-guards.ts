import type { PatchKind, SemanticRule } from '../../../src/contract/guard.js'
import type {
  ActionGuardSyntax,
  GuardSyntax,
  InvariantSyntax,
  SemanticRuleSyntax,
  StructuralRuleSyntax,
} from '../../artifact/guard-syntax.js'
import type { Node } from '../../artifact/node.js'
import { buildExpression } from './build-expression.js'
import { find, ifThere, listAt, need, numberOf, textOf, wordAt } from './members.js'

const policies = ['abort', 'fail_action', 'log_and_continue', 'emit_violation'] as const

/** A policy with the tiers beside it. */
export function buildGuards(node: Node): GuardSyntax {
  return buildTiers(node, policyAt(node))
}

/** One policy for both phases of an action. */
export function buildActionGuards(node: Node): ActionGuardSyntax {
  const policy = policyAt(node)
  return {
    pre: ifThere(node, 'pre', (tiers) => buildTiers(tiers, policy)),
    post: ifThere(node, 'post', (tiers) => buildTiers(tiers, policy)),
  }
}

const patchKinds: readonly PatchKind[] = ['upsert', 'update', 'delete']

export function buildInvariants(node: Node): InvariantSyntax {
  const named = listAt(node, 'applies_to', (word) => textOf(word).text)
  const appliesTo = patchKinds.filter((kind) => named.length === 0 || named.includes(kind))
  return { ...buildGuards(node), appliesTo }
}

function policyAt(node: Node): GuardSyntax['policy'] {
  return wordAt(node, 'on_fail', policies, 'abort')
}

function buildTiers(node: Node, policy: GuardSyntax['policy']): GuardSyntax {
  return {
    at: node.at,
    policy,
    structural: listAt(node, 'structural', buildStructural),
    semantic: listAt(node, 'semantic', buildSemantic),
  }
}

function buildStructural(node: Node): StructuralRuleSyntax {
  return {
    at: node.at,
    description: textOf(need(node, 'description')),
    rule: buildExpression(need(node, 'rule')),
  }
}

function buildSemantic(node: Node): SemanticRuleSyntax {
  return {
    at: node.at,
    description: textOf(need(node, 'description')),
    rule: textOf(need(node, 'rule')),
    confidence: wordAt(node, 'confidence', ['high', 'medium', 'low'], 'medium'),
    sampling: buildSampling(find(node, 'sampling')),
  }
}

// In production a judge costs time and money at every call; elsewhere it is what the run is for.
function buildSampling(node: Node | null): SemanticRule['sampling'] {
  const rateOf = (name: string, otherwise: number): number =>
    node === null ? otherwise : (ifThere(node, name, numberOf) ?? otherwise)
  return { production: rateOf('production', 0.05), simulation: rateOf('simulation', 1), ci: rateOf('ci', 1) }
}
