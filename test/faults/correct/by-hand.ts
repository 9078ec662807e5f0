import { type Correct, correct } from './correct.js'
import { correctModules } from './modules.js'

const m = 'modules.yaml'
const tags = 'tags: { $expr: { var: [ input.tags, [] ] } }'
const born = '        born: int\n'
const round = 'price: { $expr: { max: [ 0, { var: lowered } ] } }'
const to = 'to: { $expr: { var: input.address } }'

/** Where a check that is too eager would complain. */
export const corrects: readonly Correct[] = [
  // names that look like those of others
  correct('bookshop', 'a field called toString', [
    ['app.yaml', born, '        toString: int\n        hasOwnProperty: text\n        valueOf: bool\n'],
  ]),
  correct('bookshop', 'fields that are words of the language', [
    [
      'app.yaml',
      born,
      '        var: int\n        if: text\n        type: text\n        object: text\n        enum: text\n        required: bool\n        array: text\n',
    ],
  ]),
  correct('bookshop', 'fields that are words of TypeScript', [
    [
      'app.yaml',
      born,
      '        class: int\n        default: text\n        await: text\n        delete: bool\n        function: text\n',
    ],
  ]),
  correct('bookshop', 'fields that are words of YAML 1.1', [
    ['app.yaml', born, '        yes: int\n        no: text\n        on: text\n        off: bool\n        y: text\n'],
  ]),
  correct('bookshop', 'a query with the id of a mutation', [['app.yaml', '  - id: browse', '  - id: buy']]),
  correct('bookshop', 'a collection called as a projection', [
    ['app.yaml', '    my_orders:\n', '    orders:\n'],
    ['app.yaml', 'projection: my_orders', 'projection: orders'],
  ]),
  correct('bookshop', 'ids with hyphens', [
    ['app.yaml', '  - id: my_orders', '  - id: my-orders'],
    ['app.yaml', '    sales:\n', '    sales-list:\n'],
    ['app.yaml', 'projection: sales }', 'projection: sales-list }'],
  ]),
  correct('bookshop', 'a binding called as a collection', [
    ['app.yaml', '          as: rounded', '          as: books'],
    ['app.yaml', 'var: rounded.price', 'var: books.price'],
  ]),
  correct('bookshop', 'a very long name', [['app.yaml', born, `        ${'long_'.repeat(40)}: int\n`]]),
  correct('bookshop', 'ids that are names of every object', [
    ['app.yaml', '  - id: my_orders', '  - id: toString'],
    ['app.yaml', '    owner:\n', '    valueOf:\n'],
    ['app.yaml', '    authors:\n', '    hasOwnProperty:\n'],
    ['app.yaml', 'collection: authors\n', 'collection: hasOwnProperty\n'],
    ['app.yaml', '    sales:\n', '    isPrototypeOf:\n'],
    ['app.yaml', 'projection: sales }', 'projection: isPrototypeOf }'],
    ['app.yaml', 'as: charged', 'as: toLocaleString'],
  ]),
  correct('lab', 'modules that are names of every object', [
    [m, '- id: records', '- id: toString'],
    [m, '- id: web\n', '- id: valueOf\n'],
    [m, 'requires: [teams, records, web, files, llm]', 'requires: [teams, toString, valueOf, files, llm]'],
    [
      m,
      '- id: toString\n    kind: native\n    source: tenon:database\n',
      '- id: toString\n    kind: native\n    source: tenon:database\n    name: toString\n    aliases: [records]\n',
    ],
  ]),
  // values at the edges
  correct('bookshop', 'the greatest numbers', [
    ['app.yaml', 'timeout_ms: 2000', 'timeout_ms: 9007199254740991'],
    ['app.yaml', 'max_attempts: 3', 'max_attempts: 10'],
  ]),
  correct('bookshop', 'numbers of other bases', [
    ['app.yaml', 'timeout_ms: 2000', 'timeout_ms: 0x7D0'],
    ['app.yaml', 'backoff_ms: 100', 'backoff_ms: 0o144'],
  ]),
  correct('bookshop', 'a whole number with a point', [['app.yaml', 'timeout_ms: 2000', 'timeout_ms: 2e3']]),
  correct('bookshop', 'texts that look like others in quotes', [['app.yaml', 'currency: EUR', 'currency: "1.0"']]),
  correct('bookshop', 'a plain text with a colon and a hash', [
    ['app.yaml', 'description: Works in the shop.', 'description: http://shop.example:80/a#b'],
  ]),
  correct('bookshop', 'a text over several lines', [
    [
      'app.yaml',
      'description: Works in the shop.',
      'description: >-\n        Works in the shop,\n        and at home: # no comment\n\n        - no list\n',
    ],
  ]),
  correct('bookshop', 'a text that is kept as it is', [
    ['app.yaml', 'description: Works in the shop.', 'description: |2\n         Works\n        in the shop: {\n'],
  ]),
  correct('bookshop', 'characters beyond the first plane', [
    ['app.yaml', 'name: Bookshop', 'name: "📚 Livraria – 書店 \\U0001F4DA"'],
  ]),
  correct('bookshop', 'pages of one row', [
    ['app.yaml', 'default_page_size: 20, max_page_size: 100', 'default_page_size: 1, max_page_size: 100'],
  ]),
  correct('bookshop', 'a default of a page that is just allowed', [
    ['app.yaml', 'defaults: { per: 10 }', 'defaults: { per: 100, order: author, dir: desc }'],
  ]),
  correct('bookshop', 'a default that is null', [
    ['app.yaml', 'defaults: { per: 10 }', 'defaults: { per: null, find: "" }'],
  ]),
  // types
  correct('bookshop', 'an int where a number is wanted', [['app.yaml', round, 'price: 7']]),
  correct('bookshop', 'a number that may be an int', [
    [
      'app.yaml',
      '                copies: { $expr: { coalesce: [ { var: input.copies }, 1 ] } }',
      '                copies: { $expr: { "+": [ { var: input.copies }, 0 ] } }',
    ],
  ]),
  correct('bookshop', 'an id where a text is wanted', [['app.yaml', to, 'to: { $expr: { var: input.book_id } }']]),
  correct('bookshop', 'a timestamp where a text is wanted', [['app.yaml', to, 'to: { $expr: { var: ctx.now } }']]),
  correct('bookshop', 'a claim where anything is wanted', [
    ['app.yaml', to, 'to: { $expr: { var: principal.claims.address.street.0 } }'],
  ]),
  correct('bookshop', 'null in a sum', [
    ['app.yaml', round, 'price: { $expr: { "+": [ { var: input.off }, null, 1 ] } }'],
  ]),
  correct('bookshop', 'the least of what may be missing', [
    ['app.yaml', round, 'price: { $expr: { coalesce: [ { min: [ { var: input.off }, { var: lowered } ] }, 0 ] } }'],
  ]),
  correct('bookshop', 'a condition of any type', [
    ['app.yaml', round, 'price: { $expr: { if: [ "", 1, [], 2, { var: lowered }, 3, 4 ] } }'],
  ]),
  correct('bookshop', 'a comparison with null', [
    [
      'app.yaml',
      '- { "!": { exists: { var: found.record } } }\n              - gone',
      '- { "==": [ { var: found.record }, null ] }\n              - gone',
    ],
  ]),
  correct('bookshop', 'a comparison of texts by order', [
    ['app.yaml', round, 'price: { $expr: { if: [ { "<": [ a, b ] }, 1, 0 ] } }'],
  ]),
  correct('bookshop', 'a division by what may be zero', [
    ['app.yaml', round, 'price: { $expr: { "/": [ { var: input.price }, { max: [ 1, { var: input.off } ] } ] } }'],
  ]),
  correct('bookshop', 'the length of a list and of a text', [
    [
      'app.yaml',
      'book_id: { $expr: { var: fresh.ids.0 } }',
      'book_id: { $expr: { var: fresh.ids.0 } }\n        sizes: [ { $expr: { var: fresh.ids.length } }, { $expr: { length: { var: input.title } } }, { $expr: { var: input.title.length } } ]',
    ],
  ]),
  correct('bookshop', 'a default of a path', [
    ['app.yaml', to, 'to: { $expr: { var: [ principal.claims.address, { var: input.address } ] } }'],
  ]),
  correct('bookshop', 'an expression of sixty levels', [
    ['app.yaml', round, `price: { $expr: ${'{ "-": ['.repeat(60)}1${'] }'.repeat(60)} }`],
  ]),
  correct('bookshop', 'markers as data', [
    [
      'app.yaml',
      'book_id: { $expr: { var: fresh.ids.0 } }',
      'book_id: { $expr: { var: fresh.ids.0 } }\n        raw: { $literal: { $expr: { nonsense: 1 } } }',
    ],
  ]),
  correct('bookshop', 'a literal that looks like an expression', [
    [
      'app.yaml',
      'book_id: { $expr: { var: fresh.ids.0 } }',
      'book_id: { $expr: { var: fresh.ids.0 } }\n        filter: { var: input.title }',
    ],
  ]),
  correct('gallery', 'an accumulator that begins with nothing', [
    ['app.yaml', 'start: { times: 0, days: 0, longest: null }', 'start: { times: null, days: null, longest: null }'],
  ]),
  // shapes that are optional
  correct('bookshop', 'an action that does nothing', [
    ['app.yaml', '    books.add:\n', '    nothing.done: {}\n    books.add:\n'],
  ]),
  correct('bookshop', 'things that nothing uses', [
    ['app.yaml', '    authors:\n      fields:', '    drafts: { fields: {} }\n    authors:\n      fields:'],
    ['app.yaml', '    parcel.send:\n', '    fax.send: { in: {}, out: {} }\n    parcel.send:\n'],
    [
      'app.yaml',
      '    my_orders:\n',
      '    spare:\n      strategy: from_collection\n      collection: authors\n      sort: [ { field: id } ]\n      pagination: { mode: page, page_arg: p, page_size_arg: s, default_page_size: 1, max_page_size: 1 }\n    my_orders:\n',
    ],
    ['app.yaml', '    owner:\n', '    ghost: {}\n    owner:\n'],
  ]),
  correct(
    'bookshop',
    'an effect that is listed for nothing',
    [['app.yaml', 'effects: [write]\n', 'effects: [write, emit]\n']],
    ['spec_effect_unused_warning'],
  ),
  correct('bookshop', 'effects that need not be listed', [
    ['app.yaml', 'effects: [write, network]', 'effects: [compute, read, write, network]'],
  ]),
  correct('bookshop', 'a group over everything', [['app.yaml', 'group_by: [b.title, o.paid]', 'group_by: []']]),
  correct('bookshop', 'a join on two fields', [
    [
      'app.yaml',
      'on: { "==": [ { var: b.id }, { var: o.book_id } ] }',
      'on: { and: [ { "==": [ { var: b.id }, { var: o.book_id } ] }, { "==": [ { var: o.copies }, { var: b.copies } ] } ] }',
    ],
  ]),
  correct('bookshop', 'a timeline word in another projection', [
    ['app.yaml', '    my_orders:\n', '    timeline:\n'],
    ['app.yaml', 'projection: my_orders', 'projection: timeline'],
  ]),
  correct('bookshop', 'a role that is built in, described', [
    [
      'app.yaml',
      '    owner:\n',
      '    authenticated: { description: Whoever is known. }\n    anonymous: {}\n    owner:\n',
    ],
  ]),
  correct('gallery', 'a flow without state', [
    ['app.yaml', '  projections:\n', '    idle:\n      on: [picture.hung]\n      steps: []\n  projections:\n'],
  ]),
  correct('workspace', 'a node that nobody shows', [
    [
      'app.yaml',
      '    - id: hint\n',
      '    - { id: spare, type: text, props: { text: { $expr: { var: data.anything.at.all } } } }\n    - id: hint\n',
    ],
  ]),
  correct('workspace', 'a node with two parents', [
    ['app.yaml', 'children: [finder, list, hint]', 'children: [finder, list, hint, finder]'],
  ]),
  correct('workspace', 'paths that differ in one literal', [
    ['app.yaml', 'path: "/notes/:note"', 'path: "/notes/:note/all"'],
  ]),
  correct('workspace', 'the same path under another method', [['app.yaml', 'method: DELETE', 'method: delete']]),
  correct('clinic', 'no judge for rules in plain words', [
    [
      m,
      '  - id: judge\n    kind: provider\n    source: ./providers/judge.mjs\n    provides: [guards.semantic.evaluate@1.0.0]\n',
      '',
    ],
  ]),
  correct('clinic', 'a port that the host calls elsewhere', [
    ['app.yaml', 'portVersion: 1.4.2, mode: local', 'portVersion: 1.4.2, mode: delegated'],
    [
      m,
      '  - id: phone\n    kind: provider\n    source: ./providers/phone.mjs\n    provides: [text.message@1.4.2]\n',
      '',
    ],
  ]),
  ...correctModules,
  // files
  correct('split', 'a file that two patterns mean', [
    ['app.yaml', '- access/roles.yaml', '- access/*.yaml\n  - "access/roles.yaml"\n  - ./access/m*.yaml'],
  ]),
  correct('split', 'a file with nothing but notes', [['domain/notes.yaml', '', 'x-note: nothing\n']]),
  correct('split', 'a path with more slashes', [['app.yaml', '- access/roles.yaml', '- ./access//roles.yaml']]),
  // values that are chosen, and may be
  correct('bookshop', 'lists of which the first that is there is taken', [
    ['app.yaml', tags, 'tags: { $expr: { coalesce: [ { var: input.tags }, { var: principal.tags }, [] ] } }'],
  ]),
  correct('bookshop', 'a choice between two words of the enum, and none', [
    ['app.yaml', 'shelf: cellar', 'shelf: { $expr: { if: [ { var: input.tags }, front, back ] } }'],
  ]),
  correct('bookshop', 'an order in which one side may be missing', [
    ['app.yaml', 'rule: { ">=": [ { var: price }, 0 ] }', 'rule: { ">=": [ { var: [ before.copies, 0 ] }, 0 ] }'],
  ]),
  correct('bookshop', 'a time that is compared with a time', [
    [
      'app.yaml',
      'rule: { ">=": [ { var: price }, 0 ] }',
      'rule: { "!=": [ { var: added_at }, "2026-01-01T00:00:00.000Z" ] }',
    ],
  ]),
  correct('bookshop', 'an id that is not the empty text', [
    ['app.yaml', 'rule: { ">=": [ { var: price }, 0 ] }', 'rule: { "!=": [ { var: author_id }, "" ] }'],
  ]),
  correct('clinic', 'a built-in role that is looked for', [['app.yaml', '{ in: [ doctor,', '{ in: [ anonymous,']]),
  correct('clinic', 'as many ids as are read', [
    ['app.yaml', 'with: { prefix: v_, count: 1 }', 'with: { count: 2 }'],
    [
      'app.yaml',
      'return: { visit_id: { $expr: { var: fresh.ids.0 } }',
      'return: { visit_id: { $expr: { var: fresh.ids.1 } }',
    ],
  ]),
  correct('clinic', 'as many ids as turn out to be wanted', [
    ['app.yaml', 'with: { prefix: v_, count: 1 }', 'with: { count: { $expr: { length: { var: input.reason } } } }'],
    [
      'app.yaml',
      'return: { visit_id: { $expr: { var: fresh.ids.0 } }',
      'return: { visit_id: { $expr: { var: fresh.ids.1 } }',
    ],
  ]),
  // what a mutation lets in
  correct('bookshop', 'a mutation that leaves out what a default fills', [
    ['app.yaml', '        copies: int\n        tags', '        copies: int!\n        tags'],
  ]),
  correct('bookshop', 'an input that may be missing, with what stands in for it', [
    ['app.yaml', 'in: { book: id!, copies: int!,', 'in: { book: id!, copies: int,'],
    [
      'app.yaml',
      'copies: { $expr: { var: input.copies } }\n        address',
      'copies: { $expr: { var: [ input.copies, 1 ] } }\n        address',
    ],
  ]),
]

/** Words that name things in one base, and nothing else there. */
export const renamed: Readonly<Record<string, readonly string[]>> = {
  bookshop: ['authors', 'orders', 'fresh', 'refusal', 'found', 'catalogue', 'seller', 'browse', 'courier', 'bank'],
  clinic: ['visits', 'worried', 'doctor', 'rank', 'words', 'book_and_close', 'phone', 'judge'],
  gallery: ['pictures', 'lend', 'hang', 'follow_loan', 'loans', 'longest', 'checked', 'wall'],
  kiosk: ['sell', 'watch', 'opened'],
  lab: ['samples', 'graded', 'priced', 'take', 'grader', 'scales'],
  split: ['cases', 'agent', 'lead', 'fresh', 'table', 'home', 'by_state'],
  workspace: ['draft', 'finder', 'desk', 'list_notes', 'hint', 'theme'],
}
