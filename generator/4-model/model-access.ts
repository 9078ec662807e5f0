import type { AccessModel, ModelOptions, RoleModel, RoleRuleModel } from '../artifact/app-model.js'
import type { CheckedAccess, CheckedRole } from '../artifact/checked-app.js'
import { declarationIdentifier } from '../artifact/identifier.js'
import { hashValue } from './hash-value.js'
import { compareTexts, inOrder } from './in-order.js'

/** The roles in an order in which each can be derived from those before it. */
export function modelAccess({ defaultPolicy, roles }: CheckedAccess, locate: ModelOptions['locate']): AccessModel {
  return { defaultPolicy, roles: inDerivationOrder(roles).map((role) => modelRole(role, locate)) }
}

function modelRole({ id, at, derivation }: CheckedRole, locate: ModelOptions['locate']): RoleModel {
  return {
    id,
    identifier: declarationIdentifier('role', id),
    origin: at === null ? null : locate(at),
    derivation:
      derivation.kind === 'rules'
        ? { kind: 'rules', extends: [...derivation.extends].sort(), rules: inRuleOrder(derivation.rules) }
        : derivation,
  }
}

/** Whether somebody is there at all is the cheaper question, so it is asked first. */
function inRuleOrder(rules: readonly RoleRuleModel[]): readonly RoleRuleModel[] {
  const keyed = rules.map((rule) => ({ rule, key: rule.kind === 'is-authenticated' ? '' : hashValue(rule) }))
  return keyed.sort((left, right) => compareTexts(left.key, right.key)).map(({ rule }) => rule)
}

/** Those that follow from nothing first, `anonymous` and `authenticated` before all others; phase 3 refuses circles. */
function inDerivationOrder(roles: readonly CheckedRole[]): readonly CheckedRole[] {
  const sorted = inOrder(roles)
  const [builtIn, declared] = [sorted.filter(isBuiltIn), sorted.filter((role) => !isBuiltIn(role))]
  const byBase = new Map<string, CheckedRole[]>()
  const missing = new Map<CheckedRole, number>()
  for (const role of declared) {
    const bases = new Set(basesOf(role))
    missing.set(role, bases.size)
    for (const base of bases) byBase.set(base, [...(byBase.get(base) ?? []), role])
  }
  const ready = [...builtIn, ...declared.filter((role) => missing.get(role) === 0)]
  for (const role of ready) {
    for (const dependent of byBase.get(role.id) ?? []) {
      const left = (missing.get(dependent) ?? 0) - 1
      missing.set(dependent, left)
      if (left === 0) ready.push(dependent)
    }
  }
  return ready
}

function isBuiltIn({ derivation }: CheckedRole): boolean {
  return derivation.kind === 'anonymous' || derivation.kind === 'authenticated'
}

function basesOf({ derivation }: CheckedRole): readonly string[] {
  return derivation.kind === 'rules' ? derivation.extends : []
}
