import { describe, expect, it } from 'vitest'
import { checkedYaml, expectMarked, spec } from './check-yaml.js'

const board = `
  board:
    strategy: from_collection
    collection: tickets
    search: { arg: find, fields: [title] }
    sort: { default_by: title, by_arg: order, order_arg: dir }
    pagination: { mode: page, page_arg: p, page_size_arg: per, default_page_size: 10, max_page_size: 20 }
`

function query(keys: string): string {
  return spec({ projections: board, queries: `- { id: list, returns: { projection: board }, ${keys} }` })
}

describe('queries', () => {
  it.each([
    'in: {}',
    'in: { find: text, order: text, dir: text, p: int, per: int }, defaults: { per: 5 }',
    'in: { order: { enum: [title] }, dir: { enum: [asc, desc], required: true }, p: int! }',
    'in: { find: text }, access: { roles: [agent, authenticated, anonymous] }',
    'in: { find: { type: text, required: true } }, where: { contains: [ { var: row.title }, { var: input.find } ] }',
  ])('accepts %s', (keys) => {
    expectMarked(query(keys))
  })

  it.each([
    ['in: { p: text }', 'spec_contract_conflict_error: takes its page from "p", so that input must be int'],
    ['in: { per: number }', 'spec_contract_conflict_error: takes its page size from "per"'],
    ['in: { find: int }', 'spec_contract_conflict_error: takes its search from "find", so that input must be text'],
    ['in: { order: { array: text } }', 'spec_contract_conflict_error: takes its sort field from "order"'],
    ['in: { dir: { enum: [1, 2] } }', 'spec_contract_conflict_error: takes its sort direction from "dir"'],
    ['in: { as_of: timestamp }', 'spec_contract_conflict_error: as_of'],
    ['in: { p: int }, defaults: { p: one }', 'spec_contract_conflict_error: must be an int'],
    ['in: { p: int }, defaults: { q: 1 }', 'spec_contract_conflict_error: stands in for no declared input'],
    ['in: {}, access: { roles: [agnt] }', 'spec_reference_not_found_error: did you mean "agent"?'],
    ['in: {}, where: { var: input.find }', 'expression_reference_error: there is no "find" in it'],
    ['in: {}, where: { "==": [ { var: row.state }, gone ] }', 'expression_type_mismatch_error: gone'],
  ])('refuses %s', (keys, mark) => {
    expectMarked(`${query(keys)}`.replace(`${keys} }`, `${keys} }  # ! ${mark}`))
  })

  it('need a projection that exists; nothing else is said then', () => {
    expectMarked(
      spec({
        projections: board,
        queries:
          '- { id: list, in: { p: text }, where: { var: t.title }, returns: { projection: bord } }  # ! spec_reference_not_found_error: did you mean "board"?',
      }),
    )
  })
})

describe('mutations', () => {
  const actions = `
    act: { in: { id: id!, size: int!, label: text, at: timestamp }, defaults: { size: 1 } }
    none: {}
  `
  const mutation = (keys: string, mark = ''): string =>
    spec({ actions, mutations: `- { id: go, ${keys} }${mark && `  # ! ${mark}`}` })

  it.each([
    'in: { id: id! }, run: { actionId: act, input: {} }',
    'in: { id: id!, size: number, label: text!, at: text }, run: { actionId: act, input: {} }',
    'in: {}, run: { actionId: none, input: {} }',
    'in: { whatever: text }, run: { actionId: act, input: { id: { $expr: { var: input.whatever } } } }',
    'in: {}, run: { actionId: act, input: { id: a, at: { $expr: { var: ctx.now } }, label: { $expr: { var: principal.subject } } } }',
  ])('accepts %s', (keys) => {
    expectMarked(mutation(keys))
  })

  it.each([
    ['in: {}, run: { actionId: atc, input: {} }', 'spec_reference_not_found_error: did you mean "act"?'],
    [
      'in: {}, run: { actionId: mail.send, input: {} }',
      'spec_reference_not_found_error: there is no action "mail.send"',
    ],
    [
      'in: { id: id! }, run: { actionId: none, input: {} }',
      'spec_contract_conflict_error: action "none" has no input "id"',
    ],
    [
      'in: {}, run: { actionId: act, input: {} }',
      'spec_contract_conflict_error: requires "id", which the mutation does not take',
    ],
    [
      'in: { id: int! }, run: { actionId: act, input: {} }',
      'spec_contract_conflict_error: must be an id, and is an int',
    ],
    ['in: {}, run: { actionId: act, input: { size: 1 } }', 'spec_contract_conflict_error: requires "id"'],
    [
      'in: {}, run: { actionId: act, input: { id: a, lable: b } }',
      'spec_contract_conflict_error: did you mean "label"?',
    ],
    [
      'in: { a: text! }, run: { actionId: act, input: { id: a, size: { $expr: { var: input.a } } } }',
      'spec_contract_conflict_error: must be an int, and is text',
    ],
    [
      'in: { id: id }, run: { actionId: act, input: {} }',
      'spec_contract_conflict_error: requires "id", which callers may leave out here',
    ],
    [
      'in: {}, run: { actionId: act, input: { id: { $expr: { var: row.id } } } }',
      'expression_reference_error: sees no "row"',
    ],
    [
      'in: {}, run: { actionId: none, input: {} }, access: { roles: [nobody] }',
      'spec_reference_not_found_error: there is no role "nobody"',
    ],
  ])('refuses %s', (keys, mark) => {
    expectMarked(mutation(keys, mark))
  })

  it.each([
    ['in: { id: id! }', false],
    ['in: { id: id!, size: int! }', true],
    ['in: { id: id!, size: int }', false],
    ['in: { id: text!, size: int! }', false],
  ])('hands on the whole input %s without a second check: %s', (input, isProven) => {
    const [go] = checkedYaml(mutation(`${input}, run: { actionId: act, input: {} }`)).mutations
    expect(go?.inputIsProven).toBe(isProven)
  })
})

describe('access', () => {
  it('knows the built-in roles, and roles that exist', () => {
    expectMarked(
      spec({
        roles: `
          authenticated: { description: Any signed-in caller. }
          agent: { extends: [authenticated], derive: { auth_claim_equals: [agent, true] } }
          lead: { extends: [agent, anonymous], derive: { auth_is_authenticated: [] } }
          boss: { extends: [led] }     # ! spec_reference_not_found_error: did you mean "lead"?
        `,
      }),
    )
  })

  it('refuses roles that extend each other in a circle', () => {
    expectMarked(
      spec({
        roles: `
          one: { extends: [two] }      # ! spec_contract_conflict_error: "one" → "two" → "three" → "one"
          two: { extends: [three] }
          three: { extends: [one] }
          self: { extends: [self] }    # ! spec_contract_conflict_error: role "self" extends itself
        `,
      }),
    )
  })

  it('says how each role is derived', () => {
    const { access } = checkedYaml(
      spec({
        roles: `
          agent: { extends: [authenticated], derive: { auth_is_authenticated: [], auth_claim_equals: [level, { a: 1 }] } }
          authenticated: { extends: [agent], derive: { auth_claim_equals: [never, true] } }
          ghost: { extends: [agent] }
        `.replace('extends: [agent], derive: { auth_claim_equals: [never', 'derive: { auth_claim_equals: [never'),
      }),
    )
    expect(access.roles.map(({ id, derivation }) => [id, derivation])).toEqual([
      ['anonymous', { kind: 'anonymous' }],
      ['authenticated', { kind: 'authenticated' }],
      [
        'agent',
        {
          kind: 'rules',
          extends: ['authenticated'],
          rules: [{ kind: 'is-authenticated' }, { kind: 'claim-equals', claim: 'level', value: { a: 1 } }],
        },
      ],
      ['ghost', { kind: 'never' }],
    ])
  })
})
