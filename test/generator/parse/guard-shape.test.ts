import { describe, expect, it } from 'vitest'
import { checkShape } from '../../../generator/2-parse/check/check-shape.js'
import { Checking } from '../../../generator/2-parse/check/checking.js'
import { specDialect } from '../../../generator/2-parse/dialect.js'
import { readYaml } from '../../../generator/2-parse/yaml/read-yaml.js'
import { type GuardForm, guardShape } from '../../../generator/language/guard-shape.js'
import { head, tell, tellSpec } from './tell.js'

/** What is wrong with the guards of some kind of thing. */
function tellGuards(text: string, form: GuardForm): readonly string[] {
  const { root, damaged } = readYaml({ path: 'app.yaml', text }, 'authoring_parse_error')
  if (root === null) throw new Error('it is no mapping')
  const checking = new Checking(specDialect, {}, damaged)
  checkShape(checking, guardShape('"guards" of a thing', form), root)
  return checking.found.map((found) => tell(text, found))
}

const rule = '{ description: D., rule: true }'
const plain = '{ description: D., rule: R. }'

describe('a block of rules', () => {
  it.each<[string, GuardForm, readonly string[]]>([
    [
      `{ on_fail: emit_violation, structural: [${rule}], semantic: [${plain}] }`,
      { tiers: 'both', policies: 'every' },
      [],
    ],
    ['{ on_fail: fail_action, structural: [] }', { tiers: 'both', policies: 'every' }, []],
    [
      '{ on_fail: fail_action }',
      { tiers: 'structural', policies: 'rows' },
      [
        'guard_policy_invalid on_fail "fail_action": "on_fail" must be "abort", "log_and_continue" or "emit_violation", not the text "fail_action"',
      ],
    ],
    [
      '{ on_fail: log_and_continue }',
      { tiers: 'both', policies: 'abort' },
      ['guard_policy_invalid on_fail "log_and_continue": "on_fail" must be "abort", not the text "log_and_continue"'],
    ],
    [
      `{ semantic: [${plain}] }`,
      { tiers: 'structural', policies: 'rows' },
      [
        'guard_policy_error semantic "semantic": only structural rules stand in "guards" of a thing: no judge decides about rows and records',
      ],
    ],
    [
      `{ structurals: [${rule}] }`,
      { tiers: 'structural', policies: 'rows' },
      [
        'spec_unknown_key_error structurals "structurals": "guards" of a thing has no key "structurals" (did you mean "structural"?)',
      ],
    ],
    [
      '{ structural: { description: D., rule: true } }',
      { tiers: 'both', policies: 'every' },
      [
        'authoring_spec_invalid structural "{ description: D., rule: true …": "structural" must be a list of rules, not a mapping',
      ],
    ],
  ])('%s of the form %j', (text, form, expected) => {
    expect(tellGuards(text, form)).toEqual(expected)
  })

  it.each([
    ['confidence: sure', '"confidence" must be "high", "medium" or "low", not the text "sure"'],
    ['sampling: 1', '"sampling" must be a mapping, not the number 1'],
    ['sampling: { ci: 1.5 }', '"ci" must be a number from 0 to 1, not the number 1.5'],
    ['sampling: { production: -0.1 }', '"production" must be a number from 0 to 1, not the number -0.1'],
    ['sampling: { simulation: often }', '"simulation" must be a number from 0 to 1, not the text "often"'],
    ['sampling: { prod: 1 }', '"sampling" of a rule has no key "prod"'],
  ])('of rules in plain words does not take %s', (key, problem) => {
    const text = `{ semantic: [ { description: D., rule: R., ${key} } ] }`
    const [found, ...others] = tellGuards(text, { tiers: 'both', policies: 'every' })
    expect(found).toContain(problem)
    expect(others).toEqual([])
  })

  it.each(['ci: 0', 'ci: 1', 'ci: 0.25', 'production: 1, simulation: 0, ci: 1.0'])('takes the rates %s', (rates) => {
    const text = `{ semantic: [ { description: D., rule: R., sampling: { ${rates} } } ] }`
    expect(tellGuards(text, { tiers: 'both', policies: 'every' })).toEqual([])
  })
})

describe('the guards of an action', () => {
  const tellAction = (guards: string) => tellSpec(`${head}domain: { actions: { a: { guards: ${guards} } } }`)

  it('have their rules under a phase', () => {
    expect(tellAction(`{ structural: [${rule}] }`)).toEqual([
      'spec_unknown_key_error domain.actions.a.guards.structural "structural": "guards" of an action has no key "structural" (there are "on_fail", "post" and "pre")',
    ])
  })

  it('have one policy for both phases', () => {
    expect(tellAction(`{ pre: { on_fail: abort, structural: [${rule}] } }`)).toEqual([
      'spec_unknown_key_error domain.actions.a.guards.pre.on_fail "on_fail": "pre" of "guards" has no key "on_fail" (there are "semantic" and "structural")',
    ])
  })
})

describe('invariants', () => {
  const tellInvariants = (invariants: string) =>
    tellSpec(`${head}domain: { collections: { c: { fields: {}, invariants: ${invariants} } } }`)

  it('have unknown keys as everything has', () => {
    expect(tellInvariants('{ structral: [], applies: [] }')).toEqual([
      'spec_unknown_key_error domain.collections.c.invariants.structral "structral": "invariants" of a collection has no key "structral" (did you mean "structural"?)',
      'spec_unknown_key_error domain.collections.c.invariants.applies "applies": "invariants" of a collection has no key "applies" (there are "applies_to", "on_fail" and "structural")',
    ])
  })

  it('give their own code to what is wrong within them, and nothing beside them theirs', () => {
    const text = `${head}domain: { collections: { c: { fields: {}, invariants: { structural: 1 } }, d: { fields: 1 } } }`
    expect(tellSpec(text)).toEqual([
      'spec_invariant_invalid_error domain.collections.c.invariants.structural "1": "structural" must be a list of rules, not the number 1',
      'authoring_spec_invalid domain.collections.d.fields "1": "fields" must be a mapping of names to types, not the number 1',
    ])
  })

  it('have expressions that are wrong as expressions are', () => {
    const [found] = tellInvariants('{ structural: [ { description: D., rule: { equals: [] } } ] }')
    expect(found).toMatch(/^unsupported_expression_error /)
  })

  it('name each kind of patch once', () => {
    const [found] = tellInvariants(`{ applies_to: [ delete, delete ], structural: [${rule}] }`)
    expect(found).toMatch(/^spec_invariant_invalid_error .* stands twice in "applies_to"/)
  })
})
