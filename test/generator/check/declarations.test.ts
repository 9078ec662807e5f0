import { describe, expect, it } from 'vitest'
import { checkYaml, expectMarked, spec } from './check-yaml.js'

const board = `
  board:
    strategy: from_collection
    collection: tickets
    sort: { default_by: title }
    pagination: { mode: page, page_arg: p, page_size_arg: per, default_page_size: 10, max_page_size: 20 }
`

describe('declarations', () => {
  it('finds an id that two queries have, and names the first', () => {
    expectMarked(
      spec({
        projections: board,
        queries: `
          - { id: list, in: {}, returns: { projection: board } }
          - { id: other, in: {}, returns: { projection: board } }
          - { id: list, in: {}, returns: { projection: board } }  # ! spec_duplicate_id_error: first declared here
        `,
      }),
    )
  })

  it('lets a query and a mutation share an id, and a collection, an action and a projection too', () => {
    expectMarked(
      spec({
        actions: 'tickets: { return: { ok: true } }',
        projections: board.replace('board:', 'tickets:'),
        queries: '- { id: tickets, in: {}, returns: { projection: tickets } }',
        mutations: '- { id: tickets, in: {}, run: { actionId: tickets, input: {} } }',
      }),
    )
  })

  it('has one namespace for what a step can call', () => {
    expectMarked(
      spec({
        capabilities: `
          mail.send: { in: {}, out: {} }
          ids.generate: { in: {}, out: {} }         # ! spec_contract_conflict_error: standard port
          history.append: { in: {}, out: {} }       # ! spec_contract_conflict_error: standard port
        `,
        actions: `
          mail.send: {}                             # ! spec_contract_conflict_error: capability and an action
          collections.read: {}                      # ! spec_contract_conflict_error: standard port
        `,
      }),
    )
  })

  it("keeps the runtime's own signal", () => {
    expectMarked(spec({ signals: 'guard.violated: { payload: {} }  # ! spec_contract_conflict_error' }))
  })

  it.each(['text!', 'id', 'int!', '{ enum: [a], required: true }'])('refuses the key %s', (type) => {
    expectMarked(
      spec({ collections: `tickets:\n  fields:\n    id: ${type}  # ! spec_contract_conflict_error: id: id!` }),
    )
  })

  it.each(['id!', '{ type: id, required: true }'])('accepts the key %s', (type) => {
    expectMarked(spec({ collections: `tickets:\n  fields:\n    id: ${type}` }))
  })

  it('gives every diagnostic the path of the language', () => {
    const outcome = checkYaml(
      spec({ queries: '- { id: list, in: {}, returns: { projection: nowhere }, access: { roles: [nobody] } }' }),
    )
    expect(outcome.diagnostics.map(({ code, path }) => [code, path])).toEqual([
      ['spec_reference_not_found_error', 'queries.0.returns.projection'],
      ['spec_reference_not_found_error', 'queries.0.access.roles.0'],
    ])
  })
})

describe('generated names', () => {
  it('finds ids that become one name, and says what the other is', () => {
    expectMarked(
      spec({
        actions: `
          desk.add_comment: {}
          desk.add.comment: {}    # ! identifier_collision_error: action "desk.add_comment" gives this name, too
        `,
        roles: `
          desk_lead: {}
          desk.lead: {}           # ! identifier_collision_error: deskLeadRole
        `,
      }),
    )
  })

  it('finds methods of the client that would be one', () => {
    expectMarked(
      spec({
        projections: board,
        queries: `
          - { id: list_all, in: {}, returns: { projection: board } }
          - { id: listAll, in: {}, returns: { projection: board } }   # ! identifier_collision_error: listAll
        `,
      }),
    )
  })

  it('finds types of one name: across declarations, within one, and against standard ports', () => {
    expectMarked(
      spec({
        collections: `
          order:                                 # ! identifier_collision_error: OrderRecordLineItem
            fields: { line_item: { object: { c: text } }, line: { object: { item: { object: { c: text } } } } }
        `,
        capabilities: `
          ids_generate: { in: {}, out: {} }      # ! identifier_collision_error: idsGeneratePort
        `,
      }),
    )
  })

  it('has no quarrel with one shape in several places', () => {
    expectMarked(
      spec({
        actions: `
          find:
            do: [ { call: collections.read, with: { collection: tickets, id: t1 }, as: found } ]
            return: { found: { $expr: { var: found } }, sla: { $expr: { var: found.record.sla } } }
          find.again:
            do:
              - { call: collections.read, with: { collection: tickets, id: t2 }, as: found }
              - { call: find, as: first }
            return: { first: { $expr: { var: first } }, second: { $expr: { var: found.record } } }
        `,
        projections: board,
      }),
    )
  })
})
