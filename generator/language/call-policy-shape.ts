import { mapping, words } from './make-shape.js'
import { type Key, optional } from './shape.js'

/** The most times that a step may be tried. */
export const mostAttempts = 10

const failOrContinue = words('fail', 'continue')

/** What a call step says of time and failure. */
export const callPolicyKeys = {
  timeout_ms: optional(
    { kind: 'integer', least: 1 },
    'How many milliseconds each attempt may take; 30000 where it is absent.',
  ),
  retry: optional(
    mapping('the retry of a call step', {
      max_attempts: optional(
        { kind: 'integer', least: 1, most: mostAttempts },
        'How often it is tried in all; 1 where it is absent.',
      ),
      backoff_ms: optional(
        { kind: 'integer', least: 0 },
        'Milliseconds before the second attempt, twice as many before each further one; 0 where it is absent.',
      ),
    }),
    'How often it is tried.',
  ),
  on_timeout: optional(failOrContinue, 'What follows when it takes too long: continue binds null.'),
  on_error: optional(failOrContinue, 'What follows when it fails: continue binds null.'),
} as const satisfies Record<string, Key>

/** What an action says of failures. */
export const failureShape = mapping('the failure of an action', {
  on_step_error: optional(words('abort', 'continue'), 'What follows when a step has failed: continue binds null.'),
  on_signal_error: optional(
    words('log_and_continue', 'abort'),
    'What follows when a signal cannot be emitted: abort ends the action.',
  ),
  rollback: optional(
    mapping('the rollback of an action', {
      mode: optional(
        { ...words('transaction', 'none'), unknownWordIs: 'the rollback mode' },
        'transaction: all writes commit together at the end; none: each write commits when its step ends.',
      ),
    }),
    'What becomes of writes when the action fails.',
  ),
})
