import type { Pair } from './pair.js'

/** What stands behind the entrypoints. */
export const pairsOfComposition: readonly Pair[] = [
  // Ports
  {
    name: 'a port',
    edits: [['    fees.count:', '    sms.send: { in: {}, out: {} }\n    fees.count:']],
    there: ['port_added'],
    back: ['port_removed'],
  },
  {
    name: 'the version of a port',
    edits: [
      ['mail.send: { version: 1.0.0', 'mail.send: { version: 2.0.0'],
      ['./mail.ts, provides: [mail.send@1.0.0]', './mail.ts, provides: [mail.send@2.0.0]'],
      ['./post.ts, provides: [mail.send@1.0.0]', './post.ts, provides: [mail.send@2.0.0]'],
      ['bindings: { mail.send@1.0.0', 'bindings: { mail.send@2.0.0'],
    ],
    there: ['port_version_changed'],
    back: ['port_version_changed'],
  },
  {
    name: 'what a port takes, in one version',
    edits: [
      ['mail.send: { version: 1.0.0, in: { to: text! }', 'mail.send: { version: 1.0.0, in: { to: text!, cc: text }'],
    ],
    there: ['port_contract_changed'],
    back: ['port_contract_changed'],
  },
  {
    name: 'what a port gives, in one version',
    edits: [
      [
        'in: { to: text! }, out: { id: text! }, effects: [network] }\n    fax',
        'in: { to: text! }, out: { id: id! }, effects: [network] }\n    fax',
      ],
    ],
    there: ['part_changed', 'port_contract_changed'],
    back: ['part_changed', 'port_contract_changed'],
  },
  {
    name: 'the effects of a port',
    edits: [['effects: [network] }\n    fees', 'effects: [compute] }\n    fees']],
    there: ['port_effects_changed'],
    back: ['port_effects_changed'],
  },
  {
    name: 'what the host serves',
    edits: [['mode: delegated', 'mode: unreachable']],
    there: ['delegation_removed'],
    back: ['delegation_added'],
  },

  // Signals and collections
  {
    name: 'a signal',
    edits: [['      ticket.opened: {', '      ticket.closed: { payload: { id: id! } }\n      ticket.opened: {']],
    there: ['signal_added'],
    back: ['signal_removed'],
  },
  {
    name: 'a member of a payload',
    edits: [['title: text, size: int } }', 'title: text } }']],
    there: ['output_removed'],
    back: ['output_added'],
  },
  {
    name: 'less in a payload',
    edits: [['payload: { id: id!, title: text, size: int }', 'payload: { id: id!, title: text, size: number }']],
    there: ['output_widened'],
    back: ['output_narrowed'],
  },
  {
    name: 'the version of a signal',
    edits: [
      [
        'ticket.opened: { payload',
        'ticket.opened: { version: 2, migrate: [ { from_version: 1, payload: { id: { $expr: { var: payload.id } } } } ], payload',
      ],
    ],
    there: ['signal_version_changed'],
    back: ['signal_version_changed'],
  },
  {
    name: 'what makes a signal the same',
    edits: [['ticket.opened: { payload', 'ticket.opened: { event_key: { var: payload.title }, payload']],
    there: ['signal_key_changed'],
    back: ['signal_key_changed'],
  },
  {
    name: 'a collection',
    edits: [['  signals:\n', '    notes: { fields: { text: text! } }\n  signals:\n']],
    there: ['collection_added'],
    back: ['collection_removed'],
  },
  {
    name: 'a stored field',
    edits: [['weight: int, note: text }\n', 'weight: int, note: text, more: text }\n']],
    there: ['stored_field_added'],
    back: ['stored_field_removed'],
  },
  {
    name: 'a stored field that every record has',
    edits: [
      ['weight: int,', 'weight: int!,'],
      ['state: open } } }', 'state: open, weight: 1 } } }'],
    ],
    there: ['part_changed', 'stored_field_required'],
    back: ['part_changed', 'stored_field_optional'],
  },
  {
    name: 'another type of a stored field',
    edits: [['weight: int,', 'weight: text,']],
    there: ['stored_field_retyped'],
    back: ['stored_field_retyped'],
  },

  // Composition
  {
    name: 'a module',
    edits: [['bindings: {', '  - { id: ids, kind: provider, source: "tenon:ids" }\nbindings: {']],
    there: ['module_added'],
    back: ['module_removed'],
  },
  {
    name: 'the config of a module',
    edits: [['config: { from: a }', 'config: { from: b }']],
    there: ['module_changed'],
    back: ['module_changed'],
  },
  {
    name: 'the source of a module',
    edits: [['source: ./mail.ts', 'source: ./other.ts']],
    there: ['module_changed'],
    back: ['module_changed'],
  },
  {
    name: 'what a guest may use',
    edits: [['source: ./judge.ts,', 'source: ./judge.ts, limits: { cpu_ms: 5 },']],
    there: ['module_changed'],
    back: ['module_changed'],
  },
  {
    name: 'what a module requires',
    ground: [['bindings: {', '  - { id: path, kind: native, source: "tenon:path", requires: [] }\nbindings: {']],
    edits: [['requires: []', 'requires: [store]']],
    there: ['module_changed'],
    back: ['module_changed'],
  },
  {
    name: 'the order of modules',
    edits: [
      ['  - { id: store, kind: provider, source: "tenon:memory" }\n', ''],
      ['bindings: {', '  - { id: store, kind: provider, source: "tenon:memory" }\nbindings: {'],
    ],
    there: ['module_order_changed'],
    back: ['module_order_changed'],
  },
  {
    name: 'a binding',
    edits: [['bindings: { mail.send@1.0.0: mail', 'bindings: { mail.send@1.0.0: post']],
    there: ['binding_changed'],
    back: ['binding_changed'],
  },
  {
    name: 'where the app runs',
    ground: [['kind: guest, source: ./judge.ts', 'kind: provider, source: ./judge.ts']],
    edits: [['tenon: 1\n', 'tenon: 1\ntarget: edge\n']],
    there: ['target_changed'],
    back: ['target_changed'],
  },

  // Inside
  {
    name: 'what an action does',
    edits: [['with: { to: desk }', 'with: { to: office }']],
    there: ['part_changed'],
    back: ['part_changed'],
  },
  {
    name: 'one more action',
    edits: [['    tickets.touch:', '    tickets.look: { in: {}, return: {} }\n    tickets.touch:']],
    there: ['part_added'],
    back: ['part_removed'],
  },
  {
    name: 'which rows a query gives',
    edits: [['id: shut, in: {},', 'id: shut, in: {}, where: { "==": [ { var: row.title }, x ] },']],
    there: ['part_changed'],
    back: ['part_changed'],
  },
  {
    name: 'what a mutation hands on',
    edits: [
      [
        'run: { actionId: tickets.open, input: {} }',
        'run: { actionId: tickets.open, input: { id: a, title: { $expr: { var: input.title } } } }',
      ],
    ],
    there: ['part_changed'],
    back: ['part_changed'],
  },
]
