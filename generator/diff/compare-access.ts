import type { AccessModel, RoleModel } from '../artifact/app-model.js'
import { type Difference, difference, type Subject } from './difference.js'
import { pairDeclared, subjectOf } from './pair.js'

type Both<One> = readonly [before: One, after: One]

/** Who may call: callers who were let in and no longer are, and callers who newly are. */
export function compareAccess(
  [was, is]: Both<readonly string[] | null>,
  [before, after]: Both<AccessModel>,
  subject: Subject,
): readonly Difference[] {
  const [old, now] = [admitted(was, before), admitted(is, after)]
  const closed = [...old].filter((role) => !isAdmitted(role, now, after))
  const opened = [...now].filter((role) => !isAdmitted(role, old, before))
  return [
    ...(closed.length === 0 ? [] : [difference('access_tightened', subject, { roles: sayRoles(closed) })]),
    ...(opened.length === 0 ? [] : [difference('access_loosened', subject, { roles: sayRoles(opened) })]),
  ]
}

// Every caller is one or the other.
const everyone = ['anonymous', 'authenticated']

function admitted(roles: readonly string[] | null, { defaultPolicy }: AccessModel): ReadonlySet<string> {
  if (roles !== null) return new Set(roles)
  return new Set(defaultPolicy === 'allow' ? everyone : [])
}

/** Whether every caller of a role is let in, by that role or by one that it extends. */
function isAdmitted(role: string, roles: ReadonlySet<string>, access: AccessModel): boolean {
  if (roles.has(role) || everyone.every((one) => roles.has(one))) return true
  const derivation = access.roles.find(({ id }) => id === role)?.derivation
  return derivation?.kind === 'rules' && derivation.extends.some((base) => isAdmitted(base, roles, access))
}

function sayRoles(roles: readonly string[]): string {
  if (everyone.every((one) => roles.includes(one))) return 'everyone'
  return [...roles].sort().join(', ')
}

/** What it takes to have a role. */
export function compareRoles(before: AccessModel, after: AccessModel): readonly Difference[] {
  const { gone, fresh, kept } = pairDeclared(before.roles, after.roles)
  return [
    ...gone.map((role) => difference('role_removed', subjectOf('role', role, null), {})),
    ...fresh.map((role) => difference('role_added', subjectOf('role', null, role), {})),
    ...kept.flatMap(([was, is]) => compareConditions(was, is)),
  ]
}

/** All conditions of a role must hold, so more of them admit fewer callers. */
function compareConditions(was: RoleModel, is: RoleModel): readonly Difference[] {
  const [old, now] = [conditionsOf(was), conditionsOf(is)]
  const [more, less] = [now.filter((one) => !old.includes(one)), old.filter((one) => !now.includes(one))]
  if (more.length + less.length === 0) return []
  const subject = subjectOf('role', was, is)
  if (less.length === 0) return [difference('role_tightened', subject, { conditions: more.join(', ') })]
  if (more.length === 0 || isNobody(old)) return [difference('role_loosened', subject, { conditions: less.join(', ') })]
  if (isNobody(now)) return [difference('role_tightened', subject, { conditions: more.join(', ') })]
  return [difference('role_changed', subject, { was: old.join(', '), is: now.join(', ') })]
}

const never = 'what nobody has'

function isNobody(conditions: readonly string[]): boolean {
  return conditions.includes(never)
}

function conditionsOf({ derivation }: RoleModel): readonly string[] {
  if (derivation.kind === 'never') return [never]
  if (derivation.kind !== 'rules') return [derivation.kind]
  const rules = derivation.rules.map((rule) =>
    rule.kind === 'is-authenticated'
      ? 'the role authenticated'
      : `the claim ${rule.claim} = ${JSON.stringify(rule.value)}`,
  )
  return [...new Set([...derivation.extends.map((base) => `the role ${base}`), ...rules])]
}
