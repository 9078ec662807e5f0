import type { ActionSyntax, SpecSyntax } from '../../artifact/documents.js'
import type { GuardSyntax } from '../../artifact/guard-syntax.js'
import type { Span } from '../../artifact/span.js'

/**
 * The first place of an action, of a block of rules or of views that reads the root `session`; null where none does. It
 * looks into everything that is held, so that no place where an expression may stand is forgotten.
 */
export function findSessionRead(part: ActionSyntax | GuardSyntax | SpecSyntax['views']): Span | null {
  return findVariable(part)
}

function findVariable(part: unknown): Span | null {
  if (typeof part !== 'object' || part === null) return null
  if (isSessionVariable(part)) return part.at
  for (const inner of Object.values(part)) {
    const found = findVariable(inner)
    if (found !== null) return found
  }
  return null
}

function isSessionVariable(part: object): part is { readonly at: Span } {
  if (!('kind' in part) || part.kind !== 'var' || !('segments' in part)) return false
  return Array.isArray(part.segments) && part.segments[0] === 'session'
}
