import { callPolicyKeys, failureShape } from './call-policy-shape.js'
import { actionGuardShape } from './guard-shape.js'
import { fieldMap, list, mapOf, mapping, onceEach, text, words } from './make-shape.js'
import { sessionOutcomeShape } from './session-shape.js'
import { type KeyChoice, type MappingShape, optional, required, type Shape } from './shape.js'

/** What an action or a port may do to the world. */
export const effectWords = words('compute', 'read', 'write', 'network', 'emit', 'session')

const steps: Shape = list('steps', { kind: 'named', name: 'step' })

const callShape = mapping('a call step', {
  call: required(text('filled'), 'The capability, action or port to call.'),
  with: optional({ kind: 'template', form: 'mapping' }, 'What is handed to it.'),
  as: optional(text('word'), 'The name of its answer for later steps.'),
  ...callPolicyKeys,
})

/** A step that computes: the only kind a local capability has. */
export const expressionStepShape: MappingShape = mapping('an expression step', {
  expr: required({ kind: 'expression' }, 'What is computed.'),
  as: required(text('word'), 'The name of the result for later steps.'),
})

const ifShape = mapping('an if step', {
  if: required({ kind: 'expression' }, 'The condition.'),
  then: required(steps, 'The steps when it holds.'),
  else: optional(steps, 'The steps when it does not.'),
})

/** One step of an action; it holds steps again, so it is a named shape. */
export const stepShape: KeyChoice = {
  kind: 'key-choice',
  name: 'a step',
  cases: [
    { marks: ['call'], shape: callShape },
    { marks: ['expr'], shape: expressionStepShape },
    { marks: ['if'], shape: ifShape },
  ],
  otherwise: null,
}

const emitShape = mapping('an entry of "emits"', {
  signal: required(text('filled'), 'The signal.'),
  when: optional({ kind: 'expression' }, 'It is emitted when this holds; always where it is absent.'),
  payload: required({ kind: 'template', form: 'mapping' }, 'What it carries.'),
})

export const actionShape: MappingShape = mapping('an action', {
  description: optional(text('any'), 'What the action does, for people.'),
  effects: optional(
    onceEach(list('effects', effectWords)),
    'What it does to the world; compute and read need no entry.',
  ),
  in: optional(fieldMap(), 'What it takes.'),
  out: optional(fieldMap(), 'What it returns; inferred from "return" where it is absent.'),
  defaults: optional(mapOf('literals', 'word', { kind: 'json' }), 'What stands in for absent inputs.'),
  guards: optional(actionGuardShape, 'Rules before and behind the steps.'),
  do: optional(steps, 'What happens, in order.'),
  emits: optional(list('signals to emit', emitShape), 'What has happened then.'),
  return: optional({ kind: 'template', form: 'any' }, 'The output of the action.'),
  session_outcome_intent: optional(sessionOutcomeShape, 'What becomes of the session afterwards.'),
  failure: optional(failureShape, 'What follows when a step or a signal fails.'),
})
