import { guardShape } from './guard-shape.js'
import { filledList, list, mapping, text, words } from './make-shape.js'
import { type FormChoice, type Key, optional, required, type WordChoice } from './shape.js'
import { timelineShape } from './timeline-shape.js'

const fieldReferences = filledList('fields', text('field-reference'))
const argument = text('word')
const direction = words('asc', 'desc')

const searchShape = mapping('a search', {
  arg: required(argument, 'The input that holds what is looked for.'),
  fields: required(filledList('fields', text('field-path')), 'The text fields that are looked through.'),
})

const sortShape: FormChoice = {
  kind: 'form-choice',
  mapping: mapping('a sort', {
    by_arg: optional(argument, 'The input that chooses the field.'),
    order_arg: optional(argument, 'The input that chooses the direction.'),
    allowed: optional(filledList('fields', text('field-path')), 'The fields that can be chosen.'),
    default_by: required(text('field-path'), 'The field where none is chosen.'),
    default_order: optional(direction, 'The direction where none is chosen; asc where it is absent.'),
  }),
  list: filledList(
    'sort rules',
    mapping('a sort rule', {
      field: required(text('field-path'), 'The field.'),
      direction: optional(direction, 'asc where it is absent.'),
    }),
  ),
}

const count = { kind: 'integer', least: 1 } as const

const paginationShape = mapping('the pagination', {
  mode: required(words('page'), 'How rows are paged.'),
  page_arg: required(argument, 'The input that chooses the page.'),
  page_size_arg: required(argument, 'The input that chooses how many rows a page has.'),
  default_page: optional(count, 'The page where none is chosen; 1 where it is absent.'),
  default_page_size: required(count, 'The rows of a page where none are chosen.'),
  max_page_size: required(count, 'The most rows that can be chosen.'),
})

const primaryShape = mapping('the primary collection', {
  collection: required(text('filled'), 'The collection.'),
  as: required(text('word'), 'Its alias.'),
})

const edgeShape = mapping('a join edge', {
  as: required(text('word'), 'The alias of the joined collection.'),
  collection: required(text('filled'), 'The joined collection.'),
  type: optional(words('left', 'inner'), 'left keeps rows without a match; it holds where the key is absent.'),
  on: required({ kind: 'expression' }, 'Which records belong together.'),
  fields: optional(list('fields', text('field-reference')), 'Names that the edge adds.'),
})

const rowKeys = {
  where: optional({ kind: 'expression' }, 'Rows are kept when this holds.'),
  search: optional(searchShape, 'How text is looked for.'),
  sort: required(sortShape, 'The order of rows.'),
  pagination: required(paginationShape, 'How rows are paged.'),
  guards: optional(
    guardShape('the guards of a projection', { tiers: 'structural', policies: 'rows' }),
    'Rules that hold for each row of an answer.',
  ),
} as const satisfies Record<string, Key>

const metricShape = mapping('a metric', {
  id: required(text('word'), 'The name of the number in the row.'),
  op: required(
    { ...words('count', 'min', 'max'), mistake: 'projection_plan_invalid_error' },
    'What is made of the records of a group.',
  ),
  field: optional(text('field-path'), 'The field that is looked at; a count without it counts records.'),
})

const strategy = required(words('from_collection', 'join', 'aggregate', 'timeline'), 'How rows are made.')

export const projectionShape: WordChoice = {
  kind: 'word-choice',
  name: 'a projection',
  key: 'strategy',
  about: 'How rows are made.',
  foreignKeyIs: 'unknown',
  cases: {
    from_collection: mapping('a projection of one collection', {
      strategy,
      collection: required(text('filled'), 'Where rows come from.'),
      fields: optional(fieldReferences, 'What a row shows; every field of the collection where it is absent.'),
      ...rowKeys,
    }),
    join: mapping('a joined projection', {
      strategy,
      primary: required(primaryShape, 'Where rows begin.'),
      join: required(list('join edges', edgeShape), 'What is joined to them, in order.'),
      fields: required(fieldReferences, 'What a row shows.'),
      ...rowKeys,
    }),
    aggregate: mapping('an aggregate', {
      strategy,
      primary: required(primaryShape, 'Where rows begin.'),
      join: optional(list('join edges', edgeShape), 'What is joined to them, in order.'),
      group_by: required(
        list('fields', text('field-path')),
        'The fields whose equal values make a group; [] makes one.',
      ),
      metrics: required(list('metrics', metricShape), 'What is told of each group.'),
      ...rowKeys,
      where: optional({ kind: 'expression' }, 'Records are grouped when this holds.'),
    }),
    timeline: timelineShape({
      strategy,
      ...rowKeys,
      where: optional({ kind: 'expression' }, 'Records are read when this holds.'),
      sort: optional(sortShape, 'The order of rows; that of groups or of records where it is absent.'),
    }),
  },
}
