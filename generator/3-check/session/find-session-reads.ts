import type { ActionSyntax } from '../../artifact/documents.js'
import type { Span } from '../../artifact/span.js'

/**
 * The first place of an action that reads the root `session`; null where none does. It looks into everything that an
 * action holds, so that no place where an expression may stand is forgotten.
 */
export function findSessionRead(action: ActionSyntax): Span | null {
  return findVariable(action)
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
