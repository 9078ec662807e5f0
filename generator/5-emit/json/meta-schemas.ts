import type { JsonObject } from '../../../src/contract/json.js'
import type { ProjectionModel } from '../../artifact/app-model.js'
import { count, hash, listOf, pagination, record, ref, text, timestamp } from './envelope-schemas.js'

const status = { enum: ['in_progress', 'complete', 'failed', 'stale'] }

function orNull(schema: JsonObject): JsonObject {
  return { anyOf: [schema, { type: 'null' }] }
}

function metaOf(strategy: string, more: JsonObject = {}): JsonObject {
  return record({ projection: text, strategy: { const: strategy }, artifact_hash: hash, pagination, ...more })
}

const ofTimeline = {
  rebuild_status: status,
  rebuild_progress: orNull({ type: 'number', minimum: 0, maximum: 1 }),
  rebuild_started_at: orNull(timestamp),
  history_complete: { type: 'boolean' },
  as_of_applied: orNull(timestamp),
}

/** What kinds of projections say of themselves that are not records, and what rules for rows leave. */
const schemas = {
  'Tenon.AggregateMeta': metaOf('aggregate'),
  'Tenon.TimelineMeta': metaOf('timeline', ofTimeline),
  'Tenon.StateMeta': metaOf('timeline', { ...ofTimeline, ungrouped_records: count }),
  'Tenon.RowGuardMeta': record({
    evaluated_rows: count,
    violation_count: count,
    violations: listOf(record({ row: count, guard_id: text, description: text, policy: text })),
  }),
} as const

type Name = keyof typeof schemas

function nameOf(projection: ProjectionModel): Name | null {
  switch (projection.strategy) {
    case 'aggregate':
      return 'Tenon.AggregateMeta'
    case 'timeline':
      return projection.rows.mode === 'state' ? 'Tenon.StateMeta' : 'Tenon.TimelineMeta'
    default:
      return null
  }
}

/** The schema of what a query says of its projection. */
export function metaSchema(projection: ProjectionModel): JsonObject {
  const meta = ref((nameOf(projection) ?? 'Tenon.QueryMeta').slice('Tenon.'.length))
  if (projection.guards === null) return meta
  return { allOf: [meta, record({ guards: ref('RowGuardMeta') })] }
}

/** The schemas that these refer to beside those of every app. */
export function metaSchemas(projections: readonly ProjectionModel[]): JsonObject {
  const used = new Set(projections.flatMap((projection) => nameOf(projection) ?? []))
  if (projections.some(({ guards }) => guards !== null)) used.add('Tenon.RowGuardMeta')
  return Object.fromEntries([...used].sort().map((name) => [name, schemas[name]]))
}
