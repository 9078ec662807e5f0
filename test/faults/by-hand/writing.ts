import { type Fault, fault } from '../harness/fault.js'

const parse = 'authoring_parse_error'
const shape = 'authoring_spec_invalid'

/** How a text is written: YAML itself, line ends, marks, characters that look like others. */
export const writingFaults: readonly Fault[] = [
  fault(
    'bookshop',
    'a tab in the indentation',
    [['app.yaml', '  name: Bookshop', '\tname: Bookshop']],
    [[parse, 'app.yaml', 'name: Bookshop']],
  ),
  fault(
    'bookshop',
    'a quote that is never closed',
    [['app.yaml', 'description: Works in the shop.', 'description: "Works in the shop.']],
    [[parse, 'app.yaml', 'Works in the shop']],
  ),
  fault(
    'bookshop',
    'a bracket that is never closed',
    [['app.yaml', 'effects: [write, network]', 'effects: [write, network']],
    [[parse, 'app.yaml', 'in: { book_id: id!, copies: int!, address: text! }']],
  ),
  fault(
    'bookshop',
    'a merge key',
    [
      [
        'app.yaml',
        '      fields:\n        id: id!\n        name: text!',
        '      fields:\n        <<: { id: id! }\n        name: text!',
      ],
    ],
    [[parse, 'app.yaml', '<<:']],
  ),
  fault('bookshop', 'a tag', [['app.yaml', 'paid: true', 'paid: !!bool true']], [[parse, 'app.yaml', '!!bool true']]),
  fault(
    'bookshop',
    'a second document',
    [['app.yaml', 'mutations:\n', '---\nmutations:\n']],
    [[parse, 'app.yaml', '---']],
  ),
  fault(
    'bookshop',
    'an alias without its anchor',
    [['app.yaml', 'currency: EUR', 'currency: *euro']],
    [[parse, 'app.yaml', '*euro']],
  ),
  fault(
    'bookshop',
    'a number as a key',
    [['app.yaml', '        born: int', '        1: int']],
    [[parse, 'app.yaml', '        1: int']],
  ),
  fault(
    'bookshop',
    'a truth value as a key',
    [['app.yaml', '        born: int', '        true: int']],
    [[parse, 'app.yaml', 'true: int']],
  ),
  fault(
    'bookshop',
    'a list as a key',
    [['app.yaml', '        born: int', '        [a]: int']],
    [[parse, 'app.yaml', '[a]: int']],
  ),
  fault(
    'bookshop',
    'a key twice, the second time in quotes',
    [['app.yaml', '        born: int', '        born: int\n        "born": text']],
    [[parse, 'app.yaml', '"born": text']],
  ),
  fault(
    'bookshop',
    'a key twice, the second time with an escape',
    [['app.yaml', '        born: int', '        born: int\n        "b\\u006frn": text']],
    [[parse, 'app.yaml', 'u006f']],
  ),
  fault(
    'bookshop',
    'a section twice, far apart',
    [['app.yaml', '\naccess:\n', '\nqueries: []\naccess:\n']],
    [[parse, 'app.yaml', 'queries: []']],
  ),
  fault(
    'bookshop',
    'yes is text, not true',
    [['app.yaml', 'paid: true', 'paid: yes']],
    [['spec_contract_conflict_error', 'app.yaml', 'paid: yes']],
  ),
  fault(
    'gallery',
    'on is text, not true',
    [['app.yaml', 'enabled: true', 'enabled: on']],
    [[shape, 'app.yaml', 'enabled: on']],
  ),
  fault(
    'bookshop',
    'a number in quotes is text',
    [['app.yaml', 'default_page_size: 20', 'default_page_size: "20"']],
    [[shape, 'app.yaml', '"20"']],
  ),
  fault(
    'bookshop',
    'a number with an underscore is text',
    [['app.yaml', 'timeout_ms: 2000', 'timeout_ms: 2_000']],
    [[shape, 'app.yaml', '2_000']],
  ),
  fault(
    'bookshop',
    'an octal number of old YAML is another number',
    [['app.yaml', 'backoff_ms: 100', 'backoff_ms: -0o17']],
    [[shape, 'app.yaml', '-0o17']],
  ),
  fault('bookshop', 'infinity', [['app.yaml', 'timeout_ms: 2000', 'timeout_ms: .inf']], [[parse, 'app.yaml', '.inf']]),
  fault(
    'bookshop',
    'a whole number beyond what is exact',
    [['app.yaml', 'timeout_ms: 2000', 'timeout_ms: 90071992547409931']],
    [[parse, 'app.yaml', '90071992547409931']],
  ),
  fault(
    'bookshop',
    'a version that is a number',
    [['app.yaml', 'version: 2.1.0', 'version: 2.1']],
    [[shape, 'app.yaml', 'version: 2.1']],
  ),
  fault(
    'bookshop',
    'windows line ends move no line',
    [
      ['app.yaml', '', crlf('bookshop-orders')],
      ['modules.yaml', '', 'tenon: 1\n'],
    ],
    [['spec_reference_not_found_error', 'app.yaml', 'actionId: gone']],
  ),
  fault(
    'bookshop',
    'a mark at the beginning moves no line',
    [
      ['app.yaml', '', '\uFEFFapp: { id: a, name: A, tz: UTC }\nqueries: 7\n'],
      ['modules.yaml', '', 'tenon: 1\n'],
    ],
    [[shape, 'app.yaml', 'queries: 7']],
  ),
  fault(
    'bookshop',
    'a mark in the middle is a character',
    [['app.yaml', '        born: int', '        \uFEFFborn: int']],
    [['spec_contract_conflict_error', 'app.yaml', 'born: int']],
  ),
  fault(
    'bookshop',
    'wide characters before the fault',
    [['app.yaml', 'description: Works in the shop.', 'description: "🧑‍💼 働く", extends: 3']],
    [[parse, 'app.yaml', '働く']],
  ),
  fault(
    'bookshop',
    'wide characters in a flow mapping',
    [['app.yaml', '{ description: A book has a title., rule:', '{ description: "書籍 📚", ruel:']],
    [['spec_unknown_key_error', 'app.yaml', 'ruel:']],
  ),
  fault(
    'bookshop',
    'a letter of another alphabet in a reference',
    [['app.yaml', 'collection: authors\n', 'collection: аuthors\n']],
    [['spec_reference_not_found_error', 'app.yaml', 'аuthors']],
  ),
  fault(
    'bookshop',
    'a letter of another alphabet in a key',
    [['app.yaml', '        born: int', '        bоrn: int']],
    [['spec_contract_conflict_error', 'app.yaml', 'bоrn']],
  ),
  fault(
    'bookshop',
    'a letter of another alphabet in a path',
    [
      [
        'app.yaml',
        'amount: { $expr: { "*": [ { var: found.record.price }',
        'amount: { $expr: { "*": [ { var: found.record.рrice }',
      ],
    ],
    [['expression_reference_error', 'app.yaml', 'рrice']],
  ),
  fault(
    'bookshop',
    'an invisible space in a word',
    [['app.yaml', 'default_policy: allow', 'default_policy: allow\u200b']],
    [[shape, 'app.yaml', 'default_policy']],
  ),
  fault(
    'bookshop',
    'a no-break space before a key',
    [['app.yaml', '        born: int', '        \u00a0born: int']],
    [['spec_contract_conflict_error', 'app.yaml', 'born: int']],
  ),
  fault(
    'bookshop',
    'half a character in an escape',
    [['app.yaml', 'currency: EUR', 'currency: "\\ud800"']],
    [[parse, 'app.yaml', 'ud800']],
  ),
  fault(
    'bookshop',
    'a block scalar where a number stands',
    [['app.yaml', 'timeout_ms: 2000', 'timeout_ms: |\n                2000']],
    [[shape, 'app.yaml', 'timeout_ms: |']],
  ),
  fault(
    'bookshop',
    'a folded text where a word stands',
    [['app.yaml', 'on_fail: abort', 'on_fail: >\n          abort']],
    [['invariant_policy_invalid', 'app.yaml', 'on_fail: >']],
  ),
  fault(
    'bookshop',
    'nothing behind a key',
    [['app.yaml', 'on_fail: abort', 'on_fail:']],
    [['invariant_policy_invalid', 'app.yaml', 'on_fail:\n']],
  ),
  fault(
    'bookshop',
    'an anchored type that is wrong is wrong once',
    [
      [
        'app.yaml',
        '        price: number!\n        copies: int!\n        added_at',
        '        price: &money money!\n        old: *money\n        copies: int!\n        added_at',
      ],
    ],
    [['unsupported_scalar_type', 'app.yaml', '&money']],
  ),
  fault(
    'bookshop',
    'an alias that is right where it is anchored and wrong where it stands',
    [
      ['app.yaml', '        copies: int!\n        added_at', '        copies: &count int!\n        added_at'],
      ['app.yaml', 'timeout_ms: 2000', 'timeout_ms: *count'],
    ],
    [[shape, 'app.yaml', '*count']],
  ),
  fault(
    'bookshop',
    'an alias inside its own anchor',
    [['app.yaml', 'size: { object: {', 'size: &size { object: { inner: *size,']],
    [[parse, 'app.yaml', '&size']],
  ),
  fault(
    'kiosk',
    'a comma is missing in a flow mapping',
    [['app.yaml', 'name: Kiosk, tz', 'name: Kiosk tz']],
    [[parse, 'app.yaml', 'name: Kiosk tz']],
  ),
  fault('kiosk', 'an empty file', [['app.yaml', '', '']], [[parse, 'app.yaml', '']]),
  fault(
    'bookshop',
    'a file of comments',
    [
      ['app.yaml', '', '# nothing\n'],
      ['modules.yaml', '', 'tenon: 1\n'],
    ],
    [[parse, 'app.yaml', '# nothing']],
  ),
  fault(
    'bookshop',
    'a list for a spec',
    [
      ['app.yaml', '', '- app\n'],
      ['modules.yaml', '', 'tenon: 1\n'],
    ],
    [[parse, 'app.yaml', '- app']],
  ),
  fault(
    'bookshop',
    'a manifest that is a text',
    [['modules.yaml', '', 'tenon']],
    [['manifest_parse_error', 'modules.yaml', 'tenon']],
  ),
  fault(
    'bookshop',
    'a key twice in the manifest',
    [['modules.yaml', 'app: ./app.yaml', 'app: ./app.yaml\napp: ./app.yml']],
    [['manifest_parse_error', 'modules.yaml', './app.yml']],
  ),
  fault(
    'bookshop',
    'a binding twice',
    [['modules.yaml', '  payment.charge@2.1.0: bank', '  payment.charge@2.1.0: bank\n  payment.charge@2.1.0: courier']],
    [['manifest_parse_error', 'modules.yaml', '0: courier']],
  ),
  fault(
    'bookshop',
    "a tab behind the manifest's indentation",
    [['modules.yaml', '    source: tenon:ids', '\t  source: tenon:ids']],
    [['manifest_parse_error', 'modules.yaml', 'tenon:ids']],
  ),
]

/** A small shop whose lines end as on Windows, and whose mutation runs what is not there. */
function crlf(id: string): string {
  return [
    `app: { id: ${id}, name: Shop, tz: UTC }`,
    '# a comment',
    'mutations:',
    '  - id: order',
    '    in: {}',
    '    run:',
    '      actionId: gone',
    '      input: {}',
    'access: { default_policy: allow, roles: {} }',
    '',
  ].join('\r\n')
}
