import { type Fault, fault } from '../harness/fault.js'

const m = 'modules.yaml'

/** Faults of manifests and specs that do not fit together. */
export const manifestsFaults: readonly Fault[] = [
  fault(
    'lab',
    'guests where no VM can run',
    [[m, 'app: app.yaml\n', 'app: app.yaml\ntarget: edge\n']],
    [
      ['module_source_invalid_error', m, 'tenon:sqlite'],
      ['module_source_invalid_error', m, 'tenon:fs'],
      ['guest_target_invalid_error', m, 'guest\n    source: ./guests/grader.ts'],
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
    [['manifest_invalid_error', m, 'kind: provider\n    source: ./natives']],
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
]
