import { filledList, list, mapOf, mapping, text, words } from './make-shape.js'
import { type Key, type MappingShape, optional, required, type Shape } from './shape.js'

const orderShape = mapping('the order of records', {
  field: optional(text('field-path'), 'Either emitted_at or a member of the payload; emitted_at where it is absent.'),
  direction: optional(words('asc', 'desc'), 'asc where it is absent.'),
})

const rebuildShape = mapping('the rebuild of a timeline', {
  mode: optional(words('full', 'from_timestamp', 'none'), 'Which records count; full where it is absent.'),
  from: optional(text('filled'), 'Since when records count, in the mode from_timestamp.'),
})

const persistShape = mapping('what is kept of a timeline', {
  retention: optional(text('duration'), 'How long a group lives after its last record; for ever where it is absent.'),
})

function orNothing(shape: Shape): Shape {
  return { kind: 'nullable', shape }
}

/** A read model over emitted signals. `common` are the keys that every projection has. */
export function timelineShape(common: Readonly<Record<string, Key>>): MappingShape {
  return mapping('a timeline', {
    signals: required(filledList('signals', text('filled')), 'The signals whose records it reads.'),
    group_by: optional(
      orNothing(list('payload members', text('field-path'))),
      'The payload members that name a group; without them there is a row for each record.',
    ),
    order_by: optional(orderShape, 'The order in which records are taken; by time where it is absent.'),
    start: optional(orNothing(mapOf('literals', 'word', { kind: 'json' })), 'What a group begins with.'),
    when: optional(
      orNothing(mapOf('signals', 'dotted', mapOf('fields', 'word', { kind: 'template', form: 'any' }))),
      'What a record of each signal changes.',
    ),
    remove_when: optional(
      mapOf('signals', 'dotted', { kind: 'expression' }),
      'When a record ends its group, once it has changed it.',
    ),
    rebuild: optional(rebuildShape, 'Which records count.'),
    persist: optional(persistShape, 'How long what has been accumulated is kept.'),
    ...common,
  })
}
