import type { Violation } from '../contract/envelope.js'

/** Ends an action and the call that it belongs to with status `rejected`: a declared rule refused what was asked for. */
export class CallRefused extends Error {
  override readonly name = 'CallRefused'
  /** In the order in which they were found. */
  readonly violations: readonly Violation[]

  constructor(violations: readonly Violation[]) {
    super(violations.map(({ message }) => message).join('; '))
    this.violations = violations
  }
}
