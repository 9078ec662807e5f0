/** What follows when a rule does not hold. `fail_action` is `abort` by another name. */
export type GuardPolicy = 'abort' | 'fail_action' | 'log_and_continue' | 'emit_violation'

export type GuardedKind = 'collection' | 'action' | 'signal' | 'flow' | 'projection' | 'scenario'

/** The rules of one thing at one phase, in authored order. `Scope` holds the values that their expressions see. */
export interface GuardProgram<Scope = never> {
  readonly kind: GuardedKind
  /** The id of what is guarded. */
  readonly primitive: string
  readonly policy: GuardPolicy
  readonly structural: readonly StructuralRule<Scope>[]
  readonly semantic: readonly SemanticRule[]
}

interface Rule {
  /** `<kind>:<primitive id>[:<phase>]:<tier>:<index>`. */
  readonly id: string
  readonly description: string
  /** Where in the spec it stands: `domain.actions.desk.close.guards.pre.structural.0`. */
  readonly path: string
}

export interface StructuralRule<Scope = never> extends Rule {
  /** Whether the rule holds. One that cannot be evaluated throws `CallFailed` and counts as violated. */
  holds(scope: Scope): boolean
}

/** A rule in plain words, which a judge decides. Rates are in [0, 1]. */
export interface SemanticRule extends Rule {
  readonly rule: string
  readonly confidence: 'high' | 'medium' | 'low'
  readonly sampling: { readonly production: number; readonly simulation: number; readonly ci: number }
}
