/** What follows when a rule does not hold. `fail_action` is `abort` by another name. */
export type GuardPolicy = 'abort' | 'fail_action' | 'log_and_continue' | 'emit_violation'

export type GuardedKind = 'collection' | 'action' | 'signal' | 'flow' | 'projection' | 'scenario'

export type GuardTier = 'structural' | 'semantic'

/** What a call is run for: it decides how often rules in plain words are judged, and what follows where no judge answers. */
export type RunEnvironment = 'production' | 'simulation' | 'ci'

/** The rules of one thing at one phase, in authored order. `Scope` holds the values that their expressions see. */
export interface GuardProgram<Scope = object> {
  readonly kind: GuardedKind
  /** The id of what is guarded. */
  readonly primitive: string
  readonly policy: GuardPolicy
  readonly structural: readonly StructuralRule<Scope>[]
  readonly semantic: readonly SemanticRule[]
}

/** The rules that every record of a collection keeps; structural ones alone. */
export interface InvariantProgram<Scope = object> extends GuardProgram<Scope> {
  /** The patches that they hold for. */
  readonly appliesTo: readonly PatchKind[]
}

export type PatchKind = 'upsert' | 'update' | 'delete'

export interface GuardRule {
  /** `<kind>:<primitive id>[:<phase>]:<tier>:<index>`. */
  readonly id: string
  readonly description: string
  /** Where in the spec it stands: `domain.actions.desk.close.guards.pre.structural.0`. */
  readonly path: string
}

export interface StructuralRule<Scope = object> extends GuardRule {
  /** Whether the rule holds. One that cannot be evaluated throws `CallFailed` and counts as violated. */
  holds(scope: Scope): boolean
}

/** A rule in plain words, which a judge decides. Rates are in [0, 1]. */
export interface SemanticRule extends GuardRule {
  readonly rule: string
  readonly confidence: 'high' | 'medium' | 'low'
  readonly sampling: { readonly [Environment in RunEnvironment]: number }
}
