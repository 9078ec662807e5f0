import { type Fault, fault } from '../harness/fault.js'

const m = 'modules.yaml'
const config = 'module_config_invalid_error'
const store =
  '  - id: store\n    kind: provider\n    source: tenon:sqlite\n    config: { file: "${env:LAB_DB:-./data/lab.db}" }\n'

/** Faults of what built-in modules are told. */
export const configFaults: readonly Fault[] = [
  fault(
    'lab',
    'a store behind its native',
    [
      [m, store, ''],
      [m, '  - id: printer', `${store}  - id: printer`],
    ],
    [[config, m, 'config: { store']],
  ),
  fault(
    'lab',
    'a database of a module that keeps nothing',
    [[m, 'config: { store: store,', 'config: { store: feed,']],
    [[config, m, 'store: feed']],
  ),
  fault(
    'lab',
    'a database of a file and a store',
    [[m, 'config: { store: store,', 'config: { file: ./x.db, store: store,']],
    [[config, m, 'file: ./x.db']],
  ),
  fault('lab', 'a count that is none', [[m, 'maxRows: 50', 'maxRows: many']], [[config, m, 'maxRows: many']]),
  fault(
    'lab',
    'an access that there is not',
    [[m, 'store, access: read', 'store, access: all']],
    [[config, m, 'access: all']],
  ),
  fault(
    'lab',
    'a store that lends nothing',
    [[m, 'source: tenon:sqlite\n    config: { file: "${env:LAB_DB:-./data/lab.db}" }', 'source: tenon:memory']],
    [[config, m, 'config: { store']],
  ),
  fault(
    'lab',
    'a store in memory',
    [[m, '"${env:LAB_DB:-./data/lab.db}"', '":memory:"']],
    [[config, m, 'config: { store']],
  ),
  fault(
    'lab',
    'a database that writes beside its store',
    [[m, 'store: store, access: read', 'store: store, access: write']],
    [[config, m, 'access: write']],
  ),
  fault('lab', 'a blank path', [[m, '"${env:LAB_DB:-./data/lab.db}"', '" "']], [[config, m, 'file: " "']]),
  fault(
    'lab',
    'an engine that there is not',
    [[m, 'default: canned', 'default: caned']],
    [[config, m, 'default: caned']],
  ),
  fault('lab', 'an engine of no kind', [[m, '{ kind: echo, reply', '{ reply']], [[config, m, 'canned: { reply']]),
  fault('lab', 'an engine of another kind', [[m, 'kind: echo', 'kind: parrot']], [[config, m, 'kind: parrot']]),
  fault(
    'lab',
    'a setting that an engine does not have',
    [[m, 'maxTokens: 100', 'maxToken: 100']],
    [[config, m, 'maxToken:']],
  ),
  fault('lab', 'an engine without a model', [[m, 'model: small, ', '']], [[config, m, 'kind: openai']]),
  fault(
    'lab',
    'an engine at no address',
    [[m, 'baseUrl: "${env:LLM_URL:-https://llm.example.org/v1}"', 'baseUrl: llm.example.org']],
    [[config, m, 'baseUrl: llm']],
  ),
  fault(
    'lab',
    'a number in quotes in an engine',
    [[m, 'maxTokens: 100', 'maxTokens: "100"']],
    [[config, m, 'maxTokens: "100"']],
  ),
  fault(
    'lab',
    'settings of a model at the top',
    [[m, '      default: canned\n', '      default: canned\n      model: small\n']],
    [[config, m, '      model: small']],
  ),
  fault(
    'lab',
    'an origin with a path',
    [[m, 'https://lab.example.org', 'https://lab.example.org/api']],
    [[config, m, 'lab.example.org/api']],
  ),
  fault(
    'lab',
    'an origin without a scheme',
    [[m, 'https://lab.example.org', 'lab.example.org']],
    [[config, m, '"lab.example.org"']],
  ),
  fault('lab', 'a header that is a number', [[m, 'accept: text/plain', 'accept: 1']], [[config, m, 'accept: 1']]),
  fault(
    'lab',
    'a mount with two contents',
    [[m, '{ at: /notes, files', '{ at: /notes, root: ., files']],
    [[config, m, 'at: /notes']],
  ),
  fault(
    'lab',
    'a mount of nothing',
    [[m, '{ at: /in, root: ., access: read }', '{ at: /in, access: read }']],
    [[config, m, 'at: /in']],
  ),
  fault(
    'lab',
    'a mount with another access',
    [[m, 'root: ., access: read', 'root: ., access: append']],
    [[config, m, 'access: append']],
  ),
  fault(
    'lab',
    'no folder at all',
    [
      [
        m,
        '      mounts:\n        - { at: /in, root: ., access: read }\n        - { at: /notes, files: { a.txt: Hello } }\n',
        '      maxReadKb: 9\n',
      ],
    ],
    [[config, m, 'maxReadKb: 9']],
  ),
]
