import { describe, expect, it } from 'vitest'
import { checkedYaml, expectMarked, spec } from './check-yaml.js'

const paged = 'pagination: { mode: page, page_arg: p, page_size_arg: per, default_page_size: 10, max_page_size: 20 }'

/** A projection of the tickets; `more` are its other keys. */
function plain(more: string): string {
  const lines = more.split('\n').map((line) => line.trimStart())
  return spec({
    projections: ['plain:', '  strategy: from_collection', '  collection: tickets', `  ${paged}`]
      .concat(lines.filter((line) => line !== '').map((line) => `  ${line}`))
      .join('\n'),
  })
}

/** A join of tickets and agents; `more` are its other keys. */
function join(edge: string, more: string): string {
  const lines = ['board:', '  strategy: join', '  primary: { as: t, collection: tickets }', '  join:', `    - ${edge}`]
  const rest = more.split('\n').map((line) => line.trimStart())
  return spec({
    projections: [...lines, ...[paged, ...rest].filter((line) => line !== '').map((line) => `  ${line}`)].join('\n'),
  })
}

const who =
  '{ as: who, collection: agents, on: { "==": [ { var: who.id }, { var: t.assignee_id } ] }, fields: [who.display as handler] }'

describe('a projection of one collection', () => {
  it.each([
    'sort: { default_by: title }',
    'fields: [id, title as heading, sla.tier]\nsort: { default_by: heading, allowed: [heading, tier, opened_at] }',
    'fields: [tags.length as tag_count]\nsort: { default_by: tag_count }',
    'search: { arg: find, fields: [title, owner_id, state, sla.tier] }\nsort: [ { field: title, direction: desc } ]',
    'fields: [title as state]\nsort: { default_by: opened_at }',
  ])('accepts %s', (more) => {
    expectMarked(plain(more))
  })

  it.each([
    ['fields: [id, titel]', 'projection_plan_invalid_error: did you mean "title"?'],
    ['fields: [id, sla.teir]', 'projection_plan_invalid_error: did you mean "tier"?'],
    ['fields: [id, title as id]', 'projection_plan_invalid_error: two fields are called "id"'],
    ['fields: [id, sla.tier, tags.0 as tier]', 'projection_plan_invalid_error: first named here'],
    ['search: { arg: find, fields: [opened_by] }', 'projection_plan_invalid_error: did you mean "opened_at"?'],
    ['search: { arg: find, fields: [title, urgent] }', 'expression_type_mismatch_error: "urgent" is true or false'],
    ['search: { arg: find, fields: [tags] }', 'expression_type_mismatch_error: "tags" is a list of text'],
    ['where: { var: row.tilte }', 'expression_reference_error: did you mean "title"?'],
  ])('refuses %s', (more, mark) => {
    expectMarked(plain(`${more}  # ! ${mark}\nsort: { default_by: opened_at }`))
  })

  it.each([
    ['sort: { default_by: tilte }', 'did you mean "title"?'],
    ['sort: { default_by: title, allowed: [title, nothing] }', 'there is no field "nothing"'],
    ['sort: [ { field: nothing } ]', 'there is no field "nothing"'],
  ])('refuses %s', (more, words) => {
    expectMarked(plain(`${more}  # ! projection_plan_invalid_error: ${words}`))
  })

  it('refuses a name that means a field of the record and another one of the row', () => {
    expectMarked(
      plain(`
        fields: [id, owner_id as title]
        search: { arg: find, fields: [title] }   # ! projection_plan_invalid_error: "title" means two fields here
        sort: { default_by: id }
      `),
    )
  })

  it('reports a collection that does not exist once', () => {
    expectMarked(
      spec({
        projections: `
          plain:
            strategy: from_collection
            collection: tickts                   # ! spec_reference_not_found_error: did you mean "tickets"?
            fields: [id, whatever.deep as else]
            where: { "+": [ { var: row.anything }, 1 ] }
            search: { arg: find, fields: [whatever] }
            sort: { default_by: opened }
            ${paged}
        `,
        queries: '- { id: list, in: {}, where: { var: row.more }, returns: { projection: plain } }',
      }),
    )
  })

  it('needs a default size that is allowed', () => {
    expectMarked(
      plain(`
        sort: { default_by: id }
      `).replace(
        'default_page_size: 10, max_page_size: 20 }',
        'default_page_size: 21, max_page_size: 20 }  # ! projection_plan_invalid_error: allows no more than 20',
      ),
    )
  })
})

describe('a join', () => {
  it.each([
    [who, 'fields: [t.id, handler, who.skills]\nsort: { default_by: handler }'],
    [who, 'fields: [t.title as heading]\nsort: { default_by: heading, allowed: [heading, handler, who.id, t.title] }'],
    [
      '{ as: who, collection: agents, type: inner, on: { "===": [ { var: t.owner_id }, { var: who.id } ] } }',
      'fields: [who.id]\nsort: [ { field: who.id } ]',
    ],
    [
      '{ as: o, collection: tickets, on: { and: [ { "==": [ { var: o.owner_id }, { var: t.owner_id } ] }, { "==": [ { var: t.state }, { var: o.state } ] } ] } }',
      'fields: [o.id, t.id as first]\nsort: { default_by: first }',
    ],
    [who, 'fields: [t.title as t]\nsort: { default_by: t }'],
  ])('accepts %s, %s', (edge, more) => {
    expectMarked(join(edge, more))
  })

  it.each([
    [
      '{ as: who, collection: agnts, on: { "==": [ { var: who.x }, { var: t.id } ] } }',
      'spec_reference_not_found_error: did you mean "agents"?',
    ],
    [
      '{ as: t, collection: agents, on: { "==": [ { var: t.id }, { var: t.id } ] } }',
      'projection_plan_invalid_error: the alias "t" is taken already',
    ],
    [
      '{ as: row, collection: agents, on: { "==": [ { var: t.id }, { var: t.id } ] } }',
      'projection_plan_invalid_error: "row" has a meaning of its own',
    ],
    [
      '{ as: who, collection: agents, on: { "==": [ { var: who.id }, { var: t.asignee_id } ] } }',
      'expression_reference_error: did you mean "assignee_id"?',
    ],
    [
      '{ as: who, collection: agents, on: { "==": [ { var: who.id }, { var: a.id } ] } }',
      'expression_reference_error: sees no "a"',
    ],
    [
      '{ as: who, collection: agents, on: { "==": [ { var: who.id }, { var: row.id } ] } }',
      'expression_reference_error: sees no "row"',
    ],
    [
      '{ as: who, collection: agents, on: { "==": [ { var: t.id }, { var: t.owner_id } ] } }',
      'projection_plan_invalid_error: compares a field of "who" with a field of an earlier alias',
    ],
    [
      '{ as: who, collection: agents, on: { "==": [ { var: who.id }, { var: who.display } ] } }',
      'projection_plan_invalid_error: compares a field of "who"',
    ],
    [
      '{ as: who, collection: agents, on: { "==": [ { var: who.id }, a1 ] } }',
      'projection_plan_invalid_error: "==" of two "var"',
    ],
    [
      '{ as: who, collection: agents, on: { "!=": [ { var: who.id }, { var: t.id } ] } }',
      'projection_plan_invalid_error: "==" of two "var"',
    ],
    [
      '{ as: who, collection: agents, on: { or: [ { "==": [ { var: who.id }, { var: t.id } ] } ] } }',
      'projection_plan_invalid_error: "==" of two "var"',
    ],
    [
      '{ as: who, collection: agents, on: { "==": [ { var: who.skills }, { var: t.tags } ] } }',
      'projection_plan_invalid_error: joins compare scalars',
    ],
    [
      '{ as: who, collection: agents, on: { "==": [ { var: who.id }, { var: t.urgent } ] } }',
      'expression_type_mismatch_error',
    ],
    [
      '{ as: who, collection: agents, type: inner, on: { "==": [ { var: who.id }, { var: t.urgent } ] } }',
      'expression_type_mismatch_error: an id with true or false',
    ],
    [
      '{ as: who, collection: agents, on: { "==": [ { var: who.id }, { var: t.id } ] }, fields: [who.nme as n] }',
      'projection_plan_invalid_error: there is no "nme" in it',
    ],
    [
      '{ as: who, collection: agents, on: { "==": [ { var: who.id }, { var: t.id } ] }, fields: [who] }',
      'projection_plan_invalid_error: "who" is a whole record',
    ],
  ])('with the edge %s', (edge, mark) => {
    expectMarked(
      join(`${edge}${mark === null ? '' : `  # ! ${mark}`}`, 'fields: [t.id as first]\nsort: { default_by: first }'),
    )
  })

  it('reports an alias once that is wrong, however often it is used', () => {
    expectMarked(
      spec({
        projections: `
          board:
            strategy: join
            primary: { as: t, collection: tickets }
            join:
              - as: row                                # ! projection_plan_invalid_error: has a meaning of its own
                collection: agents
                on: { "==": [ { var: row.id }, { var: t.owner_id } ] }
                fields: [row.display as owner]
              - as: lost
                collection: nowhere                    # ! spec_reference_not_found_error
                on: { "==": [ { var: lost.id }, { var: row.any } ] }
              - { as: who, collection: agents, on: { "==": [ { var: who.id }, { var: lost.owner } ] } }
            fields: [t.id, owner, lost.title, who.display]
            where: { var: row.anything }
            sort: { default_by: lost.title }
            ${paged}
        `,
      }),
    )
  })

  it.each([
    ['fields: [t.id, title]', 'there is no field "title"'],
    ['fields: [t.id, handlr]', 'did you mean "handler"?'],
    ['fields: [t.id, who.id]', 'two fields are called "id"'],
    ['fields: [t.id, t]', '"t" is a whole record'],
  ])('refuses %s', (more, words) => {
    expectMarked(join(who, `${more}  # ! projection_plan_invalid_error: ${words}\nsort: { default_by: t.id }`))
  })

  it('refuses a name that an edge and the row give to different fields', () => {
    expectMarked(
      join(
        who,
        'fields: [t.title as handler]\nsort: { default_by: handler }  # ! projection_plan_invalid_error: means two fields here',
      ),
    )
  })

  it('knows what of it may be null: the fields of a left join', () => {
    const { projections } = checkedYaml(
      join(who, 'fields: [t.title, handler, who.skills]\nsort: { default_by: handler }'),
    )
    const [board] = projections
    const fields = board !== undefined && 'fields' in board ? board.fields : []
    expect(board?.row.complete).toBe(true)
    expect(board?.row.fields.map(({ name, required }) => [name, required])).toEqual([
      ['handler', false],
      ['skills', false],
      ['title', true],
    ])
    expect(fields.map(({ name }) => name)).toEqual(['title', 'handler', 'skills'])
    expect(fields[1]?.value).toEqual({
      kind: 'path',
      type: { kind: 'scalar', scalar: 'text', nullable: true },
      root: 'who',
      steps: [{ kind: 'member', name: 'display', optional: true }],
      dynamic: [],
      absentIsNull: true,
    })
  })

  it('accepts for a sort what equals an entry, or the name that the entry has in the row', () => {
    const more =
      'fields: [t.title as heading, handler]\nsort: { default_by: heading, allowed: [t.title, handler, t.opened_at] }'
    const [board] = checkedYaml(join(who, more)).projections
    expect(board?.sort).toEqual({
      kind: 'chosen',
      byArgument: null,
      orderArgument: null,
      allowed: [
        { value: 'handler', key: 'handler' },
        { value: 'heading', key: 't.title' },
        { value: 't.opened_at', key: 't.opened_at' },
        { value: 't.title', key: 't.title' },
      ],
      defaultKey: 't.title',
      defaultDirection: 'asc',
    })
    expect(board?.sortKeys.map(({ id, column }) => [id, column])).toEqual([
      ['handler', { alias: 'who', field: 'display', type: 'text' }],
      ['t.opened_at', { alias: 't', field: 'opened_at', type: 'timestamp' }],
      ['t.title', { alias: 't', field: 'title', type: 'text' }],
    ])
  })
})
