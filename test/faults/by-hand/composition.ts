import { type Fault, fault } from '../harness/fault.js'

const invalid = 'manifest_invalid_error'
const unknownKey = 'manifest_unknown_key_error'
const gone = 'module_source_not_found_error'
const wrongSource = 'module_source_invalid_error'
const config = 'module_config_invalid_error'
const environment = 'env_reference_invalid_error'
const unbound = 'port_unbound_error'
const m = 'modules.yaml'

const bank =
  '  - id: bank\n    kind: provider\n    source: ./providers/bank.mjs\n    provides: [payment.charge@2.1.0]\n    config: { key: "${env:BANK_KEY:-none}", sandbox: true }\n'
const courier =
  '  - id: courier\n    kind: provider\n    source: ./providers/courier.mjs\n    provides:\n      - parcel.send@1.0.0\n      - payment.charge@2.1.0\n'

/** The manifest: modules, ports, bindings, order, configuration. */
export const compositionFaults: readonly Fault[] = [
  fault(
    'bookshop',
    'no manifest',
    [[m, '', null]],
    [
      [unbound, 'app.yaml', 'call: parcel.send'],
      [unbound, 'app.yaml', 'call: payment.charge'],
      [unbound, 'app.yaml', 'call: ids.generate, with: { prefix: bk_'],
      [unbound, 'app.yaml', 'call: collections.read, with'],
    ],
  ),
  fault(
    'bookshop',
    'no store',
    [
      [
        m,
        '  - id: store\n    kind: provider\n    source: tenon:sqlite\n    config:\n      file: "${env:BOOKSHOP_DB:-:memory:}"\n',
        '',
      ],
    ],
    [[unbound, 'app.yaml', 'call: collections.read, with']],
  ),
  fault(
    'bookshop',
    'no ids',
    [[m, '  - id: ids\n    kind: provider\n    source: tenon:ids\n', '']],
    [[unbound, 'app.yaml', 'prefix: bk_']],
  ),
  fault(
    'bookshop',
    'a bound module that was removed',
    [[m, bank, '']],
    [['binding_unknown_module_error', m, 'payment.charge@2.1.0: bank']],
  ),
  fault('bookshop', 'a provider that was removed', [[m, courier, '']], [[unbound, 'app.yaml', 'call: parcel.send']]),
  fault(
    'bookshop',
    'no binding where two provide',
    [[m, 'bindings:\n  payment.charge@2.1.0: bank\n', '']],
    [['port_ambiguous_error', m, '- payment.charge@2.1.0']],
  ),
  fault(
    'bookshop',
    'a binding of a port that one provides',
    [[m, '  payment.charge@2.1.0: bank', '  payment.charge@2.1.0: bank\n  parcel.send@1.0.0: courier']],
    [['binding_unused_warning', m, '  parcel.send@1.0.0: courier']],
  ),
  fault(
    'bookshop',
    'a binding to a module that does not provide',
    [[m, '0: bank', '0: store']],
    [['binding_not_provided_error', m, '0: store']],
  ),
  fault(
    'bookshop',
    'a binding to a module that does not exist',
    [[m, '0: bank', '0: bankk']],
    [['binding_unknown_module_error', m, '0: bankk']],
  ),
  fault(
    'bookshop',
    'a binding of another version',
    [[m, '  payment.charge@2.1.0: bank', '  payment.charge@2.0.0: bank']],
    [['binding_unknown_port_error', m, '  payment.charge@2.0.0']],
  ),
  fault(
    'bookshop',
    'a binding without a version',
    [[m, '  payment.charge@2.1.0: bank', '  payment.charge: bank']],
    [[invalid, m, 'payment.charge: bank']],
  ),
  fault(
    'bookshop',
    'a declared version that nobody has',
    [['app.yaml', 'version: 2.1.0', 'version: 2.2.0']],
    [
      ['port_version_mismatch_error', m, 'provides: [payment'],
      ['binding_unknown_port_error', m, '0: bank'],
    ],
  ),
  fault(
    'bookshop',
    'a range for a version',
    [[m, 'provides: [payment.charge@2.1.0]', 'provides: [payment.charge@^2.1.0]']],
    [[invalid, m, '^2.1.0']],
  ),
  fault(
    'bookshop',
    'a version with a leading zero',
    [[m, 'provides: [payment.charge@2.1.0]', 'provides: [payment.charge@2.01.0]']],
    [[invalid, m, '2.01.0']],
  ),
  fault(
    'bookshop',
    'a port that is provided twice by one module',
    [[m, 'provides: [payment.charge@2.1.0]', 'provides: [payment.charge@2.1.0, payment.charge@2.1.0]']],
    [[invalid, m, 'payment.charge@2.1.0, payment']],
  ),
  fault(
    'bookshop',
    'a module id in other spaces',
    [[m, '- id: courier', '- id: " bank "']],
    [['module_duplicate_id_error', m, '" bank "']],
  ),
  fault('bookshop', 'a module id that is a number', [[m, '- id: courier', '- id: 7']], [[invalid, m, '- id: 7']]),
  fault(
    'bookshop',
    'a module id of JavaScript',
    [[m, '- id: courier', '- id: __proto__']],
    [[invalid, m, '__proto__']],
  ),
  fault('bookshop', 'a misspelt built-in', [[m, 'tenon:sqlite', 'tenon:sqllite']], [[gone, m, 'tenon:sqllite']]),
  fault('bookshop', 'a built-in that there is not', [[m, 'tenon:ids', 'tenon:uuid']], [[gone, m, 'tenon:uuid']]),
  fault(
    'bookshop',
    'a built-in of another kind',
    [[m, '    kind: provider\n    source: tenon:ids', '    kind: native\n    source: tenon:ids']],
    [[wrongSource, m, 'source: tenon:ids']],
  ),
  fault(
    'bookshop',
    'a path without a dot',
    [[m, './providers/bank.mjs', 'providers/bank.mjs']],
    [[gone, m, ' providers/bank.mjs']],
  ),
  fault(
    'bookshop',
    'a path of another case',
    [[m, './providers/bank.mjs', './providers/Bank.mjs']],
    [[gone, m, 'Bank.mjs']],
  ),
  fault(
    'bookshop',
    'a folder as a source',
    [[m, './providers/bank.mjs', './providers']],
    [[wrongSource, m, 'source: ./providers\n']],
  ),
  fault(
    'bookshop',
    'an address as a source',
    [[m, './providers/bank.mjs', 'https://example.org/bank.mjs']],
    [[wrongSource, m, 'https:']],
  ),
  fault(
    'bookshop',
    'a part of Node as a source',
    [[m, './providers/bank.mjs', 'node:fs']],
    [[wrongSource, m, 'node:fs']],
  ),
  fault(
    'bookshop',
    'a source that is no code',
    [[m, './providers/bank.mjs', './app.yaml']],
    [[wrongSource, m, 'source: ./app.yaml']],
  ),
  fault(
    'bookshop',
    'a source with a syntax error',
    [['providers/bank.mjs', 'export default {', 'export default {{']],
    [[wrongSource, m, 'providers/bank.mjs']],
  ),
  fault(
    'bookshop',
    'a source without a default export',
    [['providers/bank.mjs', 'export default {', 'export const bank = {']],
    [[wrongSource, m, 'providers/bank.mjs']],
  ),
  fault(
    'bookshop',
    'a source that imports what is not there',
    [['providers/bank.mjs', 'export default {', "import './ledger.mjs'\nexport default {"]],
    [[wrongSource, m, 'providers/bank.mjs']],
  ),
  fault(
    'bookshop',
    'a file that was removed',
    [['providers/courier.mjs', '', null]],
    [[gone, m, 'providers/courier.mjs']],
  ),
  fault(
    'bookshop',
    'a setting that there is not',
    [[m, '      file: "${env', '      fiel: "${env']],
    [[config, m, 'fiel']],
  ),
  fault(
    'bookshop',
    'a setting of the wrong type',
    [[m, 'file: "${env:BOOKSHOP_DB:-:memory:}"', 'file: 7']],
    [[config, m, 'file: 7']],
  ),
  fault(
    'bookshop',
    'no setting where one is needed',
    [[m, '    config:\n      file: "${env:BOOKSHOP_DB:-:memory:}"\n', '']],
    [[config, m, 'tenon:sqlite']],
  ),
  fault(
    'bookshop',
    'a setting for what takes none',
    [[m, '    source: tenon:ids\n', '    source: tenon:ids\n    config: { prefix: a }\n']],
    [[config, m, 'prefix: a']],
  ),
  fault(
    'bookshop',
    'a reference that is never closed',
    [[m, '${env:BANK_KEY:-none}', '${env:BANK_KEY']],
    [[environment, m, 'BANK_KEY']],
  ),
  fault('bookshop', 'a reference to nothing', [[m, '${env:BANK_KEY:-none}', '${env:}']], [[environment, m, '${env:}']]),
  fault(
    'bookshop',
    'a reference of a shell',
    [[m, '${env:BANK_KEY:-none}', '${BANK_KEY}']],
    [[environment, m, '${BANK_KEY}']],
  ),
  fault(
    'bookshop',
    'a reference to a name with a hyphen',
    [[m, '${env:BANK_KEY:-none}', '${env:BANK-KEY}']],
    [[environment, m, 'BANK-KEY']],
  ),
  fault(
    'bookshop',
    'a reference deep within',
    [[m, 'sandbox: true', 'sandbox: { urls: [ a, { b: "${Env:X}" } ] }']],
    [[environment, m, '${Env:X}']],
  ),
  fault(
    'bookshop',
    'a key of another kind of module',
    [
      [
        m,
        '    provides: [payment.charge@2.1.0]\n',
        '    provides: [payment.charge@2.1.0]\n    limits: { cpu_ms: 1 }\n',
      ],
    ],
    [[invalid, m, 'limits:']],
  ),
  fault(
    'bookshop',
    'a preset that is not there',
    [[m, 'app: ./app.yaml', 'app: ./app.yaml\npresets: [tenon:save]']],
    [[invalid, m, 'tenon:save']],
  ),
  fault(
    'bookshop',
    'a manifest of another format',
    [[m, 'tenon: 1', 'tenon: 2']],
    [['manifest_version_unsupported_error', m, 'tenon: 2']],
  ),
  fault(
    'bookshop',
    'a format in quotes',
    [[m, 'tenon: 1', 'tenon: "1"']],
    [['manifest_version_unsupported_error', m, 'tenon: "1"']],
  ),
  fault(
    'bookshop',
    'no format',
    [[m, 'tenon: 1\n', '']],
    [['manifest_version_unsupported_error', m, 'app: ./app.yaml']],
  ),
  fault(
    'bookshop',
    'a target that SQLite does not run on',
    [[m, 'app: ./app.yaml', 'target: edge']],
    [[wrongSource, m, 'tenon:sqlite']],
  ),
  fault(
    'bookshop',
    'a spec that is not there',
    [[m, 'app: ./app.yaml', 'app: ./shop.yaml']],
    [['source_not_found_error', 'shop.yaml', '']],
  ),
  fault(
    'bookshop',
    'a manifest without a list',
    [[m, 'modules:\n', 'modules: {}\nold:\n']],
    [
      [invalid, m, 'modules: {}'],
      [unknownKey, m, 'old:'],
    ],
  ),
  fault(
    'gallery',
    'two stores',
    [[m, '  - { id: store, kind', '  - { id: other, kind: provider, source: "tenon:memory" }\n  - { id: store, kind']],
    [['port_ambiguous_error', m, 'id: store']],
  ),
  fault(
    'gallery',
    'reads and writes in two stores',
    [
      [
        m,
        '  - { id: store, kind: provider, source: "tenon:memory" }\n',
        '  - { id: store, kind: provider, source: "tenon:memory" }\n  - { id: other, kind: provider, source: "tenon:memory" }\nbindings:\n  collections.read@1.0.0: store\n  collections.write@1.0.0: other\n  history.append@1.0.0: store\n  history.persist@1.0.0: store\n  history.rebuild@1.0.0: store\n  history.scan@1.0.0: store\n  history.scan_as_of@1.0.0: store\n',
      ],
    ],
    [['port_ambiguous_error', m, 'collections.write@1.0.0: other']],
  ),
  fault(
    'kiosk',
    'a module that nothing needs',
    [[m, 'modules:\n', 'modules:\n  - { id: store, kind: provider, source: "tenon:memory" }\n']],
    [['module_unused_warning', m, 'id: store']],
  ),
  fault(
    'kiosk',
    'a module that provides nothing',
    [[m, '    provides: [till.open@0.9.0]\n', '']],
    [[unbound, 'app.yaml', 'call: till.open']],
  ),
  fault(
    'lab',
    'a provider of a package that is not installed',
    [[m, 'source: price-feed', 'source: prize-feed']],
    [[gone, m, 'prize-feed']],
  ),
  fault(
    'lab',
    'a package without a default export',
    [['node_modules/price-feed/index.js', '', 'export const feed = 1\n']],
    [[wrongSource, m, 'source: price-feed']],
  ),
  fault(
    'lab',
    'a package whose entry is missing',
    [['node_modules/price-feed/index.js', '', null]],
    [[gone, m, 'source: price-feed']],
  ),
]
