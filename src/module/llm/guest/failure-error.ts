import type { Failure } from './host.js'
import { LlmError } from './llm-error.js'

/** The error of a failure that crossed. */
export function failureError({ code, message, ...details }: Failure): LlmError {
  return new LlmError(code, message, details)
}
