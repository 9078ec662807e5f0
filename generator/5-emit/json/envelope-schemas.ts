import { violations } from '../../../src/contract/codes.js'
import { effectKinds } from '../../../src/contract/effect.js'
import type { JsonObject } from '../../../src/contract/json.js'

export const text = { type: 'string' }
export const timestamp = { type: 'string', format: 'date-time' }
export const hash = { type: 'string', pattern: '^[0-9a-f]{64}$' }
export const count = { type: 'integer', minimum: 0 }

export function record(properties: JsonObject, optional: readonly string[] = []): JsonObject {
  const required = Object.keys(properties).filter((name) => !optional.includes(name))
  return { type: 'object', properties, required: required.sort() }
}

export function listOf(items: JsonObject): JsonObject {
  return { type: 'array', items }
}

export function ref(name: string): JsonObject {
  return { $ref: `#/components/schemas/Tenon.${name}` }
}

const details = { type: 'object' }

/** What page of how many was answered. */
export const pagination = record({
  mode: { const: 'page' },
  page: { type: 'integer', minimum: 1 },
  page_size: { type: 'integer', minimum: 1 },
  total_rows: count,
  total_pages: { type: 'integer', minimum: 1 },
})

/** The parts of every answer. A name of the app's has no dot, so these collide with none. */
export const envelopeSchemas: Readonly<Record<string, JsonObject>> = {
  'Tenon.Envelope': record(
    {
      envelopeVersion: { const: '1.0.0' },
      status: { enum: ['ok', 'rejected', 'replayed', 'error'] },
      ok: { type: 'boolean' },
      traceId: text,
      invocationId: text,
      violations: listOf(ref('Violation')),
      error: ref('Failure'),
      emittedSignals: listOf(ref('Signal')),
      observedEffects: listOf({ enum: effectKinds }),
      timings: record({ startedAt: timestamp, completedAt: timestamp, durationMs: { type: 'number', minimum: 0 } }),
      meta: ref('EnvelopeMeta'),
    },
    ['error'],
  ),
  'Tenon.EnvelopeMeta': record(
    {
      replayed: { type: 'boolean' },
      originalStatus: { enum: ['ok', 'rejected', 'error'] },
      artifactHash: hash,
      affectedQueryIds: listOf(text),
      refreshTriggers: listOf(ref('RefreshTrigger')),
      outcome: { enum: ['success', 'rejection', 'error'] },
      partialEffects: { type: 'boolean' },
      warnings: listOf(ref('Warning')),
    },
    ['originalStatus', 'outcome', 'partialEffects'],
  ),
  'Tenon.Violation': record({ code: { enum: Object.keys(violations).sort() }, message: text, path: text, details }, [
    'path',
    'details',
  ]),
  'Tenon.Failure': record({ code: text, message: text, retryable: { type: 'boolean' }, details }, ['details']),
  'Tenon.Warning': record({ code: text, message: text, details }, ['details']),
  'Tenon.Signal': record({
    envelopeVersion: { const: '1.0.0' },
    signalId: text,
    signalVersion: { type: 'integer', minimum: 1 },
    payload: {},
    payloadHash: hash,
    eventKey: text,
    emittedAt: timestamp,
  }),
  'Tenon.RefreshTrigger': record({
    signalId: text,
    signalVersion: { type: 'integer', minimum: 1 },
    payloadHash: hash,
  }),
  'Tenon.QueryMeta': record({
    projection: text,
    strategy: { enum: ['from_collection', 'join'] },
    artifact_hash: hash,
    pagination,
  }),
}
