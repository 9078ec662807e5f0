import type { GuardProgram, InvariantProgram, SemanticRule, StructuralRule } from '../../src/contract/guard.js'
import type { ExpressionModel } from './expression-model.js'
import type { Located } from './span.js'
import type { ValueType } from './value-type.js'

/** One value that the rules of a block see: under this name in the spec, under `identifier` in the paths of its rules. */
export interface GuardScopeEntry {
  readonly name: string
  readonly identifier: string
  readonly type: ValueType
}

interface GuardParts extends Pick<GuardProgram, 'kind' | 'primitive' | 'policy'> {
  /** Null where the rules of the thing have no phases. */
  readonly phase: 'pre' | 'post' | null
  /** All that the rules can see: what a judge is told, and what the hash of a violation is taken over. */
  readonly scope: readonly GuardScopeEntry[]
}

type StructuralParts = Omit<StructuralRule, 'holds'> & { readonly rule: ExpressionModel }

/** A block of rules, resolved and typed. */
export interface CheckedGuards extends GuardParts, Located {
  readonly structural: readonly (StructuralParts & Located)[]
  readonly semantic: readonly (SemanticRule & Located)[]
}

export interface CheckedInvariants extends CheckedGuards, Pick<InvariantProgram, 'appliesTo'> {}

/** A block of rules as it is emitted: a constant of that name. */
export interface GuardModel extends GuardParts {
  readonly origin: string
  readonly identifier: string
  readonly structural: readonly (StructuralParts & { readonly origin: string })[]
  readonly semantic: readonly (SemanticRule & { readonly origin: string })[]
}

export interface InvariantModel extends GuardModel, Pick<InvariantProgram, 'appliesTo'> {}
