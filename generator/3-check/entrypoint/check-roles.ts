import type { Text } from '../../artifact/node.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import { suggestName } from '../../diagnostic/suggest.js'

interface Place {
  readonly path: string
  readonly found: Diagnostic[]
}

/** Reports the names of roles that do not exist. */
export function checkRoles(names: readonly Text[], roles: ReadonlySet<string>, { path, found }: Place): void {
  for (const [index, { text, at }] of names.entries()) {
    if (roles.has(text)) continue
    const extras = { path: `${path}.${index}`, ...suggestName({ text, at }, roles) }
    found.push(diagnostic('spec_reference_not_found_error', at, { kind: 'role', id: text }, extras))
  }
}

/** The roles of an entrypoint, in code-unit order; null where it names none. */
export function rolesOf(access: { readonly roles: readonly Text[] } | null): readonly string[] | null {
  return access === null ? null : [...new Set(access.roles.map(({ text }) => text))].sort()
}
