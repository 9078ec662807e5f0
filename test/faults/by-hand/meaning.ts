import { type Fault, fault } from '../harness/fault.js'

const conflict = 'spec_contract_conflict_error'
const missing = 'spec_reference_not_found_error'
const plan = 'projection_plan_invalid_error'
const shape = 'authoring_spec_invalid'
const unsupported = 'spec_section_unsupported_error'

/** Rules that need two places: cycles, contracts, effects, plans, histories, sessions, screens, surfaces. */
export const meaningFaults: readonly Fault[] = [
  fault(
    'bookshop',
    'a role that extends itself',
    [['app.yaml', 'extends: [seller]', 'extends: [owner]']],
    [[conflict, 'app.yaml', 'extends: [owner]']],
  ),
  fault(
    'clinic',
    'roles that extend each other',
    [['app.yaml', 'staff: { extends: [authenticated]', 'staff: { extends: [doctor]']],
    [[conflict, 'app.yaml', 'staff: { extends']],
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
    'workspace',
    'a node that holds itself',
    [['app.yaml', 'children: [finder, list, hint]', 'children: [finder, root, hint]']],
    [['view_node_contract_error', 'app.yaml', 'children: [']],
  ),
  fault(
    'workspace',
    'nodes that hold each other',
    [['app.yaml', '      type: table\n', '      type: table\n      children: [root]\n']],
    [['view_node_contract_error', 'app.yaml', 'children: [finder']],
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
    'gallery',
    'emissions without the effect',
    [['app.yaml', '      effects: [emit]\n', '']],
    [['spec_effect_undeclared_error', 'app.yaml', 'pictures.give_back:\n']],
  ),
  fault(
    'workspace',
    'a session that is cleared without the effect',
    [['app.yaml', 'effects: [write, session, emit]', 'effects: [write, emit]']],
    [['spec_effect_undeclared_error', 'app.yaml', 'effects: [write, emit]\n      in: { text']],
  ),
  fault(
    'gallery',
    'a timeline without history',
    [['app.yaml', '  history: { enabled: true, retention: 365d }\n', '']],
    [[plan, 'app.yaml', '    loans:\n']],
  ),
  fault(
    'gallery',
    'a history that is off',
    [['app.yaml', 'enabled: true, retention', 'enabled: false, retention']],
    [[plan, 'app.yaml', '    loans:\n']],
  ),
  fault(
    'gallery',
    'a gap in a chain of migrations',
    [['app.yaml', 'from_version: 2', 'from_version: 3']],
    [['signal_migration_chain_error', 'app.yaml', 'from_version: 3']],
  ),
  fault(
    'gallery',
    'a step of a migration twice',
    [['app.yaml', 'from_version: 2', 'from_version: 1']],
    [
      [
        'signal_migration_chain_error',
        'app.yaml',
        'from_version: 1\n            payload:\n              id: { $expr: { var: payload.id } }\n              to: { $expr: { var: payload.to',
      ],
    ],
  ),
  fault(
    'gallery',
    'a chain that ends too early',
    [['app.yaml', '        version: 3\n', '        version: 4\n']],
    [['signal_migration_chain_error', 'app.yaml', 'from_version: 2']],
  ),
  fault(
    'gallery',
    'a last migration that leaves a member out',
    [['app.yaml', '              insured: false\n', '']],
    [[conflict, 'app.yaml', 'id: { $expr: { var: payload.id } }\n              to: { $expr: { var: payload.to']],
  ),
  fault(
    'gallery',
    'a signal that nothing tells apart',
    [
      [
        'app.yaml',
        '        payload: { id: id!, days: int! }\n        event_key: { cat: [ { var: payload.id }, "#", { var: ctx.id } ] }',
        '        payload: { picture: id!, days: int! }',
      ],
      ['app.yaml', 'signal: picture.returned, payload: { id: {', 'signal: picture.returned, payload: { picture: {'],
      [
        'app.yaml',
        'remove_when:\n        picture.returned: { ">": [ { var: payload.days }, 1000 ] }\n',
        'x-note: no\n',
      ],
    ],
    [
      ['signal_event_key_missing_error', 'app.yaml', '      picture.returned:\n        payload'],
      ['timeline_group_key_missing_warning', 'app.yaml', 'group_by:'],
    ],
  ),
  fault(
    'gallery',
    'a signal that leaves a required member out',
    [['app.yaml', '            insured: { $expr: { ">": [ { var: [ found.record.value, 0 ] }, 1000 ] } }\n', '']],
    [[conflict, 'app.yaml', 'id: { $expr: { var: input.id } }\n            to']],
  ),
  fault(
    'gallery',
    'a member that the signal does not carry',
    [
      [
        'app.yaml',
        'payload: { id: { $expr: { var: input.id } }, days: { $expr',
        'payload: { id: { $expr: { var: input.id } }, day: 1, days: { $expr',
      ],
    ],
    [[conflict, 'app.yaml', 'day: 1']],
  ),
  fault(
    'gallery',
    'state that is kept longer than history',
    [['app.yaml', 'persist: { retention: 90d }', 'persist: { retention: 400d }']],
    [['retention_exceeds_history_warning', 'app.yaml', '400d']],
  ),
  fault(
    'gallery',
    'a rebuild from no time',
    [
      [
        'app.yaml',
        'rebuild: { mode: from_timestamp, from: "2020-01-01T00:00:00Z" }',
        'rebuild: { mode: from_timestamp }',
      ],
    ],
    [[plan, 'app.yaml', 'rebuild:']],
  ),
  fault(
    'gallery',
    'a rebuild from a day that is not in the calendar',
    [['app.yaml', '2020-01-01T', '2020-02-30T']],
    [[plan, 'app.yaml', '2020-02-30']],
  ),
  fault(
    'gallery',
    'half a timeline',
    [['app.yaml', '      start: { times: 0, days: 0, longest: null }\n', '']],
    [[plan, 'app.yaml', '    loans:\n']],
  ),
  fault(
    'gallery',
    'a member that no group begins with',
    [['app.yaml', 'start: { times: 0, days: 0, longest: null }', 'start: { times: 0, days: 0 }']],
    [
      [plan, 'app.yaml', 'longest: { $expr'],
      ['expression_reference_error', 'app.yaml', 'longest: { $expr'],
    ],
  ),
  fault(
    'gallery',
    'a signal that is listed twice',
    [
      [
        'app.yaml',
        'signals: [picture.hung, picture.lent, picture.returned]',
        'signals: [picture.hung, picture.lent, picture.hung]',
      ],
    ],
    [[plan, 'app.yaml', 'picture.lent, picture.hung]']],
  ),
  fault(
    'gallery',
    'an instant for what has no history',
    [
      [
        'app.yaml',
        '    returns: { projection: hung }',
        '    returns: { projection: hung, as_of: { $expr: { var: ctx.now } } }',
      ],
    ],
    [[plan, 'app.yaml', 'projection: hung, as_of']],
  ),
  fault(
    'gallery',
    'a write to a member of the state that is not there',
    [
      [
        'app.yaml',
        '                last: { $expr: { var: payload.id } }',
        '                latest: { $expr: { var: payload.id } }',
      ],
    ],
    [[conflict, 'app.yaml', 'latest']],
  ),
  fault(
    'gallery',
    'a flow that listens to nothing',
    [['app.yaml', 'on: [picture.lent, picture.returned]', 'on: []']],
    [[shape, 'app.yaml', 'on: []']],
  ),
  fault(
    'gallery',
    'a flow that runs a port',
    [['app.yaml', 'run: walls.check', 'run: collections.read']],
    [[missing, 'app.yaml', 'run: collections.read']],
  ),
  fault(
    'gallery',
    'a rollback that is not known',
    [['app.yaml', '    walls.check:\n', '    walls.check:\n      failure: { rollback: { mode: compensate } }\n']],
    [[unsupported, 'app.yaml', 'compensate']],
  ),
  fault(
    'gallery',
    'a condition that is always false',
    [['app.yaml', '          when: { var: done }', '          when: false']],
    [['unreachable_emit_warning', 'app.yaml', 'when: false']],
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
    'workspace',
    'a default outside of its enum',
    [['app.yaml', 'theme: light', 'theme: blue']],
    [['session_ir_invalid_error', 'app.yaml', 'theme: blue']],
  ),
  fault(
    'workspace',
    'a required field without a default',
    [['app.yaml', '    theme: light\n', '']],
    [['session_ir_invalid_error', 'app.yaml', 'theme: { enum']],
  ),
  fault(
    'workspace',
    'a session path that does not exist',
    [['app.yaml', 'path: draft.text }', 'path: draft.title }']],
    [['session_ir_invalid_error', 'app.yaml', 'draft.title']],
  ),
  fault(
    'workspace',
    'a session value of the wrong type',
    [['app.yaml', 'path: page, value: { $expr: { var: input.page } }', 'path: page, value: first']],
    [[conflict, 'app.yaml', 'value: first']],
  ),
  fault(
    'workspace',
    'an interaction with an input that is not taken',
    [['app.yaml', 'input: { id: { $from: row.id } }', 'input: { idd: { $from: row.id } }']],
    [['interaction_dispatch_contract_error', 'app.yaml', 'idd: { $from']],
  ),
  fault(
    'workspace',
    'an interaction without a required input',
    [['app.yaml', '              input: { id: { $from: row.id } }\n', '']],
    [
      [
        'interaction_dispatch_contract_error',
        'app.yaml',
        'entrypointKind: mutation\n              entrypointId: drop_note',
      ],
    ],
  ),
  fault(
    'workspace',
    'an interaction of the wrong kind',
    [
      [
        'app.yaml',
        'entrypointKind: mutation\n              entrypointId: turn',
        'entrypointKind: query\n              entrypointId: turn',
      ],
    ],
    [['interaction_dispatch_contract_error', 'app.yaml', 'entrypointId: turn']],
  ),
  fault(
    'workspace',
    'an argument that the query does not take',
    [
      [
        'app.yaml',
        '            find: { $expr: { var: session.find } }\n',
        '            fnd: { $expr: { var: session.find } }\n',
      ],
    ],
    [[conflict, 'app.yaml', 'fnd:']],
  ),
  fault(
    'workspace',
    'a path segment that is not there',
    [['app.yaml', 'bind: { id: path.note }', 'bind: { id: path.id }']],
    [['spec_binding_conflict_error', 'app.yaml', 'path.id']],
  ),
  fault(
    'workspace',
    'a bucket that the surface does not have',
    [['app.yaml', 'bind: { find: args.find', 'bind: { find: query.find']],
    [['spec_binding_conflict_error', 'app.yaml', 'find: query.find, page: flags']],
  ),
  fault(
    'workspace',
    'a header',
    [['app.yaml', 'path: /notes, bind: { text: body.text }', 'path: /notes, bind: { text: header.text }']],
    [['spec_binding_conflict_error', 'app.yaml', 'header.text']],
  ),
  fault(
    'workspace',
    'bindings that match the same requests',
    [['app.yaml', 'save_note: { method: POST, path: /notes', 'save_note: { method: get, path: /notes/']],
    [['dispatch_matcher_ambiguous', 'app.yaml', 'method: get']],
  ),
  fault(
    'workspace',
    'a path without a slash',
    [['app.yaml', 'method: POST, path: /notes', 'method: POST, path: notes']],
    [['dispatch_matcher_invalid', 'app.yaml', 'path: notes,']],
  ),
  fault(
    'workspace',
    'a star in the middle',
    [['app.yaml', 'path: "/notes/:note"', 'path: "/notes/*/:note"']],
    [['dispatch_matcher_invalid', 'app.yaml', '/notes/*']],
  ),
  fault(
    'workspace',
    'nothing to match with',
    [['app.yaml', 'drop_note: { command: { path: notes drop }, bind', 'drop_note: { bind']],
    [['dispatch_matcher_missing', 'app.yaml', 'drop_note: { bind']],
  ),
  fault(
    'workspace',
    'a matcher of another surface',
    [['app.yaml', 'surfaceType: webhook', 'surfaceType: http']],
    [['dispatch_matcher_invalid', 'app.yaml', 'surfaceType: http']],
  ),
  fault(
    'workspace',
    'a required input that nothing is bound to',
    [['app.yaml', 'save_note: { source: mail, bind: { text: body.text } }', 'save_note: { source: mail, bind: {} }']],
    [['binding_required_input_unbound_warning', 'app.yaml', 'source: mail, bind: {}']],
  ),
  fault(
    'workspace',
    'a method of another surface',
    [['app.yaml', 'home: { path: "/",', 'home: { method: GET, path: "/",']],
    [['spec_unknown_key_error', 'app.yaml', 'home: { method']],
  ),
  fault(
    'clinic',
    'a port that is required at another version',
    [['app.yaml', 'portVersion: 1.4.2', 'portVersion: 1.4.3']],
    [[missing, 'app.yaml', 'portVersion: 1.4.3']],
  ),
  fault(
    'clinic',
    'a port in two modes',
    [
      [
        'app.yaml',
        '      - { portId: fax.send',
        '      - { portId: text.message, portVersion: 1.4.2, mode: delegated }\n      - { portId: fax.send',
      ],
    ],
    [['reachability_requirement_ambiguous', 'app.yaml', 'mode: delegated']],
  ),
  fault(
    'clinic',
    'an unreachable port that is called',
    [['app.yaml', 'portVersion: 1.4.2, mode: local', 'portVersion: 1.4.2, mode: unreachable']],
    [[conflict, 'app.yaml', '1.4.2, mode: unreachable']],
  ),
  fault(
    'clinic',
    'a port that is needed by its requirement alone',
    [['app.yaml', 'portVersion: 1.0.0, mode: unreachable', 'portVersion: 1.0.0, mode: local']],
    [['port_unbound_error', 'app.yaml', 'portId: fax.send']],
  ),
  fault(
    'clinic',
    'two things in one trigger',
    [['app.yaml', '- trigger: { mutation: book,', '- trigger: { query: list_visits, mutation: book,']],
    [['scenario_ir_invalid_error', 'app.yaml', 'query: list_visits, mutation']],
  ),
  fault(
    'clinic',
    'a status that expects a code of another',
    [['app.yaml', 'expect_status: rejected', 'expect_status: ok']],
    [['scenario_ir_invalid_error', 'app.yaml', 'expect_code']],
  ),
  fault(
    'clinic',
    'an input that the mutation does not take',
    [['app.yaml', 'input: { reason: A pain in the knee }', 'input: { reasons: A pain in the knee }']],
    [[conflict, 'app.yaml', 'reasons:']],
  ),
  fault(
    'clinic',
    'an override of the wrong type',
    [['app.yaml', 'text.message: { sent: true }', 'text.message: { sent: 1 }']],
    [[conflict, 'app.yaml', 'sent: 1']],
  ),
  fault(
    'clinic',
    'a scenario without steps',
    [['app.yaml', '  patients_close_nothing:\n', '  nothing: { steps: [] }\n  patients_close_nothing:\n']],
    [['authoring_spec_invalid', 'app.yaml', 'nothing: { steps']],
  ),
  fault(
    'clinic',
    'a rate beyond one',
    [['app.yaml', 'production: 0.1', 'production: 1.1']],
    [[shape, 'app.yaml', '1.1']],
  ),
  fault(
    'clinic',
    'a rule in plain words that is an expression',
    [['app.yaml', 'rule: The reason is one that a doctor can help with.', 'rule: { exists: { var: input.reason } }']],
    [[shape, 'app.yaml', 'A reason is medical']],
  ),
  fault(
    'clinic',
    'a structural rule in plain words',
    [['app.yaml', '              rule: { exists: { var: output.visit_id } }', '              rule: There is an id.']],
    [['guard_policy_error', 'app.yaml', 'There is an id.']],
  ),
]
