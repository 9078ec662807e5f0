import type { ObjectShape, ShapeField, ValueType } from '../../artifact/value-type.js'
import { boolType, intType, numberType, textType, unknownType, withNull } from '../type/nullable.js'

const timestampType: ValueType = { kind: 'scalar', scalar: 'timestamp', nullable: false }

function words(...values: readonly string[]): ValueType {
  return { kind: 'enum', values, nullable: false }
}

function shape(name: string, required: readonly Member[], optional: readonly Member[]): ObjectShape {
  const fields: ShapeField[] = [
    ...required.map(([member, type]) => ({ name: member, required: true, type })),
    ...optional.map(([member, type]) => ({ name: member, required: false, type: withNull(type) })),
  ]
  fields.sort((left, right) => (left.name < right.name ? -1 : 1))
  return { name, fields }
}

type Member = readonly [name: string, type: ValueType]

const pageShape = shape(
  'SlotMetaPagination',
  [
    ['mode', words('page')],
    ['page', intType],
    ['page_size', intType],
    ['total_pages', intType],
    ['total_rows', intType],
  ],
  [],
)

/** What a query says of its rows; a slot that was not answered has its status and the code that tells why. */
const ofEveryQuery: readonly Member[] = [
  ['artifact_hash', textType],
  ['code', textType],
  ['guards', unknownType],
  ['pagination', { kind: 'object', shape: pageShape, nullable: false }],
  ['projection', textType],
  ['strategy', textType],
]

const ofTimelines: readonly Member[] = [
  ['as_of_applied', timestampType],
  ['history_complete', boolType],
  ['rebuild_progress', numberType],
  ['rebuild_started_at', timestampType],
  ['rebuild_status', words('complete', 'failed', 'in_progress', 'stale')],
  ['ungrouped_records', intType],
]

const status: Member = ['status', words('error', 'ok', 'rejected')]

const slotMeta = shape('SlotMeta', [status], ofEveryQuery)
const timelineSlotMeta = shape('TimelineSlotMeta', [status], [...ofEveryQuery, ...ofTimelines])

/** The type of `data_meta.<slot>`, by how the query's rows are made. */
export function slotMetaShape(strategy: string | null): ObjectShape {
  return strategy === 'timeline' ? timelineSlotMeta : slotMeta
}
