import { type Fault, fault } from '../harness/fault.js'

const conflict = 'spec_contract_conflict_error'
const shape = 'authoring_spec_invalid'
const m = 'modules.yaml'

/** Faults of values, types and rules, in the shop. */
export const valuesFaults: readonly Fault[] = [
  fault(
    'bookshop',
    'a zone that is an offset',
    [['app.yaml', 'Europe/Lisbon', '"+01:00"']],
    [[shape, 'app.yaml', '+01:00']],
  ),
  fault(
    'bookshop',
    'a claim without a value',
    [['app.yaml', 'auth_claim_equals: [works_here, true]', 'auth_claim_equals: [works_here]']],
    [[shape, 'app.yaml', 'auth_claim_equals: [works_here]']],
  ),
  fault(
    'bookshop',
    'a write to a collection that is computed from nothing',
    [
      [
        'app.yaml',
        '              collection: books\n              id: { $expr: { var: fresh.ids.0 } }',
        '              collection: { $expr: { var: input.shelf } }\n              id: { $expr: { var: fresh.ids.0 } }',
      ],
    ],
    [['expression_reference_error', 'app.yaml', 'input.shelf']],
  ),
  fault(
    'bookshop',
    'a patch without an id',
    [
      [
        'app.yaml',
        '                  - op: update\n                    collection: books\n                    id: { $expr: { var: input.book_id } }\n',
        '                  - op: update\n                    collection: books\n',
      ],
    ],
    [[conflict, 'app.yaml', '- op: update']],
  ),
  fault(
    'bookshop',
    'a patch with an id of a number',
    [
      [
        'app.yaml',
        '                    id: { $expr: { var: input.book_id } }\n                    value: { copies',
        '                    id: 7\n                    value: { copies',
      ],
    ],
    [[conflict, 'app.yaml', 'id: 7']],
  ),
  fault(
    'bookshop',
    'a write that is not there',
    [['app.yaml', 'mode: required, unit_id', 'mode: maybe, unit_id']],
    [[conflict, 'app.yaml', 'mode: maybe']],
  ),
  fault(
    'bookshop',
    'a built-in that provides what it cannot',
    [[m, '    source: tenon:ids\n', '    source: tenon:ids\n    provides: [ids.generate@1.0.0, parcel.send@1.0.0]\n']],
    [['module_source_invalid_error', m, 'provides: [ids']],
  ),
  fault(
    'bookshop',
    'an input that only timelines have',
    [['app.yaml', '  - id: my_orders\n    in: {}', '  - id: my_orders\n    in: { as_of: timestamp }']],
    [[conflict, 'app.yaml', 'in: { as_of']],
  ),
  fault(
    'bookshop',
    'a policy that invariants do not have',
    [['app.yaml', 'on_fail: abort', 'on_fail: fail_action']],
    [['invariant_policy_invalid', 'app.yaml', 'on_fail: fail_action']],
  ),
  fault(
    'bookshop',
    'rules in plain words for records',
    [['app.yaml', '        on_fail: abort\n', '        on_fail: abort\n        semantic: []\n']],
    [['guard_policy_error', 'app.yaml', 'semantic: []']],
  ),
  fault(
    'bookshop',
    'an invariant that sees the input',
    [['app.yaml', 'rule: { ">=": [ { var: price }, 0 ] }', 'rule: { ">=": [ { var: input.price }, 0 ] }']],
    [['expression_reference_error', 'app.yaml', 'input.price }, 0']],
  ),
  fault(
    'bookshop',
    'a rule that is always wrong by its type',
    [['app.yaml', 'rule: { ">=": [ { var: price }, 0 ] }', 'rule: { ">=": [ { var: title }, 0 ] }']],
    [['expression_type_mismatch_error', 'app.yaml', 'var: title }, 0']],
  ),
  fault(
    'bookshop',
    'a member of an object that is not there',
    [['app.yaml', 'rule: { ">=": [ { var: price }, 0 ] }', 'rule: { ">=": [ { var: size.depth }, 0 ] }']],
    [['expression_reference_error', 'app.yaml', 'size.depth']],
  ),
  fault(
    'bookshop',
    'an object that lacks a member',
    [
      [
        'app.yaml',
        '                shelf: cellar\n',
        '                shelf: cellar\n                size: { width: 1 }\n',
      ],
    ],
    [[conflict, 'app.yaml', 'size: { width: 1 }']],
  ),
  fault(
    'bookshop',
    'a list of the wrong things',
    [['app.yaml', 'tags: { $expr: { var: [ input.tags, [] ] } }', 'tags: [ a, 1 ]']],
    [[conflict, 'app.yaml', 'tags: [ a, 1 ]']],
  ),
  fault(
    'bookshop',
    'a timestamp that is none',
    [['app.yaml', 'added_at: { $expr: { var: ctx.now } }', 'added_at: yesterday']],
    [[conflict, 'app.yaml', 'yesterday']],
  ),
  fault(
    'bookshop',
    'an int with a fraction',
    [['app.yaml', 'copies: { $expr: { coalesce: [ { var: input.copies }, 1 ] } }', 'copies: 1.5']],
    [[conflict, 'app.yaml', 'copies: 1.5']],
  ),
  fault(
    'bookshop',
    'a record where a field is wanted',
    [['app.yaml', 'to: { $expr: { var: input.address } }', 'to: { $expr: { var: found.record } }']],
    [[conflict, 'app.yaml', 'to: { $expr: { var: found.record } }']],
  ),
  fault(
    'bookshop',
    'an optional text for an optional number',
    [['app.yaml', 'currency: EUR', 'currency: { $expr: { var: found.record.copies } }']],
    [[conflict, 'app.yaml', 'currency: { $expr']],
  ),
  fault(
    'bookshop',
    'an optional list for a text',
    [['app.yaml', 'author_id: { $expr: { var: input.author_id } }', 'author_id: { $expr: { var: input.tags } }']],
    [[conflict, 'app.yaml', 'author_id: { $expr: { var: input.tags']],
  ),
  fault(
    'bookshop',
    'a record compared with a text',
    [
      [
        'app.yaml',
        '- { "!": { exists: { var: found.record } } }\n              - gone',
        '- { "==": [ { var: found.record }, none ] }\n              - gone',
      ],
    ],
    [['expression_type_mismatch_error', 'app.yaml', 'found.record }, none']],
  ),
  fault(
    'bookshop',
    'a join of a text and a number',
    [
      [
        'app.yaml',
        'on: { "==": [ { var: who.id }, { var: b.author_id } ] }',
        'on: { "==": [ { var: who.born }, { var: b.author_id } ] }',
      ],
    ],
    [['expression_type_mismatch_error', 'app.yaml', 'who.born']],
  ),
  fault(
    'bookshop',
    'a filter of a number by a text',
    [
      [
        'app.yaml',
        '{ "<=": [ { var: row.price }, { var: input.most } ] }',
        '{ "<=": [ { var: row.price }, { var: input.find } ] }',
      ],
    ],
    [['expression_type_mismatch_error', 'app.yaml', 'row.price }, { var: input.find']],
  ),
]
