import { type Fault, fault } from '../harness/fault.js'

const duplicate = 'spec_duplicate_id_error'
const conflict = 'spec_contract_conflict_error'
const missing = 'spec_reference_not_found_error'
const lists = 'domain/lists.yaml'
const cases = 'domain/cases.yaml'

/** Specs in several files. */
export const includeFaults: readonly Fault[] = [
  fault(
    'split',
    'a collection in two files',
    [[lists, '  projections:\n', '  collections:\n    cases: { fields: { id: id! } }\n  projections:\n']],
    [[duplicate, lists, 'cases: { fields']],
  ),
  fault(
    'split',
    'a query in two files',
    [
      [
        'app.yaml',
        'mutations:',
        'queries:\n  - { id: count_cases, in: {}, returns: { projection: cases } }\nmutations:',
      ],
    ],
    [[duplicate, lists, 'count_cases']],
  ),
  fault(
    'split',
    'a role in two files',
    [['access/more.yaml', '    lead:', '    agent:']],
    [[duplicate, 'access/more.yaml', 'agent: {']],
  ),
  fault(
    'split',
    'a default policy in two files',
    [['access/more.yaml', 'access:\n', 'access:\n  default_policy: allow\n']],
    [[conflict, 'access/more.yaml', 'default_policy']],
  ),
  fault(
    'split',
    'an app in an included file',
    [[lists, 'x-owner: lists', 'x-owner: lists\napp: { id: other, name: Other, tz: UTC }']],
    [[conflict, lists, 'app: {']],
  ),
  fault(
    'split',
    'an include of nothing',
    [['app.yaml', 'access/roles.yaml', 'access/rules.yaml']],
    [[missing, 'app.yaml', 'access/rules.yaml']],
  ),
  fault(
    'split',
    'a pattern that matches nothing',
    [['app.yaml', './screens/**/*.yaml', './pages/**/*.yaml']],
    [[missing, 'app.yaml', './pages']],
  ),
  fault(
    'split',
    'an include that leads out of the project',
    [['app.yaml', '- access/roles.yaml', '- access/roles.yaml\n  - ../outside.yaml']],
    [['authoring_spec_invalid', 'app.yaml', '../outside.yaml']],
  ),
  fault(
    'split',
    'an include with backslashes',
    [['app.yaml', '- access/roles.yaml', '- access/roles.yaml\n  - domain\\cases.yaml']],
    [['authoring_spec_invalid', 'app.yaml', 'domain\\cases.yaml']],
  ),
  fault(
    'split',
    'files that include each other',
    [['access/more.yaml', 'access:\n', 'include: [roles.yaml]\naccess:\n']],
    [[conflict, 'access/more.yaml', 'include:']],
  ),
  fault(
    'split',
    'a file that includes itself',
    [['access/more.yaml', 'access:\n', 'include: [more.yaml]\naccess:\n']],
    [[conflict, 'access/more.yaml', 'include:']],
  ),
  fault(
    'split',
    'an include that is a text',
    [['access/roles.yaml', 'include: [more.yaml]', 'include: more.yaml']],
    [['authoring_spec_invalid', 'access/roles.yaml', 'include:']],
  ),
  fault(
    'split',
    'an unknown key in an included file',
    [[lists, 'queries:\n', 'querys: []\nqueries:\n']],
    [['spec_unknown_key_error', lists, 'querys']],
  ),
  fault(
    'split',
    'a reference across files',
    [[lists, 'collection: cases\n', 'collection: case\n']],
    [[missing, lists, 'collection: case\n']],
  ),
  fault(
    'split',
    'a type of another file',
    [[cases, 'state: &state { enum: [open, shut]', 'state: &state { enum: [opened, shut]']],
    [
      [conflict, cases, 'subject } }, state: open }'],
      [conflict, cases, 'input.title } }, state: open }'],
    ],
  ),
  fault(
    'split',
    'an anchor of another file',
    [['access/more.yaml', 'lead: {', 'lead: { description: *state,']],
    [['authoring_parse_error', 'access/more.yaml', '*state']],
  ),
  fault(
    'split',
    'a syntax error in an included file hides nothing else of it',
    [['access/more.yaml', 'extends: [agent]', 'extends: [agent']],
    [['authoring_parse_error', 'access/more.yaml', 'extends: [agent']],
  ),
  fault(
    'split',
    'an included file with nothing in it',
    [['access/more.yaml', '', '']],
    [['authoring_parse_error', 'access/more.yaml', '']],
  ),
  fault(
    'split',
    'a manifest that is included',
    [['app.yaml', '- access/roles.yaml', '- access/roles.yaml\n  - modules.yaml']],
    [
      ['spec_unknown_key_error', 'modules.yaml', 'tenon: 1'],
      ['spec_unknown_key_error', 'modules.yaml', 'modules:'],
    ],
  ),
  fault(
    'split',
    'roles in a circle over two files',
    [['access/roles.yaml', 'extends: [authenticated]', 'extends: [lead]']],
    [[conflict, 'access/roles.yaml', 'extends: [lead]']],
  ),
  fault(
    'split',
    'windows line ends and a mark in an included file',
    [['access/more.yaml', '', '\uFEFFaccess:\r\n  roles:\r\n    lead:\r\n      extends: [agnet]\r\n']],
    [[missing, 'access/more.yaml', 'agnet']],
  ),
  fault(
    'split',
    'an unneeded mutation in a file that is not included is no fault of it, the missing one is',
    [['app.yaml', '- domain/*.yaml', '- domain/lists.yaml']],
    [
      [missing, lists, '      collection: cases\n'],
      [missing, lists, 'as: c, collection'],
      [missing, 'app.yaml', 'actionId'],
      [missing, 'screens/desk/home.yaml', 'refresh_on_signals'],
    ],
  ),
]
