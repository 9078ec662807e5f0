import type { CheckedProjection } from '../../artifact/checked-app.js'
import type { ObjectShape, ValueType } from '../../artifact/value-type.js'
import { typeOfShape } from '../expression/scope.js'
import { boolType, intType, numberType, textType, withNull } from '../type/nullable.js'

type Members = Readonly<Record<string, ValueType>>

/**
 * What a query says of its rows: every member is there, and which there are depends on the projection. The shapes are named
 * as `tenon/program` names them; behind `Guarded` is the name of what has no rules for its rows.
 */
export function queryMetaShape(projection: CheckedProjection): ObjectShape {
  const { strategy, guards } = projection
  const isOfGroups = projection.strategy === 'timeline' && projection.rows.mode === 'state'
  const isTimeline = strategy === 'timeline'
  const name = isOfGroups
    ? 'StateMeta'
    : isTimeline
      ? 'TimelineMeta'
      : strategy === 'aggregate'
        ? 'AggregateMeta'
        : 'QueryMeta'
  return shapeOf(guards === null ? name : `Guarded${name}`, {
    ...ofEvery,
    strategy: strategy === 'aggregate' || isTimeline ? words(strategy) : words('from_collection', 'join'),
    ...(isTimeline ? ofTimelines : {}),
    ...(isOfGroups ? { ungrouped_records: intType } : {}),
    ...(guards === null ? {} : { guards: ofGuards }),
  })
}

function shapeOf(name: string, members: Members): ObjectShape {
  const fields = Object.entries(members).map(([member, type]) => ({ name: member, required: true, type }))
  fields.sort((left, right) => (left.name < right.name ? -1 : 1))
  return { name, complete: true, fields }
}

function words(...values: readonly string[]): ValueType {
  return { kind: 'enum', values, nullable: false }
}

const ofEvery: Members = {
  artifact_hash: textType,
  projection: textType,
  pagination: typeOfShape(
    shapeOf('PageMeta', {
      mode: words('page'),
      page: intType,
      page_size: intType,
      total_pages: intType,
      total_rows: intType,
    }),
  ),
}

const ofTimelines: Members = {
  as_of_applied: withNull(textType),
  history_complete: boolType,
  rebuild_progress: withNull(numberType),
  rebuild_started_at: withNull(textType),
  rebuild_status: words('in_progress', 'complete', 'failed', 'stale'),
}

const violation = shapeOf('RowViolation', { row: intType, guard_id: textType, description: textType, policy: textType })

const ofGuards = typeOfShape(
  shapeOf('RowGuardMeta', {
    evaluated_rows: intType,
    violation_count: intType,
    violations: { kind: 'array', item: typeOfShape(violation), nullable: false },
  }),
)
