import type { ExpressionModel, ModelOptions, SignalModel } from '../artifact/app-model.js'
import type { CheckedSignal } from '../artifact/checked-app.js'
import { declarationIdentifier } from '../artifact/identifier.js'
import type { ObjectShape } from '../artifact/value-type.js'
import { modelGuards } from './model-guards.js'

/** A signal with what tells two emissions of it apart: what the spec says, else the payload's own id. */
export function modelSignal(signal: CheckedSignal, locate: ModelOptions['locate']): SignalModel {
  const { id, at, description, version, payload, eventKey, migrations, guards } = signal
  return {
    id,
    identifier: declarationIdentifier('signal', id),
    origin: locate(at),
    description,
    version,
    payload,
    eventKey: eventKey ?? idOf(payload),
    migrations: [...migrations]
      .sort((left, right) => left.from - right.from)
      .map((step) => ({ origin: locate(step.at), from: step.from, payload: step.payload })),
    guards: modelGuards(guards, locate),
  }
}

function idOf({ fields, complete }: ObjectShape): ExpressionModel | null {
  const field = fields.find(({ name }) => name === 'id')
  if (field === undefined) return null
  return {
    kind: 'path',
    type: field.type,
    root: 'payload',
    steps: [{ kind: 'member', name: 'id', optional: false }],
    dynamic: [],
    absentIsNull: !field.required && complete !== true,
  }
}
