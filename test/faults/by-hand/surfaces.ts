import { type Fault, fault } from '../harness/fault.js'

const conflict = 'spec_contract_conflict_error'
const missing = 'spec_reference_not_found_error'
const shape = 'authoring_spec_invalid'
const matcher = 'dispatch_matcher_invalid'

/** Faults of sessions, screens and surfaces. */
export const surfacesFaults: readonly Fault[] = [
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
    'workspace',
    'a session that is cleared without the effect',
    [['app.yaml', 'effects: [write, session, emit]', 'effects: [write, emit]']],
    [['spec_effect_undeclared_error', 'app.yaml', 'effects: [write, emit]\n      in: { text']],
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
]
