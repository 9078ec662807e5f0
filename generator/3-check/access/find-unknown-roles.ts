import type { ExpressionSyntax, SpecSyntax } from '../../artifact/documents.js'
import type { Text } from '../../artifact/node.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import { suggestName } from '../../diagnostic/suggest.js'

/**
 * Finds roles that an expression looks for among those of the caller and that do not exist, so that it never finds them.
 * It looks into everything that is held, so that no place where an expression may stand is forgotten.
 */
export function findUnknownRoles(spec: SpecSyntax, roles: ReadonlySet<string>): readonly Diagnostic[] {
  return listSought(spec).flatMap((role) => {
    if (roles.has(role.text)) return []
    const values = { kind: 'role', id: role.text }
    return [diagnostic('spec_reference_not_found_error', role.at, values, suggestName(role, roles))]
  })
}

function listSought({ json: _, ...parts }: SpecSyntax): readonly Text[] {
  const found: Text[] = []
  const visit = (part: object): void => {
    if (isOperation(part)) found.push(...soughtBy(part))
    for (const member of Object.values(part)) if (typeof member === 'object' && member !== null) visit(member)
  }
  visit(parts)
  return found
}

type Operation = ExpressionSyntax & { readonly kind: 'operator' }

function isOperation(part: object): part is Operation {
  return 'kind' in part && part.kind === 'operator' && 'operator' in part && 'arguments' in part
}

function soughtBy({ operator, arguments: args }: Operation): readonly Text[] {
  const [first, second] = args
  const [role, list] = operator === 'in' ? [first, second] : [second, first]
  if (!['in', 'contains', '!contains'].includes(operator) || list?.kind !== 'var') return []
  if (list.segments.join('.') !== 'principal.roles') return []
  return role?.kind === 'literal' && typeof role.value === 'string' ? [{ text: role.value, at: role.at }] : []
}
