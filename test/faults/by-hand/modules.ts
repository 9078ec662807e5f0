import { type Fault, fault } from '../harness/fault.js'

const m = 'modules.yaml'
const config = 'module_config_invalid_error'
const order = 'module_order_error'
const wrongSource = 'module_source_invalid_error'
const unknown = 'module_requires_unknown_error'

const scales =
  '  - id: scales\n    kind: native\n    source: ./natives/scales.ts\n    name: scales\n    aliases: [balance, weights]\n    capabilities: [pure]\n    claims: [bench]\n'

/** Faults of modules among each other, each of which shows in several places and is one mistake. */
export const moduleFaults: readonly Fault[] = [
  fault(
    'lab',
    'a native behind all who require it',
    [
      [m, scales, ''],
      [m, '  - id: printer\n', `${scales}  - id: printer\n`],
    ],
    [[order, m, 'requires: [scales]']],
  ),
  fault(
    'lab',
    'a guest before all that it requires',
    [
      [
        m,
        '  - id: pricer\n    kind: guest\n    source: ./guests/pricer.ts\n    requires: [teams, records, web, files, llm]\n    provides: [sample.price@3.0.1]\n    lifetime: runtime\n    isolation: worker\n    limits: { stack_kb: 256 }\n',
        '',
      ],
      [
        m,
        '  - id: scales\n',
        '  - id: pricer\n    kind: guest\n    source: ./guests/pricer.ts\n    requires: [teams, records, web, files, llm]\n    provides: [sample.price@3.0.1]\n    lifetime: runtime\n    isolation: worker\n    limits: { stack_kb: 256 }\n  - id: scales\n',
      ],
    ],
    [[order, m, 'requires: [teams, records']],
  ),
  fault(
    'lab',
    'a preset twice',
    [[m, '[tenon:safe]', '[tenon:safe, tenon:safe]']],
    [['manifest_invalid_error', m, 'presets:']],
  ),
  fault(
    'lab',
    'a native as Node calls it',
    [[m, 'requires: [balance, path]', 'requires: [balance, "node:path"]']],
    [[unknown, m, 'requires: [balance']],
  ),
  fault(
    'lab',
    'a native as the manifest calls it',
    [[m, 'requires: [balance, path]', 'requires: [balance, "tenon:path"]']],
    [[unknown, m, 'requires: [balance']],
  ),
  fault(
    'lab',
    'a native by the id of its module',
    [
      [m, '  - id: records\n    kind: native\n', '  - id: records\n    kind: native\n    name: sql\n'],
      ['guests/pricer.ts', "from 'records'", "from 'sql'"],
    ],
    [[unknown, m, 'requires: [teams, records']],
  ),
  fault(
    'lab',
    'a name that a preset has',
    [
      [m, '    name: scales\n', '    name: path\n'],
      [m, 'requires: [balance, path]', 'requires: [balance, path, scales]'],
    ],
    [['module_duplicate_name_error', m, 'name: path']],
  ),
  fault(
    'lab',
    'a name that a built-in does not register',
    [
      [m, '    source: tenon:llm\n', '    source: tenon:llm\n    registers: [model]\n'],
      [m, 'requires: [teams, records, web, files, llm]', 'requires: [teams, records, web, files, model]'],
    ],
    [[wrongSource, m, 'registers: [model]']],
  ),
  fault(
    'kiosk',
    'a built-in that is said to provide something else alone',
    [
      [
        m,
        'modules:\n',
        'modules:\n  - { id: ids, kind: provider, source: "tenon:ids", provides: [collections.read@1.0.0] }\n',
      ],
    ],
    [[wrongSource, m, 'id: ids']],
  ),
  fault(
    'lab',
    'a source of this machine alone',
    [[m, 'source: ./natives/scales.ts', 'source: /natives/scales.ts']],
    [[wrongSource, m, 'source: /natives']],
  ),
  fault(
    'lab',
    'a package that a native imports and nobody installed',
    [['natives/scales.ts', 'import {', `import { weigh } from 'weigh-kit'\nexport const weighed = weigh()\nimport {`]],
    [[wrongSource, m, 'source: ./natives/scales.ts']],
  ),
  // what modules refuse when they start
  fault('lab', 'a mount at no place', [[m, 'at: /in,', 'at: in,']], [[config, m, 'at: in,']]),
  fault('lab', 'two mounts at one place', [[m, 'at: /notes,', 'at: /in/./,']], [[config, m, 'at: /in/./']]),
  fault(
    'lab',
    'a mount in the place of the root',
    [[m, '      mounts:\n        - { at: /in,', '      root: .\n      mounts:\n        - { at: /,']],
    [[config, m, 'at: /,']],
  ),
  fault(
    'lab',
    'files of the program that may be written',
    [[m, 'files: { a.txt: Hello } }', 'files: { a.txt: Hello }, access: write }']],
    [[config, m, 'access: write']],
  ),
  fault(
    'lab',
    'no mount in the list',
    [
      [
        m,
        '      mounts:\n        - { at: /in, root: ., access: read }\n        - { at: /notes, files: { a.txt: Hello } }\n',
        '      mounts: []\n',
      ],
    ],
    [[config, m, 'mounts: []']],
  ),
  fault(
    'lab',
    'an origin of many names',
    [[m, 'https://lab.example.org', 'https://*.example.org']],
    [[config, m, 'origins: [']],
  ),
  fault(
    'lab',
    'an origin with no such port',
    [[m, 'https://lab.example.org', 'https://lab.example.org:99999']],
    [[config, m, 'origins: [']],
  ),
  fault(
    'lab',
    'a header that the host sets',
    [[m, 'headers: { accept: text/plain }', 'headers: { Host: lab.example.org }']],
    [[config, m, 'headers: {']],
  ),
  fault(
    'lab',
    'a header that is none',
    [[m, 'headers: { accept: text/plain }', 'headers: { "x lab": a }']],
    [[config, m, 'headers: {']],
  ),
]
