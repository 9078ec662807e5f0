import type { GuardPolicy, PatchKind, SemanticRule } from '../../src/contract/guard.js'
import type { ExpressionSyntax } from './expression-syntax.js'
import type { Text } from './node.js'
import type { Located } from './span.js'

/** A block of rules as written: what follows when one does not hold, and both tiers in order. */
export interface GuardSyntax extends Located {
  readonly policy: GuardPolicy
  readonly structural: readonly StructuralRuleSyntax[]
  readonly semantic: readonly SemanticRuleSyntax[]
}

export interface StructuralRuleSyntax extends Located {
  readonly description: Text
  readonly rule: ExpressionSyntax
}

export interface SemanticRuleSyntax extends Located, Pick<SemanticRule, 'confidence' | 'sampling'> {
  readonly description: Text
  readonly rule: Text
}

/** The guards of an action: blocks of one policy before and behind its steps. */
export interface ActionGuardSyntax {
  readonly pre: GuardSyntax | null
  readonly post: GuardSyntax | null
}

export interface InvariantSyntax extends GuardSyntax {
  readonly appliesTo: readonly PatchKind[]
}
