import type { CheckedProjection } from '../../artifact/checked-app.js'
import type { ObjectShape, ShapeField, ValueType } from '../../artifact/value-type.js'
import { typeOfShape } from '../expression/scope.js'
import { boolType, intType, textType, unknownShape, unknownType, withNull } from '../type/nullable.js'
import { queryMetaShape } from './query-meta-shape.js'

// The types of what calls give, named as `tenon/program` names them: emitted code takes them from there.

function required(name: string, type: ValueType): ShapeField {
  return { name, required: true, type }
}

function optional(name: string, type: ValueType): ShapeField {
  return { name, required: false, type: withNull(type) }
}

function listOf(item: ValueType): ValueType {
  return { kind: 'array', item, nullable: false }
}

function oneOf(...values: readonly string[]): ValueType {
  return { kind: 'enum', values, nullable: false }
}

/** Fields are in code-unit order of name, as in every shape. */
function shape(name: string, ...fields: readonly ShapeField[]): ObjectShape {
  return { name, fields: [...fields].sort((left, right) => (left.name < right.name ? -1 : 1)) }
}

const violation = shape(
  'Violation',
  required('code', textType),
  required('message', textType),
  optional('path', textType),
  optional('details', unknownType),
)

const failure = shape(
  'Failure',
  required('code', textType),
  required('message', textType),
  required('retryable', boolType),
  optional('details', unknownType),
)

const signalEnvelope = shape(
  'SignalEnvelope',
  required('envelopeVersion', textType),
  required('signalId', textType),
  required('signalVersion', intType),
  required('payload', unknownType),
  required('payloadHash', textType),
  required('eventKey', textType),
  required('emittedAt', textType),
)

const timings = shape(
  'Timings',
  required('startedAt', textType),
  required('completedAt', textType),
  required('durationMs', intType),
)

const refreshTrigger = shape(
  'RefreshTrigger',
  required('signalId', textType),
  required('signalVersion', intType),
  required('payloadHash', textType),
)

const warning = shape(
  'Warning',
  required('code', textType),
  required('message', textType),
  optional('details', unknownType),
)

const envelopeMeta = shape(
  'EnvelopeMeta',
  required('replayed', boolType),
  optional('originalStatus', oneOf('ok', 'rejected', 'error')),
  required('artifactHash', textType),
  required('affectedQueryIds', listOf(textType)),
  required('refreshTriggers', listOf(typeOfShape(refreshTrigger))),
  optional('outcome', oneOf('success', 'rejection', 'error')),
  optional('partialEffects', boolType),
  required('warnings', listOf(typeOfShape(warning))),
)

/** The envelope of a call that gives this output. */
export function envelopeType(output: ValueType): ValueType {
  return typeOfShape(
    shape(
      'Envelope',
      required('envelopeVersion', textType),
      required('status', oneOf('ok', 'rejected', 'replayed', 'error')),
      required('ok', boolType),
      required('traceId', textType),
      required('invocationId', textType),
      optional('output', output),
      required('violations', listOf(typeOfShape(violation))),
      optional('error', typeOfShape(failure)),
      required('emittedSignals', listOf(typeOfShape(signalEnvelope))),
      required('observedEffects', listOf(textType)),
      required('timings', typeOfShape(timings)),
      required('meta', typeOfShape(envelopeMeta)),
    ),
  )
}

/** What a query answers: its rows, and what is said of them. Null for a projection that does not exist. */
export function queryOutputType(projection: CheckedProjection | null): ValueType {
  const meta = projection === null ? unknownType : typeOfShape(queryMetaShape(projection))
  const rows = rowsType(projection?.row ?? unknownShape)
  return typeOfShape(shape('QueryOutput', required('rows', rows), required('meta', meta)))
}

/** The rows of one page. */
export function rowsType(row: ObjectShape): ValueType {
  return listOf(typeOfShape(row))
}

/** The signals of a call as expressions see them: each with its payload beside what it is. */
export const signalsType: ValueType = listOf(
  typeOfShape({
    ...shape(
      'EmittedSignal',
      required('signal_name', textType),
      required('version', intType),
      required('event_key', textType),
      required('emitted_at', textType),
      required('trace_id', textType),
      required('payload', unknownType),
    ),
    complete: true,
  }),
)
