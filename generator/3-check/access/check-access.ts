import type { RoleModel } from '../../artifact/app-model.js'
import type { CheckedAccess, CheckedRole } from '../../artifact/checked-app.js'
import type { AccessSyntax, RoleSyntax } from '../../artifact/documents.js'
import type { Entry } from '../../artifact/node.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import { builtInRoles } from '../declaration/declarations.js'
import { findCycles } from '../declaration/find-cycles.js'
import { checkRoles } from '../entrypoint/check-roles.js'

type Roles = ReadonlyMap<string, Entry<RoleSyntax>>

/** Checks how roles follow from the caller. The built-in roles are there, whether the spec mentions them or not. */
export function checkAccess(access: AccessSyntax, known: ReadonlySet<string>, found: Diagnostic[]): CheckedAccess {
  const roles = new Map<string, Entry<RoleSyntax>>()
  for (const role of access.roles) if (!roles.has(role.name.text)) roles.set(role.name.text, role)
  for (const { name, value } of access.roles) {
    checkRoles(value.extends, known, { path: `access.roles.${name.text}.extends`, found })
  }
  found.push(...findExtendsCycles(roles))
  const ids = [...new Set([...builtInRoles, ...access.roles.map(({ name }) => name.text)])]
  return { defaultPolicy: access.defaultPolicy, roles: ids.map((id) => roleOf(id, roles.get(id))) }
}

function roleOf(id: string, declared: Entry<RoleSyntax> | undefined): CheckedRole {
  return { id, at: declared?.name.at ?? null, derivation: derivationOf(id, declared?.value) }
}

/** The built-in roles hold by what the caller is, whatever the spec says of them; a role without rules never holds. */
function derivationOf(id: string, role: RoleSyntax | undefined): RoleModel['derivation'] {
  if (id === 'authenticated' || id === 'anonymous') return { kind: id }
  if (role === undefined || role.derive.length === 0) return { kind: 'never' }
  return {
    kind: 'rules',
    extends: [...new Set(role.extends.map(({ text }) => text))],
    rules: role.derive.map((rule) =>
      rule.kind === 'is-authenticated'
        ? { kind: rule.kind }
        : { kind: rule.kind, claim: rule.claim.text, value: rule.value },
    ),
  }
}

function findExtendsCycles(roles: Roles): readonly Diagnostic[] {
  const graph = new Map([...roles].map(([id, { value }]) => [id, value.extends.map(({ text }) => text)]))
  return findCycles(graph).flatMap((cycle) => {
    const links = cycle.flatMap((id, index) => {
      const next = cycle[(index + 1) % cycle.length]
      const named = roles.get(id)?.value.extends.findIndex(({ text }) => text === next) ?? -1
      const at = roles.get(id)?.value.extends[named]?.at
      return at === undefined
        ? []
        : [{ at, note: `"${id}" extends "${next}"`, path: `access.roles.${id}.extends.${named}` }]
    })
    const [first, ...others] = links
    if (first === undefined) return []
    const circle = [...cycle, cycle[0]].map((id) => `"${id}"`).join(' → ')
    const problem =
      cycle.length === 1 ? `role "${cycle[0]}" extends itself` : `roles extend each other in a circle: ${circle}`
    const related = others.map(({ at, note }) => ({ at, note }))
    return [diagnostic('spec_contract_conflict_error', first.at, { problem }, { path: first.path, related })]
  })
}
