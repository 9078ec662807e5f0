/** The command line itself is wrong: an unknown flag, a value that a flag does not take, input that is not JSON. */
export class UsageFailure extends Error {
  override readonly name = 'UsageFailure'
}
