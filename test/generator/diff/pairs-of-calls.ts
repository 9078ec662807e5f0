import type { Pair } from './pair.js'

const seek = 'in: { must: text!, may: text, '
const out = 'out: { id: id!, mail: text!, note: text, size: number!, '

/** What callers call, and what they give and get. */
export const pairsOfCalls: readonly Pair[] = [
  { name: 'nothing', edits: [], there: [], back: [] },
  { name: 'a comment, which moves every place', edits: [['session:\n', '# why\n\nsession:\n']], there: [], back: [] },
  {
    name: 'the id of the app',
    edits: [['id: desk, name', 'id: shop, name']],
    there: ['app_id_changed'],
    back: ['app_id_changed'],
  },
  {
    name: 'its name',
    edits: [['name: Desk', 'name: Shop']],
    there: ['app_setting_changed'],
    back: ['app_setting_changed'],
  },
  {
    name: 'its time zone',
    edits: [['tz: UTC', 'tz: Europe/Berlin']],
    there: ['app_setting_changed'],
    back: ['app_setting_changed'],
  },
  {
    name: 'the session',
    edits: [['fields: { find: text }', 'fields: { find: text, more: text }']],
    there: ['part_changed'],
    back: ['part_changed'],
  },

  // Entrypoints
  {
    name: 'a query',
    edits: [['  - { id: shut', '  - { id: new_one, in: {}, returns: { projection: plain } }\n  - { id: shut']],
    there: ['entrypoint_added'],
    back: ['entrypoint_removed'],
  },
  {
    name: 'a mutation',
    edits: [['views:', '  - { id: touch, in: { id: id! }, run: { actionId: tickets.touch, input: {} } }\nviews:']],
    there: ['entrypoint_added'],
    back: ['entrypoint_removed'],
  },
  {
    name: 'a route',
    edits: [['access:\n  default', '  - { id: bare, renders: bare, in: {} }\naccess:\n  default']],
    there: ['entrypoint_added'],
    back: ['entrypoint_removed'],
  },
  {
    name: 'a query of another id',
    edits: [['id: seek', 'id: search']],
    there: ['entrypoint_added', 'entrypoint_removed'],
    back: ['entrypoint_added', 'entrypoint_removed'],
  },

  // Input
  {
    name: 'a required input',
    edits: [[seek, `${seek}extra: text!, `]],
    there: ['input_required_added'],
    back: ['input_removed'],
  },
  {
    name: 'an optional input',
    edits: [[seek, `${seek}extra: text, `]],
    there: ['input_optional_added'],
    back: ['input_removed'],
  },
  {
    name: 'a required input that a default fills',
    edits: [
      [
        'page: int, size: int }, defaults: { page: 1 }',
        'page: int, size: int, extra: int! }, defaults: { page: 1, extra: 2 }',
      ],
    ],
    there: ['input_optional_added'],
    back: ['input_removed'],
  },
  {
    name: 'an input that must be given',
    edits: [['may: text,', 'may: text!,']],
    there: ['input_made_required'],
    back: ['input_made_optional'],
  },
  {
    name: 'an input that an enum narrows',
    edits: [['may: text,', 'may: { enum: [x, y] },']],
    there: ['input_narrowed'],
    back: ['input_widened'],
  },
  {
    name: 'an enum with one value more',
    edits: [['enum: [a, b]', 'enum: [a, b, c]']],
    there: ['input_widened'],
    back: ['input_narrowed'],
  },
  {
    name: 'an enum with another value',
    edits: [['enum: [a, b]', 'enum: [a, c]']],
    there: ['input_retyped'],
    back: ['input_retyped'],
  },
  { name: 'an enum in another order', edits: [['enum: [a, b]', 'enum: [b, a]']], there: [], back: [] },
  {
    name: 'a number where whole ones were',
    edits: [['n: int,', 'n: number,']],
    there: ['input_widened'],
    back: ['input_narrowed'],
  },
  {
    name: 'text where a number was',
    edits: [['n: int,', 'n: text,']],
    there: ['input_retyped'],
    back: ['input_retyped'],
  },
  {
    name: 'a timestamp where text was',
    edits: [['at: timestamp,', 'at: text,']],
    there: ['input_widened'],
    back: ['input_narrowed'],
  },
  {
    name: 'the items of a list',
    edits: [['any: { array: text }', 'any: { array: int }']],
    there: ['input_retyped'],
    back: ['input_retyped'],
  },
  {
    name: 'a list where text was',
    edits: [['may: text,', 'may: { array: text },']],
    there: ['input_retyped'],
    back: ['input_retyped'],
  },
  {
    name: 'a member within',
    edits: [['deep: { object: { x: text! } }', 'deep: { object: { x: text!, y: int! } }']],
    there: ['input_required_added'],
    back: ['input_removed'],
  },
  {
    name: 'a member within that must be given',
    edits: [['deep: { object: { x: text! } }', 'deep: { object: { x: text } }']],
    there: ['input_made_optional'],
    back: ['input_made_required'],
  },
  {
    name: 'a default',
    edits: [['defaults: { page: 1 }', 'defaults: { page: 2 }']],
    there: ['input_default_changed'],
    back: ['input_default_changed'],
  },
  {
    name: 'a default that is gone',
    edits: [[' defaults: { page: 1 },', '']],
    there: ['input_default_changed'],
    back: ['input_default_changed'],
  },
  {
    name: 'a default that was all that was given',
    ground: [['page: int, size', 'page: int!, size']],
    edits: [[' defaults: { page: 1 },', '']],
    there: ['input_default_changed', 'input_made_required'],
    back: ['input_default_changed', 'input_made_optional'],
  },
  {
    name: 'an input of a mutation',
    edits: [['in: { id: id!, title: text! }, run', 'in: { id: id!, title: text!, size: int }, run']],
    there: ['input_optional_added'],
    back: ['input_removed'],
  },
  {
    name: 'an input of a route',
    edits: [['renders: desk, in: { find: text }', 'renders: desk, in: { find: text, page: int! }']],
    there: ['input_required_added'],
    back: ['input_removed'],
  },
  {
    name: 'the largest page',
    edits: [['max_page_size: 50', 'max_page_size: 90']],
    there: ['page_size_raised', 'part_changed'],
    back: ['page_size_lowered', 'part_changed'],
  },
  {
    name: 'the largest page of queries that do not let it be chosen',
    edits: [['max_page_size: 10 }\nq', 'max_page_size: 90 }\nq']],
    there: ['part_changed'],
    back: ['part_changed'],
  },
  {
    name: 'a key to sort by',
    edits: [['allowed: [ title, state ]', 'allowed: [ title, state, id ]']],
    there: ['part_changed', 'sort_key_added'],
    back: ['part_changed', 'sort_key_removed'],
  },

  // Output
  {
    name: 'a member of rows',
    edits: [['fields: [ id, title, state ]', 'fields: [ id, title, state, note ]']],
    there: ['output_added', 'part_changed'],
    back: ['output_removed', 'part_changed'],
  },
  {
    name: 'a member of a result',
    edits: [[out, `${out}extra: text, `]],
    there: ['output_added', 'part_changed'],
    back: ['output_removed', 'part_changed'],
  },
  {
    name: 'a member that may be null',
    edits: [['mail: text!,', 'mail: text,']],
    there: ['output_may_be_null', 'part_changed'],
    back: ['output_never_null', 'part_changed'],
  },
  {
    name: 'fewer values of a member',
    edits: [['size: number!, tags', 'size: int!, tags']],
    there: ['output_narrowed', 'part_changed'],
    back: ['output_widened', 'part_changed'],
  },
  {
    name: 'another type of a member',
    edits: [['note: text, size', 'note: int, size']],
    there: ['output_retyped', 'part_changed'],
    back: ['output_retyped', 'part_changed'],
  },
  {
    name: 'a member within a member',
    edits: [['more: { object: { deep: text } }', 'more: { object: { deep: text, other: int } }']],
    there: ['output_added', 'part_changed'],
    back: ['output_removed', 'part_changed'],
  },
  {
    name: 'one value more in stored records and rows',
    edits: [['enum: [open, closed]', 'enum: [open, closed, lost]']],
    there: ['output_widened', 'part_changed', 'stored_field_changed'],
    back: ['output_narrowed', 'part_changed', 'stored_field_narrowed'],
  },
]
