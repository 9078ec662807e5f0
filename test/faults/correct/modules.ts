import { type Correct, correct } from './correct.js'

const m = 'modules.yaml'
const unused = 'module_unused_warning'

/** The same of modules and of what they are made of. */
export const correctModules: readonly Correct[] = [
  correct('bookshop', 'modules in another order', [
    [
      m,
      '  - id: store\n    kind: provider\n    source: tenon:sqlite\n    config:\n      file: "${env:BOOKSHOP_DB:-:memory:}"\n',
      '',
    ],
    [
      m,
      'bindings:\n',
      '  - id: store\n    kind: provider\n    source: tenon:sqlite\n    config:\n      file: "${env:BOOKSHOP_DB:-:memory:}"\nbindings:\n',
    ],
  ]),
  correct('bookshop', 'an id with spaces around it', [[m, '- id: ids', '- id: " ids "']]),
  correct('bookshop', 'a store that forgets', [
    [
      m,
      '    source: tenon:sqlite\n    config:\n      file: "${env:BOOKSHOP_DB:-:memory:}"\n',
      '    source: tenon:memory\n',
    ],
  ]),
  correct(
    'bookshop',
    'a module that nothing needs',
    [[m, '  - id: ids\n', '  - id: spare\n    kind: provider\n    source: ./providers/courier.mjs\n  - id: ids\n']],
    [unused],
  ),
  correct(
    'bookshop',
    'a native that nobody requires',
    [[m, '  - id: ids\n', '  - { id: clock, kind: native, source: "tenon:time" }\n  - id: ids\n']],
    [unused],
  ),
  correct(
    'bookshop',
    'a binding that decides nothing',
    [[m, 'bindings:\n', 'bindings:\n  parcel.send@1.0.0: courier\n']],
    ['binding_unused_warning'],
  ),
  correct('bookshop', 'a path from above', [[m, './providers/bank.mjs', './providers/../providers/bank.mjs']]),
  correct('bookshop', 'dollars that are no references', [[m, 'sandbox: true', 'sandbox: "$5 {env:X} $ {a}"']]),
  correct('bookshop', 'references with odd defaults', [
    [m, '${env:BANK_KEY:-none}', '${env:BANK_KEY:-}/${env:_X9:-a:-b/c d}'],
  ]),
  correct('bookshop', 'a config of any shape for a module of our own', [
    [m, 'sandbox: true', 'sandbox: [ { a: [ null, 1.5 ] }, {} ]'],
  ]),
  correct('bookshop', 'bindings for both', [
    [m, '      - parcel.send@1.0.0\n', '      - parcel.send@1.0.0\n      - ids.generate@1.0.0\n'],
    [m, 'bindings:\n', 'bindings:\n  ids.generate@1.0.0: ids\n'],
  ]),
  correct('lab', 'limits at their edges', [
    [
      m,
      'limits: { memory_mb: 32, cpu_ms: 50, wall_ms: 1000, host_calls: 50, output_kb: 64 }',
      'limits: { memory_mb: 1024, stack_kb: 32, cpu_ms: 60000, wall_ms: 600000, host_calls: 1000000, output_kb: 65536 }',
    ],
  ]),
  correct('lab', 'a grant that the code does not use', [
    [m, 'requires: [balance, path]', 'requires: [balance, path, crypto]'],
  ]),
  correct('lab', 'a native by another of its names', [[m, 'requires: [balance, path]', 'requires: [weights, path]']]),
  correct(
    'lab',
    'a guest that nothing calls',
    [
      [
        m,
        '  - id: printer\n',
        '  - { id: spare, kind: guest, source: ./guests/printer.mjs, provides: [sample.print@1.0.0] }\n  - id: printer\n',
      ],
      [m, '  - id: store\n', '  - id: store\n'],
      [m, 'tenon: 1\n', 'tenon: 1\nbindings: { sample.print@1.0.0: printer }\n'],
    ],
    [unused],
  ),
  correct('lab', 'one claim in two words', [[m, 'claims: [rota]', 'claims: [Bench, bench.]']]),
  correct('lab', 'origins as they may be written', [
    [
      m,
      'origins: ["https://lab.example.org"]',
      'origins: ["https://LAB.example.org:443", "http://localhost:*", "http://[::1]:8080", "${env:LAB_ORIGIN:-https://a.example.org}"]',
    ],
  ]),
  correct('lab', 'no origin at all', [[m, 'origins: ["https://lab.example.org"]', 'origins: []']]),
  correct('lab', 'headers from outside', [
    [
      m,
      'headers: { accept: text/plain }',
      'headers: { Authorization: "Bearer ${env:LAB_KEY:-none}", X-Team: "\u00e9" }',
    ],
  ]),
  correct('lab', 'mounts within each other', [
    [
      m,
      '        - { at: /in, root',
      '        - { at: /, root: . }\n        - { at: /in/deep, root: . }\n        - { at: /in, root',
    ],
  ]),
  correct('lab', 'a mount that is only known later', [[m, '{ at: /in, root', '{ at: "${env:LAB_IN:-/in}", root']]),
  correct('lab', 'a package that may be missing while nobody asks', [
    [
      'natives/scales.ts',
      'import {',
      "export const kit = (): Promise<unknown> => import('weigh-kit').catch(() => null)\nimport {",
    ],
  ]),
]
