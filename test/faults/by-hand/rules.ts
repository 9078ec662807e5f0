import { type Fault, fault } from '../harness/fault.js'

const conflict = 'spec_contract_conflict_error'
const plan = 'projection_plan_invalid_error'
const shape = 'authoring_spec_invalid'
const unsupported = 'spec_section_unsupported_error'

/** Faults of what is declared and what is done, in the shop. */
export const rulesFaults: readonly Fault[] = [
  fault(
    'bookshop',
    'a role that extends itself',
    [['app.yaml', 'extends: [seller]', 'extends: [owner]']],
    [[conflict, 'app.yaml', 'extends: [owner]']],
  ),
  fault(
    'bookshop',
    'an action that calls itself',
    [
      [
        'app.yaml',
        '        - call: price.round\n          with: { price: { $expr: { var: input.price } } }\n          as: rounded',
        '        - { call: books.add, with: { title: T, author_id: a, price: 1 } }\n        - { expr: { var: input.price }, as: price }',
      ],
      ['app.yaml', 'price: { $expr: { var: rounded.price } }', 'price: { $expr: { var: price } }'],
    ],
    [[conflict, 'app.yaml', 'call: books.add']],
  ),
  fault(
    'bookshop',
    'an effect that is not listed',
    [['app.yaml', 'effects: [write, network]', 'effects: [write]']],
    [['spec_effect_undeclared_error', 'app.yaml', 'effects: [write]\n      in: { book_id']],
  ),
  fault(
    'bookshop',
    'an effect that is never had',
    [['app.yaml', 'effects: [write, network]', 'effects: [write, network, emit]']],
    [['spec_effect_unused_warning', 'app.yaml', 'emit]']],
  ),
  fault(
    'bookshop',
    'more rows than a page may have',
    [['app.yaml', 'default_page_size: 20, max_page_size: 100', 'default_page_size: 200, max_page_size: 100']],
    [[plan, 'app.yaml', 'default_page_size: 200']],
  ),
  fault(
    'bookshop',
    'a default that the projection would refuse',
    [['app.yaml', 'defaults: { per: 10 }', 'defaults: { per: 101 }']],
    [[conflict, 'app.yaml', 'per: 101']],
  ),
  fault(
    'bookshop',
    'a search in a number',
    [['app.yaml', 'fields: [b.title, author] }', 'fields: [b.price, author] }']],
    [['expression_type_mismatch_error', 'app.yaml', 'fields: [b.price']],
  ),
  fault(
    'bookshop',
    'an argument of the wrong type',
    [['app.yaml', 'in: { page: int }', 'in: { page: text }']],
    [[conflict, 'app.yaml', 'page: text']],
  ),
  fault(
    'bookshop',
    'a sort without a field',
    [['app.yaml', 'sort: { default_by: orders, default_order: desc }', 'sort: []']],
    [[shape, 'app.yaml', 'sort: []']],
  ),
  fault(
    'bookshop',
    'a least without a field',
    [['app.yaml', '{ id: first, op: min, field: o.at }', '{ id: first, op: min }']],
    [[plan, 'app.yaml', 'op: min']],
  ),
  fault(
    'bookshop',
    'a least of a list',
    [['app.yaml', '{ id: first, op: min, field: o.at }', '{ id: first, op: min, field: b.tags }']],
    [[plan, 'app.yaml', 'b.tags']],
  ),
  fault(
    'bookshop',
    'a join on an inequality',
    [['app.yaml', 'on: { "==": [ { var: who.id }', 'on: { "!=": [ { var: who.id }']],
    [[plan, 'app.yaml', '"!=": [ { var: who.id }']],
  ),
  fault(
    'bookshop',
    'a join on a constant',
    [['app.yaml', 'on: { "==": [ { var: b.id }, { var: o.book_id } ] }', 'on: { "==": [ { var: b.id }, x ] }']],
    [[plan, 'app.yaml', '{ var: b.id }, x ]']],
  ),
  fault(
    'bookshop',
    'a join that knows its later alias only',
    [
      [
        'app.yaml',
        'on: { "==": [ { var: b.id }, { var: o.book_id } ] }',
        'on: { "==": [ { var: b.id }, { var: b.author_id } ] }',
      ],
    ],
    [[plan, 'app.yaml', '{ var: b.id }, { var: b.author_id }']],
  ),
  fault(
    'bookshop',
    'a plain field whose collection is declared otherwise',
    [['app.yaml', '    authors:\n      fields:\n        id: id!', '    authors:\n      fields:\n        id: int!']],
    [[conflict, 'app.yaml', 'id: int!']],
  ),
  fault(
    'bookshop',
    'semantic rules for rows',
    [
      [
        'app.yaml',
        '        on_fail: log_and_continue\n        structural:',
        '        on_fail: log_and_continue\n        semantic: []\n        structural:',
      ],
    ],
    [['guard_policy_error', 'app.yaml', 'semantic: []']],
  ),
  fault(
    'bookshop',
    'a policy that rows cannot have',
    [['app.yaml', '        on_fail: log_and_continue', '        on_fail: fail_action']],
    [['guard_policy_invalid', 'app.yaml', 'fail_action']],
  ),
  fault(
    'bookshop',
    'an invariant over no operation',
    [['app.yaml', 'applies_to: [upsert, update]', 'applies_to: [insert]']],
    [['spec_invariant_invalid_error', 'app.yaml', 'insert']],
  ),
  fault(
    'bookshop',
    'a mutation that hands on what the action does not take',
    [
      [
        'app.yaml',
        'copies: int, tags: { array: text } }\n    run',
        'copies: int, tags: { array: text }, isbn: text }\n    run',
      ],
    ],
    [[conflict, 'app.yaml', 'isbn']],
  ),
  fault(
    'bookshop',
    'a mutation that does not take what the action needs',
    [['app.yaml', '    in: { title: text!, author_id: id!, price', '    in: { title: text!, price']],
    [[conflict, 'app.yaml', 'actionId: books.add']],
  ),
  fault(
    'bookshop',
    'a mutation with defaults',
    [
      [
        'app.yaml',
        '    in: { book: id!, copies: int!, address: text! }\n',
        '    in: { book: id!, copies: int!, address: text! }\n    defaults: { copies: 1 }\n',
      ],
    ],
    [['spec_unknown_key_error', 'app.yaml', 'defaults: { copies: 1 }\n    run']],
  ),
  fault(
    'bookshop',
    'a default of the wrong type',
    [['app.yaml', 'defaults: { copies: 1 }', 'defaults: { copies: one }']],
    [[conflict, 'app.yaml', 'one }']],
  ),
  fault(
    'bookshop',
    'a default for what is not taken',
    [['app.yaml', 'defaults: { per: 10 }', 'defaults: { size: 10 }']],
    [[conflict, 'app.yaml', '{ size: 10 }']],
  ),
  fault(
    'bookshop',
    'a two-faced step',
    [
      [
        'app.yaml',
        '- if: { "!": { exists: { var: refusal } } }',
        '- call: parcel.send\n          if: { "!": { exists: { var: refusal } } }',
      ],
    ],
    [['domain_runtime_ir_invalid_error', 'app.yaml', '          if: { "!"']],
  ),
  fault(
    'bookshop',
    'a call in a local capability',
    [
      [
        'app.yaml',
        '- { expr: { "-": [ { var: input.price }, { var: input.off } ] }, as: lowered }',
        '- { call: parcel.send, as: lowered }',
      ],
    ],
    [[unsupported, 'app.yaml', 'call: parcel.send, as']],
  ),
  fault(
    'bookshop',
    'an operation that is not known',
    [['app.yaml', '- op: update', '- op: insert']],
    [[conflict, 'app.yaml', '- op: insert']],
  ),
  fault(
    'bookshop',
    'a patch and patches',
    [['app.yaml', 'atomicity: { mode: required, unit_id: order }', 'patch: { op: delete, collection: books, id: x }']],
    [[conflict, 'app.yaml', 'patch: { op: delete']],
  ),
  fault(
    'bookshop',
    'a runtime port that is called',
    [['app.yaml', 'call: parcel.send', 'call: history.append']],
    [[conflict, 'app.yaml', 'call: history.append']],
  ),
  fault(
    'bookshop',
    'one input for two arguments of a page',
    [
      [
        'app.yaml',
        'page_arg: page, page_size_arg: per, default_page_size: 20',
        'page_arg: per, page_size_arg: per, default_page_size: 20',
      ],
    ],
    [[plan, 'app.yaml', 'page_arg: per, page_size']],
  ),
  fault(
    'bookshop',
    'one input for the field and the direction of a sort',
    [['app.yaml', 'by_arg: order, order_arg: dir', 'by_arg: order, order_arg: order']],
    [[plan, 'app.yaml', 'order_arg: order']],
  ),
  fault(
    'bookshop',
    'a default that no sort allows',
    [['app.yaml', 'defaults: { per: 10 }', 'defaults: { per: 10, order: shelf }']],
    [[conflict, 'app.yaml', 'order: shelf']],
  ),
  fault(
    'bookshop',
    'a default direction that there is not',
    [['app.yaml', 'defaults: { per: 10 }', 'defaults: { per: 10, dir: up }']],
    [[conflict, 'app.yaml', 'dir: up']],
  ),
  fault(
    'bookshop',
    'an enum of nothing',
    [['app.yaml', '{ enum: [front, back, cellar], required: true }', '{ enum: [], required: true }']],
    [[shape, 'app.yaml', 'enum: []']],
  ),
  fault(
    'bookshop',
    'an enum with one value twice',
    [
      [
        'app.yaml',
        '{ enum: [front, back, cellar], required: true }',
        '{ enum: [front, back, cellar, back], required: true }',
      ],
    ],
    [[shape, 'app.yaml', 'cellar, back']],
  ),
  fault(
    'bookshop',
    'a type of two kinds',
    [['app.yaml', '{ array: text, required: true }', '{ array: text, enum: [a], required: true }']],
    [[shape, 'app.yaml', 'array: text, enum']],
  ),
  fault(
    'bookshop',
    'a required word beside a required mark',
    [['app.yaml', '{ array: text, required: true }', '{ type: text!, required: true }']],
    [['unsupported_scalar_type', 'app.yaml', 'type: text!']],
  ),
  fault(
    'bookshop',
    'an expression of seventy levels',
    [
      [
        'app.yaml',
        'price: { $expr: { max: [ 0, { var: lowered } ] } }',
        `price: { $expr: ${'{ "-": ['.repeat(70)}1${'] }'.repeat(70)} }`,
      ],
    ],
    [['unsupported_expression_error', 'app.yaml', 'price: { $expr: { "-"']],
  ),
  fault(
    'bookshop',
    'eleven attempts',
    [['app.yaml', 'max_attempts: 3', 'max_attempts: 11']],
    [[shape, 'app.yaml', 'max_attempts: 11']],
  ),
  fault(
    'bookshop',
    'no time',
    [['app.yaml', 'timeout_ms: 2000', 'timeout_ms: 0']],
    [[shape, 'app.yaml', 'timeout_ms: 0']],
  ),
  fault(
    'bookshop',
    'no roles',
    [
      [
        'app.yaml',
        'returns: { projection: sales }\n    access: { roles: [seller] }',
        'returns: { projection: sales }\n    access: { roles: [] }',
      ],
    ],
    [[shape, 'app.yaml', 'roles: []']],
  ),
]
