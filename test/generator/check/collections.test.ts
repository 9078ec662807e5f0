import { describe, it } from 'vitest'
import { actionOf, expectMarked } from './check-yaml.js'

describe('collections.read', () => {
  it('checks the collection, the members and the types', () => {
    expectMarked(
      actionOf(
        `
        - { call: collections.read, with: { collection: tickts, id: a } }       # ! spec_reference_not_found_error: did you mean "tickets"?
        - { call: collections.read, with: { collection: tickets } }             # ! spec_contract_conflict_error: requires "id"
        - { call: collections.read, with: { collection: tickets, id: "" } }     # ! spec_contract_conflict_error: must not be empty
        - { call: collections.read, with: { collection: tickets, id: a, more: 1 } }   # ! spec_contract_conflict_error: has no member "more"
        - { call: collections.read, with: { collection: 3, id: a } }            # ! spec_contract_conflict_error: must be text
        - { call: collections.read, with: { collection: { $expr: { var: input.text } }, id: a }, as: any }
        - { expr: { var: any.record.whatever }, as: whatever }
      `,
        'effects: []',
      ),
    )
  })
})

describe('collections.write', () => {
  const write = (given: string, mark = ''): string =>
    actionOf(`- { call: collections.write, with: ${given} }${mark && `  # ! ${mark}`}`, 'effects: [write]')
  const conflict = 'spec_contract_conflict_error'
  const agent = 'op: upsert, collection: agents, id: a'

  it.each([
    '{ patch: { op: delete, collection: tickets, id: t1 } }',
    `{ patch: { ${agent}, value: { display: Ann, skills: [a, b] } } }`,
    `{ patch: { ${agent}, value: { id: a, display: Ann, skills: null } } }`,
    '{ patch: { op: update, collection: tickets, id: t1, value: { state: closed, sla: { tier: gold } } } }',
    '{ patch: { op: update, collection: tickets, id: t1, value: { opened_at: { $expr: { var: ctx.now } } } } }',
    '{ patch: { op: update, collection: { $expr: { var: input.text } }, id: t1, value: { any: thing } } }',
    `{ patch: { op: { $expr: { var: input.text } }, collection: agents, id: a, value: { display: Ann } } }`,
    `{ patches: [ { ${agent}, value: { display: Ann } } ], atomicity: { mode: required, unit_id: u } }`,
    '{ patches: { $expr: { var: principal.claims.patches } } }',
    '{ patches: [] }',
  ])('accepts %s', (given) => {
    expectMarked(write(given))
  })

  it.each([
    ['{ }', 'requires "patch" or "patches"'],
    [`{ patch: { ${agent}, value: { display: a } }, patches: [] }`, 'is either "patch" or "patches"'],
    [
      `{ patch: { ${agent}, value: { display: a } }, atomicity: { mode: required, unit_id: u } }`,
      'one "patch" has none',
    ],
    [`{ patchs: [], patches: [] }`, 'has no member "patchs"'],
    ['{ patches: 3 }', '"patches" of the input of port "collections.write" must be a list'],
    ['{ patches: [], atomicity: { mode: optional, unit_id: u } }', 'must be "required"'],
    ['{ patches: [], atomicity: { mode: required } }', 'requires "unit_id"'],
    ['{ patches: [ 3 ] }', 'a patch must be an object'],
    ['{ patch: { op: remove, collection: tickets, id: t1 } }', '"op" of a patch must be one of upsert, update, delete'],
    ['{ patch: { op: delete, collection: tickets } }', 'a patch requires "id"'],
    ['{ patch: { collection: tickets, id: t1 } }', 'a patch requires "op"'],
    ['{ patch: { op: delete, collection: tickets, id: t1, valu: {} } }', 'did you mean "value"?'],
    ['{ patch: { op: update, collection: tickets, id: t1 } }', 'an "update" patch requires "value"'],
    ['{ patch: { op: upsert, collection: agents, id: a } }', 'a record of "agents" requires "display"'],
    [`{ patch: { ${agent}, value: { skills: [] } } }`, 'a record of "agents" requires "display"'],
    [`{ patch: { ${agent}, value: { display: Ann, skill: [] } } }`, 'did you mean "skills"?'],
    [`{ patch: { ${agent}, value: { display: 5 } } }`, '"display" of a record of "agents" must be text, and is 5'],
    [`{ patch: { ${agent}, value: { display: Ann, skills: [ a, 5 ] } } }`, '"skills.1" of a record of "agents"'],
    [`{ patch: { ${agent}, value: { id: b, display: Ann } } }`, 'is not the "id" of the patch, "a"'],
    ['{ patch: { op: update, collection: tickets, id: t1, value: { title: null } } }', 'must not be null'],
    ['{ patch: { op: update, collection: tickets, id: t1, value: { state: gone } } }', 'one of open, waiting, closed'],
    [
      '{ patch: { op: update, collection: tickets, id: t1, value: { opened_at: today } } }',
      'must be like 2026-01-31T09:30:00Z',
    ],
    [
      '{ patch: { op: update, collection: tickets, id: t1, value: { sla: { breached: true } } } }',
      '"sla" of a record of "tickets" requires "tier"',
    ],
    [
      '{ patch: { op: update, collection: tickets, id: t1, value: { title: { $expr: { var: input.count } } } } }',
      'must be text, and is an int',
    ],
    [
      '{ patch: { op: update, collection: tickets, id: t1, value: { $expr: { var: input.text } } } }',
      'must be an object, and is text',
    ],
  ])('refuses %s: %s', (given, words) => {
    expectMarked(write(given, `${conflict}: ${words}`))
  })

  it('refuses a collection that does not exist', () => {
    const mark = 'spec_reference_not_found_error: there are "agents" and "tickets"'
    expectMarked(write('{ patch: { op: upsert, collection: nowhere, id: a, value: { any: thing } } }', mark))
  })
})
