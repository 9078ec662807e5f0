import type { Context } from '../contract/caller.js'
import type { Failure } from '../contract/envelope.js'
import type { Logger } from '../contract/provider.js'
import { CallFailed } from '../semantics/call-failed.js'
import { failure } from '../semantics/wording.js'

/** What to tell the caller about something that was thrown. A bug is told to the log alone. */
export function failureOf(logger: Logger, ctx: Context, thrown: unknown): Failure {
  if (thrown instanceof CallFailed) return thrown.failure
  logger.error('a call failed on a bug', { invocationId: ctx.id, traceId: ctx.traceId, thrown })
  return failure('internal_error', {})
}
