import { type Fault, fault } from '../harness/fault.js'

const conflict = 'spec_contract_conflict_error'
const missing = 'spec_reference_not_found_error'
const plan = 'projection_plan_invalid_error'
const shape = 'authoring_spec_invalid'
const scenario = 'scenario_ir_invalid_error'
const matcher = 'dispatch_matcher_invalid'
const m = 'modules.yaml'

/** Faults of everywhere that are easily overlooked. */
export const furtherFaults: readonly Fault[] = [
  fault(
    'gallery',
    'a flow that listens twice',
    [['app.yaml', 'on: [picture.lent, picture.returned]', 'on: [picture.lent, picture.lent]']],
    [[conflict, 'app.yaml', 'on: [picture.lent, picture.lent]']],
  ),
  fault(
    'gallery',
    'a state that is required',
    [['app.yaml', 'state: { loans: int, last: text }', 'state: { loans: int!, last: text }']],
    [[conflict, 'app.yaml', 'loans: int!']],
  ),
  fault(
    'gallery',
    'a migration of a first version',
    [
      [
        'app.yaml',
        '        payload: { id: id!, wall: text!, at: timestamp! }\n',
        '        payload: { id: id!, wall: text!, at: timestamp! }\n        migrate: [ { from_version: 1, payload: {} } ]\n',
      ],
    ],
    [['signal_migration_chain_error', 'app.yaml', 'from_version: 1, payload']],
  ),
  fault(
    'gallery',
    'a version before the first',
    [['app.yaml', '        version: 3\n', '        version: 0\n']],
    [[shape, 'app.yaml', 'version: 0']],
  ),
  fault(
    'gallery',
    'an instant that is a number',
    [['app.yaml', 'as_of: { $expr: { var: input.at } }', 'as_of: { $expr: { length: { var: input.by } } }']],
    [[conflict, 'app.yaml', 'as_of:']],
  ),
  fault(
    'gallery',
    'a group of a member that one signal lacks',
    [
      ['app.yaml', 'group_by: [payload.id]', 'group_by: [payload.to]'],
      [
        'app.yaml',
        'sort: { allowed: [times, days], default_by: times, by_arg: by }\n',
        'sort: { allowed: [times, days], default_by: times, by_arg: by }\n',
      ],
    ],
    [['timeline_group_key_missing_warning', 'app.yaml', 'group_by:']],
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
    'workspace',
    'a path with one name twice',
    [['app.yaml', 'path: "/notes/:note"', 'path: "/notes/:note/:note"']],
    [[matcher, 'app.yaml', ':note/:note']],
  ),
  fault(
    'workspace',
    'a method with a space',
    [['app.yaml', 'method: DELETE', 'method: DELETE ALL']],
    [[matcher, 'app.yaml', 'DELETE ALL']],
  ),
  fault(
    'workspace',
    'a value for what must only be there',
    [['app.yaml', '{ key: body.event, op: prefix, value: drop }', '{ key: body.event, op: exists, value: drop }']],
    [[matcher, 'app.yaml', 'op: exists']],
  ),
  fault(
    'workspace',
    'a clause without its value',
    [['app.yaml', '{ key: body.event, op: prefix, value: drop }', '{ key: body.event, op: prefix }']],
    [[matcher, 'app.yaml', 'op: prefix']],
  ),
  fault(
    'workspace',
    'a clause over what no request has',
    [['app.yaml', 'key: body.event', 'key: header.event']],
    [[matcher, 'app.yaml', 'header.event']],
  ),
  fault(
    'workspace',
    'two commands with one path',
    [['app.yaml', 'command: { path: notes drop }', 'command: { path: notes list, when: { flags: { all: true } } }']],
    [['dispatch_matcher_ambiguous', 'app.yaml', 'drop_note: { command']],
  ),
  fault(
    'workspace',
    'a list of a route',
    [
      [
        'app.yaml',
        '    in: { find: text, page: int }\n    defaults: { page: 1 }\n    access',
        '    in: { find: { array: text }, page: int }\n    defaults: { page: 1 }\n    access',
      ],
    ],
    [[shape, 'app.yaml', 'find: { array']],
  ),
  fault(
    'workspace',
    'a list that is bound to a query',
    [
      [
        'app.yaml',
        'in: { find: text, page: int, per: int, by: text }',
        'in: { find: text, page: int, per: int, by: text, tags: { array: text } }',
      ],
      [
        'app.yaml',
        'path: /notes, bind: { find: query.find, page: query.page }',
        'path: /notes, bind: { find: query.find, tags: query.tags }',
      ],
    ],
    [['spec_binding_conflict_error', 'app.yaml', 'tags: query.tags']],
  ),
  fault(
    'workspace',
    'a route of another name',
    [['app.yaml', 'home: { path: "/",', 'home: { route: hme, path: "/",']],
    [[missing, 'app.yaml', 'route: hme']],
  ),
  fault(
    'workspace',
    'the whole of a bucket',
    [['app.yaml', 'path: /notes, bind: { text: body.text }', 'path: /notes, bind: { text: body }']],
    [['spec_binding_conflict_error', 'app.yaml', 'text: body }']],
  ),
  fault(
    'workspace',
    'an outcome over a path that is not there',
    [['app.yaml', 'paths: [draft] }', 'paths: [drafts] }']],
    [['session_ir_invalid_error', 'app.yaml', 'drafts']],
  ),
  fault(
    'workspace',
    'a screen without its route',
    [['app.yaml', 'renders: desk', 'renders: table']],
    [[missing, 'app.yaml', 'renders: table']],
  ),
  fault(
    'clinic',
    'a capture of an input that was never kept',
    [
      [
        'app.yaml',
        'input: { id: v1, doctor_id: d1 }',
        'input_from_capture: { id: visit }\n          input: { doctor_id: d1 }',
      ],
    ],
    [[missing, 'app.yaml', 'input_from_capture']],
  ),
  fault(
    'clinic',
    'a use before its capture',
    [
      [
        'app.yaml',
        'input: { reason: A pain in the knee } }',
        'input: { reason: { $expr: { var: captured.visit } } } }',
      ],
    ],
    [['expression_reference_error', 'app.yaml', 'captured.visit']],
  ),
  fault(
    'clinic',
    'a caller who is a number',
    [['app.yaml', 'principal: { subject: p1 }, provider_overrides', 'principal: { subject: 7 }, provider_overrides']],
    [[scenario, 'app.yaml', 'subject: 7']],
  ),
  fault(
    'clinic',
    'a session that the app does not have',
    [
      [
        'app.yaml',
        'context: { principal: { subject: p1 } }',
        'context: { principal: { subject: p1 }, session: { page: 1 } }',
      ],
    ],
    [[missing, 'app.yaml', 'session: { page']],
  ),
  fault(
    'clinic',
    'an expectation of nothing',
    [['app.yaml', '      - expect:\n          query: list_visits\n          args: { page: 1 }\n', '      - expect:\n']],
    [
      [
        scenario,
        'app.yaml',
        '          guards:\n            structural:\n              - { description: There is one.',
      ],
      ['expression_reference_error', 'app.yaml', 'There is one.'],
    ],
  ),
  fault(
    'clinic',
    'an expectation of a signal that is not emitted',
    [['app.yaml', 'signal: visit.booked\n          guards', 'signal: visit.bookd\n          guards']],
    [[missing, 'app.yaml', 'visit.bookd']],
  ),
  fault(
    'clinic',
    'arguments of the wrong type',
    [['app.yaml', 'args: { page: 1 }', 'args: { page: one }']],
    [[conflict, 'app.yaml', 'page: one']],
  ),
  fault(
    'clinic',
    'a code that no call gives',
    [['app.yaml', 'expect_code: access_denied_error', 'expect_code: access_denyed_error']],
    [[missing, 'app.yaml', 'access_denyed_error']],
  ),
  fault(
    'clinic',
    'a port that is required twice',
    [
      [
        'app.yaml',
        '      - { portId: fax.send, portVersion: 1.0.0, mode: unreachable }\n',
        '      - { portId: fax.send, portVersion: 1.0.0, mode: unreachable }\n      - { portId: fax.send, portVersion: 1.0.0, mode: delegated }\n',
      ],
    ],
    [['reachability_requirement_ambiguous', 'app.yaml', 'mode: delegated']],
  ),
  fault(
    'bookshop',
    'a built-in that provides what it cannot',
    [[m, '    source: tenon:ids\n', '    source: tenon:ids\n    provides: [ids.generate@1.0.0, parcel.send@1.0.0]\n']],
    [['module_source_invalid_error', m, 'provides: [ids']],
  ),
  fault(
    'lab',
    'a worker where there are none',
    [[m, 'app: app.yaml\n', 'app: app.yaml\ntarget: edge\n']],
    [
      ['module_source_invalid_error', m, 'tenon:sqlite'],
      ['module_source_invalid_error', m, 'tenon:fs'],
      ['manifest_invalid_error', m, 'isolation: worker'],
    ],
  ),
  fault(
    'lab',
    'an engine that is registered under a name that it has not',
    [[m, '    source: tenon:llm\n', '    source: tenon:llm\n    registers: [model]\n']],
    [['module_requires_unknown_error', m, 'requires: [teams']],
  ),
  fault(
    'lab',
    'a provider for a native',
    [[m, 'kind: native\n    source: ./natives', 'kind: provider\n    source: ./natives']],
    [
      ['manifest_invalid_error', m, 'name: scales'],
      ['manifest_invalid_error', m, 'aliases:'],
      ['manifest_invalid_error', m, 'capabilities:'],
      ['manifest_invalid_error', m, 'claims: [bench]'],
    ],
  ),
  fault(
    'kiosk',
    'history without a store',
    [['app.yaml', 'tz: Africa/Lagos', 'tz: Africa/Lagos, history: { enabled: true }']],
    [['port_unbound_error', 'app.yaml', 'history:']],
  ),
  fault(
    'kiosk',
    'a write without a store',
    [
      [
        'app.yaml',
        'rules.note: { in: { rule: text! }, return',
        'rules.note: { effects: [write], in: { rule: text! }, do: [ { call: collections.write, with: { patches: [] } } ], return',
      ],
    ],
    [['port_unbound_error', 'app.yaml', 'rules.note:']],
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
  fault(
    'workspace',
    'a session that is cleared of what is computed',
    [
      [
        'app.yaml',
        'effects: [session]\n      in: { page: int! }\n',
        'effects: [session]\n      in: { page: int!, path: text! }\n      session_outcome_intent: { on_success: clear }\n',
      ],
      [
        'app.yaml',
        '{ op: set, path: page, value: { $expr: { var: input.page } } }',
        '{ op: unset, path: { $expr: { var: input.path } } }',
      ],
      ['app.yaml', 'id: turn, in: { page: int! }', 'id: turn, in: { page: int!, path: text! }'],
      ['app.yaml', 'input: { page: { $from: event.page } }', 'input: { page: { $from: event.page }, path: find }'],
    ],
    [['session_ir_invalid_error', 'app.yaml', 'session_outcome_intent: { on_success: clear }']],
  ),
  fault(
    'workspace',
    'a store that is elsewhere',
    [
      ['app.yaml', '    webhook:\n', '    webhook:\n'],
      [
        'app.yaml',
        'access:\n  default_policy: deny',
        '  requirements: { capabilities: [ { portId: collections.read, portVersion: 1.0.0, mode: delegated } ] }\naccess:\n  default_policy: deny',
      ],
    ],
    [['spec_section_unsupported_error', 'app.yaml', 'mode: delegated']],
  ),
  fault(
    'gallery',
    'a retention in words',
    [['app.yaml', 'retention: 365d', 'retention: 1 year']],
    [[shape, 'app.yaml', '1 year']],
  ),
  fault(
    'gallery',
    'a guard that sees what comes later',
    [
      [
        'app.yaml',
        'rule: { "!=": [ { var: input.to }, { var: principal.subject } ] }',
        'rule: { "!=": [ { var: output.ok }, false ] }',
      ],
    ],
    [['expression_reference_error', 'app.yaml', 'output.ok']],
  ),
  fault(
    'gallery',
    'a key of a flow that is null',
    [['app.yaml', 'correlate_by: { var: payload.id }', 'correlate_by: null']],
    [[conflict, 'app.yaml', 'correlate_by: null']],
  ),
]
