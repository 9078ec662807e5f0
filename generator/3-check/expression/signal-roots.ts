import type { ObjectShape, ValueType } from '../../artifact/value-type.js'
import { intType, textType } from '../type/nullable.js'
import { typeOfShape } from './scope.js'

const shape: ObjectShape = {
  name: 'SignalContext',
  complete: true,
  fields: [
    { name: 'emitted_at', required: true, type: textType },
    { name: 'event_key', required: true, type: textType },
    { name: 'signal_name', required: true, type: textType },
    { name: 'trace_id', required: true, type: textType },
    { name: 'version', required: true, type: intType },
  ],
}

/** What an emission is beside its payload: seen wherever a signal is looked at. */
export const signalRoot: readonly [string, ValueType] = ['signal', typeOfShape(shape)]
