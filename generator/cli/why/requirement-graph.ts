import type { Span } from '../../artifact/span.js'

/** Whatever needs something, or is needed. The kind is empty where the app as a whole needs it. */
export interface RequirementNode {
  /** Unique over all kinds: `action desk.notify`. */
  readonly key: string
  readonly kind: string
  readonly id: string
  /** Where it is declared: `app.yaml:41`; null for what comes with Tenon. */
  readonly at: string | null
}

export interface Requirement {
  readonly from: string
  readonly to: string
  /** Where `from` names it. */
  readonly at: string | null
}

/** What needs what, from entrypoints to modules. */
export interface RequirementGraph {
  readonly nodes: ReadonlyMap<string, RequirementNode>
  /** What is called from outside or begins by itself, in the order in which it is told. */
  readonly entries: readonly string[]
  /** What needs something for the app as a whole, such as its history. */
  readonly others: readonly string[]
  readonly requirements: readonly Requirement[]
}

export type Locate = (at: Span) => string
