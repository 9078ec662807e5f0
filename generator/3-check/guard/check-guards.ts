import type { GuardTier } from '../../../src/contract/guard.js'
import type { CheckedGuards, GuardScopeEntry } from '../../artifact/guard-model.js'
import type { GuardSyntax, StructuralRuleSyntax } from '../../artifact/guard-syntax.js'
import { diagnostic } from '../../diagnostic/diagnostic.js'
import { checkExpression } from '../expression/check-expression.js'
import { type Context, type Scope, within } from '../expression/scope.js'
import { findSessionRead } from '../session/find-session-reads.js'

/** What a block of rules guards. */
export type Guarded = Pick<CheckedGuards, 'kind' | 'primitive' | 'phase'>

/** Checks a block of rules at the place and in the scope of its context. Null for a block without a rule. */
export function checkGuards(syntax: GuardSyntax | null, context: Context, guarded: Guarded): CheckedGuards | null {
  if (syntax === null || syntax.structural.length + syntax.semantic.length === 0) return null
  const head = [guarded.kind, guarded.primitive, ...(guarded.phase === null ? [] : [guarded.phase])].join(':')
  const place = (tier: GuardTier, index: number) => ({
    id: `${head}:${tier}:${index}`,
    path: `${context.path}.${tier}.${index}`,
  })
  return {
    ...guarded,
    at: syntax.at,
    policy: syntax.policy,
    scope: listScope(context.scope, findSessionRead(syntax) !== null),
    structural: syntax.structural.map((item, index) => {
      const inner = within(within(within(context, 'structural'), index), 'rule')
      reportText(item, inner, guarded)
      const rule = checkExpression(item.rule, inner)
      return { at: item.at, ...place('structural', index), description: item.description.text, rule }
    }),
    semantic: syntax.semantic.map(({ at, description, rule, confidence, sampling }, index) => {
      const texts = { description: description.text, rule: rule.text }
      return { at, ...place('semantic', index), ...texts, confidence, sampling }
    }),
  }
}

/**
 * Everything that the rules can see. A name that stands for a member adds nothing to what its root holds; and the session
 * is there only where a rule reads it, because it has to be loaded, and another call may change it meanwhile.
 */
function listScope({ roots }: Scope, readsSession: boolean): readonly GuardScopeEntry[] {
  return [...roots].flatMap(([name, { identifier, type, member }]) =>
    member !== undefined || (name === 'session' && !readsSession) ? [] : [{ name, identifier, type }],
  )
}

function reportText({ rule }: StructuralRuleSyntax, { path, found }: Context, { kind }: Guarded): void {
  if (rule.kind !== 'literal' || typeof rule.value !== 'string') return
  const problem = 'a structural rule is an expression, and a text always holds'
  if (kind === 'collection') found.push(diagnostic('spec_invariant_invalid_error', rule.at, { problem }, { path }))
  else {
    const hint = 'a rule in plain words stands under "semantic"'
    found.push(diagnostic('guard_policy_error', rule.at, { problem }, { path, hint }))
  }
}
