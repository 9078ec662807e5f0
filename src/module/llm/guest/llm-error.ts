/** What failed, in a form that code can act on. Members beside the code and the message stand on the error itself. */
export class LlmError extends Error {
  override readonly name = 'LlmError'
  readonly code: string
  readonly retryable: boolean

  constructor(code: string, message: string, details: Readonly<Record<string, unknown>> = {}) {
    const { cause, retryable, ...rest } = details
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.retryable = retryable === true
    Object.assign(this, rest)
  }
}

/** A wrong option or argument; found when it is given, not when it is used. */
export function optionError(message: string): LlmError {
  return new LlmError('llm_option_error', message)
}

/** The text of whatever was thrown. */
export function messageOf(thrown: unknown): string {
  if (isRecord(thrown) && typeof thrown.message === 'string') return thrown.message
  try {
    return String(thrown)
  } catch {
    return 'a value that has no text was thrown'
  }
}

/** The code of whatever was thrown, or another. */
export function codeOf(thrown: unknown, otherwise: string): string {
  return isRecord(thrown) && typeof thrown.code === 'string' ? thrown.code : otherwise
}

/** Whether members can be read from a value. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
