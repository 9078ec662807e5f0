import type { Clause } from '../../../src/contract/surface.js'
import type { PathTemplate } from './path-template.js'

/** What of a request a binding looks at, with what follows from it. */
export interface CheckedMatcher {
  /** In code-unit order of key. */
  readonly clauses: readonly Clause[]
  readonly score: number
  /** The names of the path's segments. */
  readonly names: readonly string[]
  /** Equal for two matchers that hold for the same requests. */
  readonly signature: string
}

/** One clause; a template brings what it is made of. */
export interface MatchedClause {
  readonly clause: Clause
  readonly template: PathTemplate | null
}

/** A clause without a template. */
export function plain(clause: Clause): MatchedClause {
  return { clause, template: null }
}

/** A clause of a path. */
export function ofPath(template: PathTemplate): MatchedClause {
  return { clause: { key: 'path', op: 'path_template', value: template.text }, template }
}

/** The matcher of all these clauses. */
export function makeMatcher(matched: readonly MatchedClause[], priorityBias = 0): CheckedMatcher {
  const ordered = [...matched].sort((left, right) => (orderKey(left) < orderKey(right) ? -1 : 1))
  const score = ordered.reduce((sum, clause) => sum + scoreOf(clause), 1000 * priorityBias)
  return {
    clauses: ordered.map(({ clause }) => clause),
    score: Math.max(score, 0),
    names: ordered.flatMap(({ template }) => template?.names ?? []),
    signature: JSON.stringify(ordered.map(signatureOf)),
  }
}

function orderKey({ clause: { key, op } }: MatchedClause): string {
  return `${key} ${op}`
}

function scoreOf({ clause, template }: MatchedClause): number {
  if (template !== null) return template.score
  if (clause.op === 'exists') return 5
  return clause.op === 'prefix' ? 20 + clause.value.length : 40
}

// How a template names its segments is no part of what it matches.
function signatureOf({ clause, template }: MatchedClause): Clause {
  return template === null ? clause : { key: clause.key, op: 'path_template', value: template.signature }
}
