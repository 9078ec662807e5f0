import type { AccessModel, RoleModel, RoleRuleModel } from '../../artifact/app-model.js'
import { type Code, call, chain, sequence } from '../text/code.js'
import { commentText, literal, quote } from '../text/literal.js'
import type { Writer } from '../text/writer.js'
import type { ProgramFacts } from './program-facts.js'
import { Unit } from './unit.js'

/** Role derivation as straight code over the caller. */
export function emitAccess(facts: ProgramFacts, access: AccessModel): Unit {
  const unit = new Unit(facts.names)
  const derivable = findDerivable(access.roles)
  const locals = localRoles(facts, derivable)
  const readsClaims = derivable.some(
    ({ derivation }) => derivation.kind === 'rules' && derivation.rules.some(isOfClaim),
  )
  unit.declare('deriveRoles', 'The roles that a caller has, in code-unit order.', (out) => {
    const claims = readsClaims ? `, claims: ${unit.type('Principal')}['claims']` : ''
    out.block(`function deriveRoles(subject: string | null${claims}): string[] {`, '}', () => {
      for (const role of derivable) {
        if (role.origin !== null) out.line(`// ${commentText(role.origin)}`)
        out.code(`const ${locals.get(role.id)} = `, derivationCode(unit, role, locals))
      }
      out.line('const roles: string[] = []')
      writePushes(derivable, locals, out)
      out.line('return roles')
    })
  })
  return unit
}

// A role without rules is never derived, and neither is one that extends it.
function findDerivable(roles: readonly RoleModel[]): RoleModel[] {
  const derivable = new Set<string>()
  return roles.filter(({ id, derivation }) => {
    const holds =
      derivation.kind === 'rules'
        ? derivation.extends.every((base) => derivable.has(base))
        : derivation.kind !== 'never'
    if (holds) derivable.add(id)
    return holds
  })
}

function localRoles(facts: ProgramFacts, roles: readonly RoleModel[]): ReadonlyMap<string, string> {
  const taken = new Set<string>()
  const locals = new Map<string, string>()
  for (const { id, identifier } of roles) {
    const name = facts.names.local(identifier, taken)
    taken.add(name)
    locals.set(id, name)
  }
  return locals
}

function derivationCode(unit: Unit, { derivation }: RoleModel, locals: ReadonlyMap<string, string>): Code {
  switch (derivation.kind) {
    case 'authenticated':
      return 'subject !== null'
    case 'anonymous':
      return 'subject === null'
    case 'never':
      return 'false'
    case 'rules': {
      const bases = derivation.extends.map((id) => locals.get(id) ?? 'false')
      return chain('&&', [...bases, ...derivation.rules.map((rule) => ruleCode(unit, rule))])
    }
  }
}

function isOfClaim(rule: RoleRuleModel): boolean {
  return rule.kind === 'claim-equals'
}

function ruleCode(unit: Unit, rule: RoleRuleModel): Code {
  if (rule.kind === 'is-authenticated') return 'subject !== null'
  const claim = call(unit.use('read'), 'claims', quote(rule.claim))
  const isScalar = rule.value === null || typeof rule.value !== 'object'
  return isScalar ? sequence(claim, ' === ', literal(rule.value)) : call(unit.use('equal'), claim, literal(rule.value))
}

function writePushes(roles: readonly RoleModel[], locals: ReadonlyMap<string, string>, out: Writer): void {
  const ids = roles.map(({ id }) => id).sort()
  for (const id of ids) out.line(`if (${locals.get(id)}) roles.push(${quote(id)})`)
}
