import type { ExpressionModel, ProjectionFieldModel } from '../../../artifact/app-model.js'
import { shapeName } from '../../../artifact/identifier.js'
import type { LogModel } from '../../../artifact/projection-model.js'
import type { ObjectShape, ValueType } from '../../../artifact/value-type.js'
import { resolvePath } from '../../expression/resolve-path.js'
import { signalRoot } from '../../expression/signal-roots.js'
import { shapeOfMembers } from '../../template/template-type.js'
import type { TimelineContext } from './timeline-scope.js'

const timestampType: ValueType = { kind: 'scalar', scalar: 'timestamp', nullable: false }

/** The members that every row of an event log has, and what of the signal they are. */
const fixed = [
  ['emitted_at', 'emitted_at'],
  ['event_key', 'event_key'],
  ['signal_name', 'signal_name'],
  ['signal_version', 'version'],
  ['trace_id', 'trace_id'],
] as const

const fixedNames: ReadonlySet<string> = new Set(['payload', ...fixed.map(([name]) => name)])

/** The rows of an event log: what a record is, its payload, and the payload's members once more as members of the row. */
export function logRows({ id, payload, payloadType }: TimelineContext): {
  readonly rows: LogModel
  readonly shape: ObjectShape
} {
  const members = payload.fields.flatMap(({ name }) =>
    fixedNames.has(name) ? [] : [{ name, value: pathTo('payload', payloadType, [name]) }],
  )
  const facts = fixed.map(([name, of]) => ({ name, value: pathTo('signal', signalRoot[1], [of]) }))
  const whole = { name: 'payload', value: pathTo('payload', payloadType, []) }
  const fields: readonly ProjectionFieldModel[] = [...members, ...facts, whole]
  const typed = fields.map(({ name, value }) => {
    const type = name === 'emitted_at' ? timestampType : value.type
    return { name, value: { type } }
  })
  return { rows: { mode: 'log', fields }, shape: { ...shapeOfMembers(typed), name: shapeName('row', id) } }
}

function pathTo(identifier: string, type: ValueType, segments: readonly string[]): ExpressionModel {
  const resolved = resolvePath({ identifier, type }, segments)
  return resolved.ok ? resolved.path : { kind: 'literal', type: { kind: 'null' }, value: null }
}
