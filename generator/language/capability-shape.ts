import { effectWords, expressionStepShape } from './action-shape.js'
import { fieldMap, filledList, list, mapping, onceEach, text } from './make-shape.js'
import { type KeyChoice, optional, required } from './shape.js'

const localStepShape: KeyChoice = {
  kind: 'key-choice',
  name: 'a step of a local capability',
  cases: [
    { marks: ['expr'], shape: expressionStepShape },
    { marks: ['call'], shape: { kind: 'refused', what: 'a call inside a local capability' } },
    { marks: ['if'], shape: { kind: 'refused', what: 'an if step inside a local capability' } },
  ],
  otherwise: null,
}

const localShape = mapping('a local capability', {
  in: optional(fieldMap(), 'What it takes.'),
  out: optional(fieldMap(), 'What it gives.'),
  do: optional(list('steps', localStepShape), 'What is computed before, in order.'),
  return: required({ kind: 'template', form: 'mapping' }, 'What it gives, computed.'),
})

const externalShape = mapping('an external capability', {
  version: optional(text('version'), 'The version of the port; 1.0.0 where it is absent.'),
  in: required(fieldMap(), 'What it takes.'),
  out: required(fieldMap(), 'What it gives.'),
  effects: optional(onceEach(filledList('effects', effectWords)), 'What it may do; [network] where it is absent.'),
})

/** Local where it says what it computes, else a port that a module must provide. */
export const capabilityShape: KeyChoice = {
  kind: 'key-choice',
  name: 'a capability',
  cases: [{ marks: ['do', 'return'], shape: localShape }],
  otherwise: externalShape,
}
