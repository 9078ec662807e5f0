import type { ActionSyntax, SpecSyntax } from '../../artifact/documents.js'
import type { Span } from '../../artifact/span.js'

/**
 * The first place of an action or of views that reads the root `session`; null where none does. It looks into everything
 * that they hold, so that no place where an expression may stand is forgotten.
 */
export function findSessionRead(part: ActionSyntax | SpecSyntax['views']): Span | null {
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
