import type { ErrorCode, errors } from '../contract/codes.js'
import type { Failure } from '../contract/envelope.js'
import type { Json } from '../contract/json.js'
import { failure, type Words } from './wording.js'

/** Ends a step and the call that it belongs to with status `error`: the one exception that is not a bug. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed'
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.message)
    this.failure = failure
  }
}

/** The exception for a code of the catalogue. */
export function callFailed<Code extends ErrorCode>(
  code: Code,
  words: Words<(typeof errors)[Code]['message']>,
  details?: Readonly<Record<string, Json>>,
): CallFailed {
  return new CallFailed(failure(code, words, details))
}
