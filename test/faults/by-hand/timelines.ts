import { type Fault, fault } from '../harness/fault.js'

const conflict = 'spec_contract_conflict_error'
const missing = 'spec_reference_not_found_error'
const plan = 'projection_plan_invalid_error'
const shape = 'authoring_spec_invalid'
const unsupported = 'spec_section_unsupported_error'

/** Faults of signals, flows and timelines. */
export const timelinesFaults: readonly Fault[] = [
  fault(
    'gallery',
    'emissions without the effect',
    [['app.yaml', '      effects: [emit]\n', '']],
    [['spec_effect_undeclared_error', 'app.yaml', 'pictures.give_back:\n']],
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
