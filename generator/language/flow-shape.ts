import { mostAttempts } from './call-policy-shape.js'
import { guardShape } from './guard-shape.js'
import { fieldMap, filledList, list, mapping, text, words } from './make-shape.js'
import { type KeyChoice, type MappingShape, optional, required, type Shape } from './shape.js'

const steps: Shape = list('steps', { kind: 'named', name: 'flow-step' })

const runShape = mapping('a run step', {
  run: required(text('filled'), 'The action that is run, as a unit of work of its own.'),
  with: optional({ kind: 'template', form: 'mapping' }, 'What is handed to it.'),
  as: optional(text('word'), 'The name of its answer for later steps.'),
  retry: optional(
    mapping('the retry of a run step', {
      max_attempts: optional(
        { kind: 'integer', least: 1, most: mostAttempts },
        'How often it is tried in all; 1 where it is absent.',
      ),
      backoff_ms: optional(
        { kind: 'integer', least: 0 },
        'Milliseconds before the second attempt, twice as many before each further one; 0 where it is absent.',
      ),
    }),
    'How often it is tried where it fails.',
  ),
})

const setShape = mapping('a set step', {
  set: required({ kind: 'template', form: 'arguments' }, 'Members of the state, with the values that they get.'),
})

const ifShape = mapping('an if step of a flow', {
  if: required({ kind: 'expression' }, 'The condition.'),
  then: required(steps, 'The steps when it holds.'),
  else: optional(steps, 'The steps when it does not.'),
})

/** One step of a flow; it holds steps again, so it is a named shape. */
export const flowStepShape: KeyChoice = {
  kind: 'key-choice',
  name: 'a step of a flow',
  cases: [
    { marks: ['run'], shape: runShape },
    { marks: ['set'], shape: setShape },
    { marks: ['if'], shape: ifShape },
  ],
  otherwise: null,
}

const lifecycleShape = mapping('the lifecycle of a flow', {
  state_ttl_seconds: optional(
    { kind: 'integer', least: 1 },
    'How many seconds what is remembered for a key outlives its last run; 86400 where it is absent.',
  ),
  max_idempotency_keys: optional(
    { kind: 'integer', least: 1 },
    'How many events of a key are remembered; 1000 where it is absent.',
  ),
  max_runs_per_correlation: optional(
    { kind: 'integer', least: 1 },
    'How many runs a key may have within that time; 1000 where it is absent.',
  ),
})

const idempotencyShape = mapping('the idempotency of a flow', {
  policy: optional(words('dedupe'), 'What becomes of an event that was seen: it is not run again.'),
  key: optional(
    { kind: 'expression' },
    'What makes one event the same as another; its signal and its key where it is absent.',
  ),
})

export const flowShape: MappingShape = mapping('a flow', {
  on: required(filledList('signals', text('filled')), 'The signals that it listens to.'),
  correlate_by: optional(
    { kind: 'expression' },
    'Runs that have this in common come one after the other; the key of the event where it is absent.',
  ),
  state: optional(fieldMap(), 'What is remembered from run to run; null at first.'),
  lifecycle: optional(lifecycleShape, 'The bounds of what is remembered.'),
  idempotency: optional(idempotencyShape, 'What tells an event from one that was seen.'),
  guards: optional(
    guardShape('"guards" of a flow', { tiers: 'both', policies: 'every' }),
    'Rules behind the steps of each run.',
  ),
  steps: required(steps, 'What a run does, in order.'),
})
