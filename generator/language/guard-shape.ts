import { filledList, list, mapping, onceEach, text, words } from './make-shape.js'
import {
  type Key,
  type MappingShape,
  optional,
  type RefusedKey,
  required,
  type Shape,
  type WordShape,
} from './shape.js'

const structuralRules: Shape = list(
  'rules',
  mapping('a structural rule', {
    description: required(text('filled'), 'What the rule says, for people; callers who break it are told.'),
    rule: required({ kind: 'expression' }, 'Holds where it is true.'),
  }),
)

const rate: Shape = { kind: 'number', least: 0, most: 1 }

const semanticRules: Shape = list(
  'rules',
  mapping('a semantic rule', {
    description: required(text('filled'), 'What the rule says, for people; callers who break it are told.'),
    rule: required(text('filled'), 'The rule in plain words, for a judge.'),
    confidence: optional(words('high', 'medium', 'low'), 'How sure the judge must be; medium where it is absent.'),
    sampling: optional(
      mapping('"sampling" of a rule', {
        production: optional(rate, 'The share of calls that are judged in production; 0.05 where it is absent.'),
        simulation: optional(rate, 'The share of calls that are judged in simulation; 1 where it is absent.'),
        ci: optional(rate, 'The share of calls that are judged in ci; 1 where it is absent.'),
      }),
      'How often the rule is judged.',
    ),
  }),
)

const structural = optional(structuralRules, 'Rules that are expressions; all of them are evaluated, in order.')
const semantic = optional(semanticRules, 'Rules in plain words; they are judged where every structural rule holds.')

/** A block of rules that decides rows or records has none in plain words. */
function refuseSemantic(owner: string): RefusedKey {
  const problem = `only structural rules stand in ${owner}: no judge decides about rows and records`
  return { need: 'refused', about: 'Rules in plain words.', code: 'guard_policy_error', problem }
}

function policyKey(policy: WordShape): Key {
  return optional(policy, 'What follows where a rule does not hold; abort where it is absent.')
}

const everyPolicy: WordShape = {
  ...words('abort', 'fail_action', 'log_and_continue', 'emit_violation'),
  mistake: 'guard_policy_invalid',
}
const rowPolicy: WordShape = {
  ...words('abort', 'log_and_continue', 'emit_violation'),
  mistake: 'guard_policy_invalid',
}

/** What may be written in the guards of one kind of thing. */
export interface GuardForm {
  readonly tiers: 'both' | 'structural'
  /** `every`: all four; `rows`: all but `fail_action`; `abort`: nothing else. */
  readonly policies: 'every' | 'rows' | 'abort'
}

const policyOf: { readonly [Policies in GuardForm['policies']]: WordShape } = {
  every: everyPolicy,
  rows: rowPolicy,
  abort: { ...words('abort'), mistake: 'guard_policy_invalid' },
}

/** A policy and the tiers beside it. `name` is as in `"guards" of a signal`. */
export function guardShape(name: string, { tiers, policies }: GuardForm): MappingShape {
  return mapping(name, {
    on_fail: policyKey(policyOf[policies]),
    structural,
    semantic: tiers === 'both' ? semantic : refuseSemantic(name),
  })
}

/** The guards of an action: one policy, and the tiers under each of its phases. */
export const actionGuardShape: MappingShape = mapping('"guards" of an action', {
  on_fail: policyKey(everyPolicy),
  pre: optional(mapping('"pre" of "guards"', { structural, semantic }), 'Rules for what the action takes.'),
  post: optional(mapping('"post" of "guards"', { structural, semantic }), 'Rules for what it has come to.'),
})

/** The rules of a collection: of one tier, and for all patches or some. */
export const invariantShape: MappingShape = {
  ...mapping('"invariants" of a collection', {
    on_fail: policyKey({
      ...words('abort', 'log_and_continue', 'emit_violation'),
      mistake: 'invariant_policy_invalid',
    }),
    structural,
    semantic: refuseSemantic('"invariants" of a collection'),
    applies_to: optional(
      onceEach(filledList('patches', words('upsert', 'update', 'delete'))),
      'The patches that the rules hold for; all of them where it is absent.',
    ),
  }),
  mistake: 'spec_invariant_invalid_error',
}
