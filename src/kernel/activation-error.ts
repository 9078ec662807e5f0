import type { ErrorCode } from '../contract/codes.js'

/** Why an app runtime could not be made or started: a code, and every problem that was found, worded for operators. */
export class ActivationError extends Error {
  override readonly name = 'ActivationError'
  readonly code: ErrorCode
  readonly problems: readonly string[]

  constructor(code: ErrorCode, problems: readonly string[], options: { readonly cause?: unknown } = {}) {
    super(problems.join('\n'), options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.problems = problems
  }
}
