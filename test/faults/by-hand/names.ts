import { type Fault, fault } from '../harness/fault.js'

const conflict = 'spec_contract_conflict_error'
const duplicate = 'spec_duplicate_id_error'
const missing = 'spec_reference_not_found_error'

/** Names: those that nobody may give, those that are given twice, those that lead nowhere. */
export const nameFaults: readonly Fault[] = [
  fault(
    'bookshop',
    'fields that differ in upper case alone',
    [['app.yaml', '        born: int', '        born: int\n        Born: int']],
    [[conflict, 'app.yaml', '        Born: int']],
  ),
  fault(
    'bookshop',
    'collections that differ in upper case alone',
    [['app.yaml', '    authors:\n      fields:', '    booKs: { fields: {} }\n    authors:\n      fields:']],
    [[conflict, 'app.yaml', '    booKs:']],
  ),
  fault(
    'bookshop',
    'a field called __proto__',
    [['app.yaml', '        born: int', '        __proto__: int']],
    [[conflict, 'app.yaml', '__proto__']],
  ),
  fault(
    'bookshop',
    'an input called constructor',
    [['app.yaml', 'in: { page: int }', 'in: { page: int, constructor: int }']],
    [[conflict, 'app.yaml', 'constructor']],
  ),
  fault(
    'bookshop',
    'a projection called prototype',
    [['app.yaml', '    my_orders:\n', '    prototype:\n']],
    [[conflict, 'app.yaml', 'prototype:']],
  ),
  fault(
    'bookshop',
    'a literal with a member __proto__',
    [['app.yaml', 'defaults: { copies: 1 }', 'defaults: { copies: { __proto__: 1 } }']],
    [[conflict, 'app.yaml', '__proto__']],
  ),
  fault(
    'bookshop',
    'a binding of a step called __proto__',
    [['app.yaml', 'with: { prefix: or_ }, as: fresh }', 'with: { prefix: or_ }, as: __proto__ }']],
    [[conflict, 'app.yaml', '__proto__']],
  ),
  fault(
    'bookshop',
    'a path through __proto__',
    [['app.yaml', 'reason: { $expr: { var: refusal } }', 'reason: { $expr: { var: input.__proto__.x } }']],
    [['expression_reference_error', 'app.yaml', '__proto__']],
  ),
  fault(
    'bookshop',
    'a path to the constructor of a record',
    [
      [
        'app.yaml',
        '{ "!": { exists: { var: found.record } } }\n              - gone',
        '{ "!": { exists: { var: found.record.constructor } } }\n              - gone',
      ],
    ],
    [['expression_reference_error', 'app.yaml', 'constructor']],
  ),
  fault(
    'bookshop',
    'a field with a hyphen',
    [['app.yaml', '        born: int', '        year-born: int']],
    [[conflict, 'app.yaml', 'year-born']],
  ),
  fault(
    'bookshop',
    'a field that begins with a digit',
    [['app.yaml', '        born: int', '        1st: int']],
    [[conflict, 'app.yaml', '1st']],
  ),
  fault(
    'bookshop',
    'a field with a dot',
    [['app.yaml', '        born: int', '        a.b: int']],
    [[conflict, 'app.yaml', 'a.b']],
  ),
  fault(
    'bookshop',
    'an empty name',
    [['app.yaml', '        born: int', '        "": int']],
    [[conflict, 'app.yaml', '"": int']],
  ),
  fault(
    'bookshop',
    'an action with two dots',
    [['app.yaml', '    books.add:', '    books..add:']],
    [[conflict, 'app.yaml', 'books..add:']],
  ),
  fault(
    'bookshop',
    'an app whose id has a dot',
    [['app.yaml', 'id: bookshop', 'id: book.shop']],
    [[conflict, 'app.yaml', 'book.shop']],
  ),
  fault(
    'bookshop',
    'an app whose id leads out of the folder',
    [['app.yaml', 'id: bookshop', 'id: ../up']],
    [[conflict, 'app.yaml', '../up']],
  ),
  fault(
    'bookshop',
    'two queries with one id',
    [['app.yaml', '  - id: my_orders', '  - id: sales']],
    [[duplicate, 'app.yaml', '  - id: sales\n    in: {}']],
  ),
  fault(
    'workspace',
    'two nodes with one id',
    [['app.yaml', '    - id: hint', '    - id: list']],
    [[duplicate, 'app.yaml', '    - id: list\n      type: text\n']],
  ),
  fault(
    'workspace',
    'two screens with one id',
    [['app.yaml', '  screens:\n', '  screens:\n    - id: desk\n']],
    [[duplicate, 'app.yaml', '    - id: desk\n      root']],
  ),
  fault(
    'gallery',
    'two mutations with one id',
    [['app.yaml', '{ id: lend,', '{ id: hang,']],
    [[duplicate, 'app.yaml', 'pictures.lend, input']],
  ),
  fault(
    'bookshop',
    'an action and a capability with one name',
    [
      ['app.yaml', '    books.add:', '    price.round:'],
      ['app.yaml', 'actionId: books.add', 'actionId: price.round'],
    ],
    [[conflict, 'app.yaml', '    price.round:\n      effects']],
  ),
  fault(
    'bookshop',
    'a capability that takes the name of a standard port',
    [['app.yaml', '    parcel.send:', '    ids.generate:']],
    [
      [conflict, 'app.yaml', '    ids.generate:'],
      [missing, 'app.yaml', 'call: parcel.send'],
      ['port_unknown_error', 'modules.yaml', '- parcel.send'],
    ],
  ),
  fault(
    'bookshop',
    'an action that takes the name of a standard port',
    [
      ['app.yaml', '    books.add:', '    collections.read:'],
      ['app.yaml', 'actionId: books.add', 'actionId: collections.read'],
    ],
    [[conflict, 'app.yaml', '    collections.read:']],
  ),
  fault(
    'gallery',
    'the signal that belongs to the runtime',
    [
      ['app.yaml', '      picture.hung:', '      guard.violated:'],
      ['app.yaml', '- signal: picture.hung', '- signal: guard.violated'],
      ['app.yaml', 'signals: [picture.hung, ', 'signals: [guard.violated, '],
    ],
    [[conflict, 'app.yaml', '      guard.violated:']],
  ),
  fault(
    'bookshop',
    'a binding that takes the name of a root',
    [['app.yaml', 'with: { prefix: bk_ }, as: fresh', 'with: { prefix: bk_ }, as: input']],
    [
      [conflict, 'app.yaml', 'as: input'],
      ...twice('expression_reference_error', [
        'id: { $expr: { var: fresh.ids.0 } }\n              value:\n                title',
        'book_id: { $expr: { var: fresh.ids.0 } }',
      ]),
    ],
  ),
  fault(
    'bookshop',
    'a binding that is bound twice',
    [
      ['app.yaml', '          as: rounded', '          as: fresh'],
      ['app.yaml', 'price: { $expr: { var: rounded.price } }', 'price: 1'],
    ],
    [[conflict, 'app.yaml', '          as: fresh']],
  ),
  fault(
    'gallery',
    'a binding of a branch that is bound before',
    [
      ['app.yaml', 'id: { $expr: { var: input.id } } }, as: found }', 'id: { $expr: { var: input.id } } }, as: done }'],
      ['app.yaml', '- if: { exists: { var: found.record } }', '- if: { exists: { var: done } }'],
      ['app.yaml', '{ var: [ found.record.value, 0 ] }', '0'],
    ],
    [
      [conflict, 'app.yaml', '{ expr: true, as: done }'],
      [conflict, 'app.yaml', '{ expr: false, as: done }'],
    ],
  ),
  fault(
    'bookshop',
    'an alias that is taken',
    [['app.yaml', '{ as: b, collection: books, type: inner', '{ as: o, collection: books, type: inner']],
    [['projection_plan_invalid_error', 'app.yaml', 'as: o, collection: books']],
  ),
  fault(
    'bookshop',
    'two output fields with one name',
    [
      ['app.yaml', 'b.copies as left, author]', 'b.copies as author, author]'],
      ['app.yaml', '{ var: row.left }', '{ var: row.price }'],
    ],
    [['projection_plan_invalid_error', 'app.yaml', 'b.copies as author']],
  ),
  fault(
    'bookshop',
    'two metrics with one name',
    [['app.yaml', '{ id: most, op: max', '{ id: first, op: max']],
    [['projection_plan_invalid_error', 'app.yaml', 'op: max']],
  ),
  fault(
    'bookshop',
    'a metric with the name of a group',
    [['app.yaml', '{ id: most, op: max', '{ id: paid, op: max']],
    [['projection_plan_invalid_error', 'app.yaml', 'op: max']],
  ),
  fault(
    'bookshop',
    'two ids that give one generated name',
    [
      ['app.yaml', '  - id: my_orders', '  - id: addBook'],
      [
        'app.yaml',
        '  - id: add_book',
        '  - id: add_book\n    in: {}\n    run: { actionId: books.add, input: { title: T, author_id: a, price: 1 } }\n  - id: addBook',
      ],
    ],
    [['identifier_collision_error', 'app.yaml', '  - id: addBook\n    in: { title']],
  ),
  fault(
    'bookshop',
    'an id twice where the case differs only in a reference',
    [['app.yaml', 'collection: authors\n', 'collection: Authors\n']],
    [[missing, 'app.yaml', 'Authors']],
  ),
  fault(
    'clinic',
    'a persona with a misspelt name',
    [['app.yaml', 'persona: worried', 'persona: woried']],
    [[missing, 'app.yaml', 'woried']],
  ),
  fault(
    'clinic',
    'a scenario that overrides a port that is not there',
    [['app.yaml', 'provider_overrides: { text.message', 'provider_overrides: { text.massage']],
    [[missing, 'app.yaml', 'text.massage']],
  ),
  fault(
    'helpdesk',
    'a query under the id of another, which others then miss',
    [['app.yaml', '- id: my_tickets', '- id: list_board']],
    [[duplicate, 'app.yaml', '- id: list_board                              # closed ones too']],
  ),
  fault(
    'helpdesk',
    'a mutation under the id of another, which has other inputs',
    [['app.yaml', '- id: open_ticket\n', '- id: add_comment\n']],
    [[duplicate, 'app.yaml', '- id: add_comment\n    in: { ticket_id']],
  ),
  fault(
    'helpdesk',
    'an alias of a join that is taken, whose fields others name',
    [
      [
        'app.yaml',
        '{ as: a, collection: agents, on: { "==": [ { var: a.id }, { var: t.assignee_id } ] }, fields: [a.name as handler] }\n      fields:\n        - t.id\n        - t.title\n        - t.contact.name',
        '{ as: t, collection: agents, on: { "==": [ { var: a.id }, { var: t.assignee_id } ] }, fields: [a.name as handler] }\n      fields:\n        - t.id\n        - t.title\n        - t.contact.name',
      ],
    ],
    [['projection_plan_invalid_error', 'app.yaml', '{ as: t, collection: agents']],
  ),
  fault(
    'helpdesk',
    'a code that a scenario misspells, of an input that is meant to be wrong',
    [['spec/scenarios.yaml', 'expect_code: validation_error', 'expect_code: validation_err']],
    [[missing, 'spec/scenarios.yaml', 'expect_code: validation_err']],
  ),
]

function twice(code: string, lines: readonly string[]): readonly (readonly [string, string, string])[] {
  return lines.map((on) => [code, 'app.yaml', on] as const)
}
