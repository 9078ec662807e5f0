import { type Fault, fault } from '../harness/fault.js'

const m = 'modules.yaml'
const denied = 'guest_require_denied_error'
const unknown = 'guest_require_unknown_error'
const computed = 'guest_require_dynamic_error'
const missing = 'guest_export_missing_error'
const limits = 'guest_limits_invalid_error'
const requires = 'module_requires_unknown_error'
const order = 'module_order_error'
const words = 'guests/count-words.ts'

const scales =
  '  - id: scales\n    kind: native\n    source: ./natives/scales.ts\n    name: scales\n    aliases: [balance, weights]\n    capabilities: [pure]\n    claims: [bench]\n'
const teams =
  '  - id: teams\n    kind: initializer\n    source: ./initializers/teams.ts\n    registers: [teams]\n    requires: [scales]\n    claims: [rota]\n'
const records =
  '  - id: records\n    kind: native\n    source: tenon:database\n    config: { store: store, access: read, maxRows: 50 }\n'
const store =
  '  - id: store\n    kind: provider\n    source: tenon:sqlite\n    config: { file: "${env:LAB_DB:-./data/lab.db}" }\n'

/** Guests, natives and initializers: what they require, in which order, and what their code says. */
export const guestFaults: readonly Fault[] = [
  fault(
    'lab',
    'a native that was removed',
    [[m, scales, '']],
    [
      [requires, m, 'requires: [scales]'],
      [requires, m, 'requires: [balance, path]'],
    ],
  ),
  fault(
    'lab',
    'an initializer that was removed',
    [[m, teams, '']],
    [[requires, m, 'requires: [teams, records, web, files, llm]']],
  ),
  fault(
    'lab',
    'a store that a native needs was removed',
    [[m, store, '']],
    [
      ['module_config_invalid_error', m, 'config: { store'],
      ['port_unbound_error', 'app.yaml', 'call: collections.write'],
    ],
  ),
  fault(
    'lab',
    'a native behind its initializer',
    [
      [m, scales, ''],
      [m, teams, teams + scales],
    ],
    [[order, m, 'requires: [scales]']],
  ),
  fault(
    'lab',
    'a native behind its guest',
    [
      [m, records, ''],
      [m, '  - id: printer', `${records}  - id: printer`],
    ],
    [[order, m, 'requires: [teams, records, web, files, llm]']],
  ),
  fault(
    'lab',
    'modules in a circle',
    [[m, '    claims: [bench]\n', '    claims: [bench]\n    requires: [teams]\n']],
    [['module_requires_cycle_error', m, 'requires: [teams]\n']],
  ),
  fault(
    'lab',
    'a module that requires itself',
    [[m, 'requires: [scales]', 'requires: [teams]']],
    [['module_requires_cycle_error', m, 'requires: [teams]\n']],
  ),
  fault(
    'lab',
    'a guest that requires an alias of nobody',
    [[m, 'requires: [balance, path]', 'requires: [balanse, path]']],
    [[requires, m, 'balanse']],
  ),
  fault(
    'lab',
    'a guest that requires a provider',
    [[m, 'requires: [balance, path]', 'requires: [balance, path, store]']],
    [[requires, m, 'path, store']],
  ),
  fault(
    'lab',
    'an initializer that requires an alias',
    [[m, 'requires: [scales]', 'requires: [weights]']],
    [[requires, m, 'weights]\n    claims']],
  ),
  fault(
    'lab',
    'a grant that was taken away',
    [[m, 'requires: [balance, path]', 'requires: [path]']],
    [[denied, 'guests/grader.ts', "from 'balance'"]],
  ),
  fault(
    'lab',
    'no grants at all',
    [[m, '    requires: [teams, records, web, files, llm]\n', '']],
    [
      [denied, 'guests/pricer.ts', "from 'records'"],
      [denied, 'guests/pricer.ts', "from 'teams'"],
      ['module_unused_warning', m, 'id: web'],
      ['module_unused_warning', m, 'id: files'],
    ],
  ),
  fault(
    'lab',
    'a preset that was taken away',
    [[m, 'presets: [tenon:safe]\n', '']],
    [[requires, m, 'requires: [balance, path]']],
  ),
  fault(
    'lab',
    'two natives with one name',
    [[m, '  - id: records\n', '  - id: weights\n']],
    [
      ['module_duplicate_name_error', m, '- id: weights'],
      [requires, m, 'teams, records'],
    ],
  ),
  fault(
    'lab',
    'an alias that is the name',
    [[m, 'aliases: [balance, weights]', 'aliases: [balance, scales]']],
    [['module_duplicate_name_error', m, 'balance, scales']],
  ),
  fault(
    'lab',
    'a name that the preset has',
    [[m, 'aliases: [balance, weights]', 'aliases: [balance, path]']],
    [['module_duplicate_name_error', m, 'aliases: [balance, path]']],
  ),
  fault(
    'lab',
    'a registered name that a native has',
    [[m, 'registers: [teams]', 'registers: [teams, records]']],
    [['module_duplicate_name_error', m, 'registers: [teams, records]']],
  ),
  fault(
    'lab',
    'one claim twice',
    [[m, 'claims: [rota]', 'claims: [bench]']],
    [['module_claim_conflict_error', m, 'claims: [bench]\n  - id: grader']],
  ),
  fault('lab', 'no time', [[m, 'cpu_ms: 50', 'cpu_ms: 0']], [[limits, m, 'cpu_ms: 0']]),
  fault('lab', 'half a megabyte', [[m, 'memory_mb: 32', 'memory_mb: 0.5']], [[limits, m, '0.5']]),
  fault('lab', 'time without an end', [[m, 'wall_ms: 1000', 'wall_ms: 999999999']], [[limits, m, '999999999']]),
  fault('lab', 'memory in quotes', [[m, 'memory_mb: 32', 'memory_mb: "32"']], [[limits, m, '"32"']]),
  fault(
    'lab',
    'a limit that is not known',
    [[m, 'host_calls: 50', 'host_call: 50']],
    [['manifest_unknown_key_error', m, 'host_call:']],
  ),
  fault('lab', 'a deep stack in this thread', [[m, '    isolation: worker\n', '']], [[limits, m, 'stack_kb: 256']]),
  fault(
    'lab',
    'a capability that is not known',
    [[m, 'capabilities: [pure]', 'capabilities: [magic]']],
    [['manifest_invalid_error', m, 'magic']],
  ),
  fault(
    'lab',
    'a lifetime that is not known',
    [[m, 'lifetime: runtime', 'lifetime: forever']],
    [['manifest_invalid_error', m, 'forever']],
  ),
  fault(
    'lab',
    'a part of Node that is not granted',
    [['guests/grader.ts', "from 'node:path'", "from 'node:fs'"]],
    [[denied, 'guests/grader.ts', 'node:fs']],
  ),
  fault(
    'lab',
    'a part of Node that guests cannot have',
    [
      [
        'guests/grader.ts',
        "import { basename } from 'node:path'",
        "import { basename } from 'node:path'\nimport 'node:net'",
      ],
    ],
    [[unknown, 'guests/grader.ts', 'node:net']],
  ),
  fault(
    'lab',
    'a require of a file that the guest imports',
    [[words, "import { isWord } from 'word-list'", "import { isWord } from 'word-list'\nimport 'records'"]],
    [[denied, words, "'records'"]],
  ),
  fault(
    'lab',
    'a require of a package that the guest imports',
    [
      [
        'node_modules/word-list/index.js',
        '',
        "import fs from 'fs'\nexport const isWord = (text) => fs.existsSync(text)\n",
      ],
    ],
    [[denied, 'node_modules/word-list/index.js', "from 'fs'"]],
  ),
  fault(
    'lab',
    'a package that is not installed',
    [[words, "from 'word-list'", "from 'wordlist'"]],
    [[unknown, words, "'wordlist'"]],
  ),
  fault(
    'lab',
    'a file that is not there',
    [['guests/grader.ts', './count-words.js', './count-word.js']],
    [['module_source_invalid_error', m, 'guests/grader.ts']],
  ),
  fault(
    'lab',
    'a require that is computed',
    [
      [
        'guests/printer.mjs',
        'export default {',
        "const name = 're' + 'cords'\nexport default {\n  // eslint-disable-next-line\n  x: undefined && require(name),",
      ],
    ],
    [
      [computed, 'guests/printer.mjs', 'require(name)'],
      [missing, 'guests/printer.mjs', 'x: undefined'],
    ],
  ),
  fault(
    'lab',
    'an import that is computed',
    [['guests/printer.mjs', 'lines: [label] }', 'lines: [label], more: import(`./${label}.js`) }']],
    [[computed, 'guests/printer.mjs', 'import(`']],
  ),
  fault(
    'lab',
    'a require under another name',
    [['guests/printer.mjs', 'export default {', "const load = require\nload('records')\nexport default {"]],
    [[computed, 'guests/printer.mjs', 'const load = require']],
  ),
  fault(
    'lab',
    'an export that is missing',
    [['guests/printer.mjs', "'sample.print'", "'sample.prnt'"]],
    [[missing, 'guests/printer.mjs', 'sample.prnt']],
  ),
  fault(
    'lab',
    'no default export',
    [['guests/printer.mjs', 'export default {', 'export const printer = {']],
    [[missing, 'guests/printer.mjs', 'export const printer']],
  ),
  fault(
    'lab',
    'an export that is no function',
    [['guests/printer.mjs', '({ label }) => ({ lines: [label] })', '42']],
    [[missing, 'guests/printer.mjs', '42']],
  ),
  fault(
    'lab',
    'an export that is no object',
    [['guests/printer.mjs', '', 'export default 7\n']],
    [[missing, 'guests/printer.mjs', 'export default 7']],
  ),
  fault(
    'lab',
    'a function that no port has',
    [['guests/printer.mjs', 'export default {', "export default {\n  'sample.scan': () => ({}),"]],
    [[missing, 'guests/printer.mjs', 'sample.scan']],
  ),
  fault(
    'lab',
    'a guest with a syntax error',
    [['guests/printer.mjs', 'export default {', 'export default {{']],
    [['module_source_invalid_error', m, 'guests/printer.mjs']],
  ),
  fault(
    'lab',
    'a native without a default export',
    [['natives/scales.ts', 'export default defineNative', 'export const scales = defineNative']],
    [['module_source_invalid_error', m, 'natives/scales.ts']],
  ),
  fault(
    'lab',
    'a port that a guest and a provider serve',
    [[m, 'provides: [feed.rate@1.0.0]', 'provides: [feed.rate@1.0.0, sample.print@1.0.0]']],
    [['port_ambiguous_error', m, '    provides: [sample.print@1.0.0]']],
  ),
  fault(
    'helpdesk',
    'a grant that was taken away',
    [[m, '    requires: [llm]\n', '']],
    [[denied, 'guests/summary.ts', "'llm'"]],
  ),
  fault(
    'helpdesk',
    'an initializer that registers another name',
    [[m, 'registers: [llm]', 'registers: [lm]']],
    [['module_requires_unknown_error', m, 'requires: [llm]']],
  ),
]
