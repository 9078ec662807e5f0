import { type Fault, fault } from '../harness/fault.js'

const conflict = 'spec_contract_conflict_error'
const missing = 'spec_reference_not_found_error'
const shape = 'authoring_spec_invalid'
const scenario = 'scenario_ir_invalid_error'

/** Faults of requirements, guards and scenarios. */
export const scenariosFaults: readonly Fault[] = [
  fault(
    'clinic',
    'roles that extend each other',
    [['app.yaml', 'staff: { extends: [authenticated]', 'staff: { extends: [doctor]']],
    [[conflict, 'app.yaml', 'staff: { extends']],
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
]
