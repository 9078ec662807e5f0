import { InferenceError } from '../engine.js'
import type { FetchResponse } from '../web.js'
import type { Reading } from './read-body.js'
import { readAll } from './read-body.js'
import { readRetryAfter } from './read-retry-after.js'

const longestBody = 64 * 1024
const longestMessage = 500

/** The error of a response that is no success, with what its body says of it. */
export async function describeRefusal(response: FetchResponse, { heard }: Reading): Promise<InferenceError> {
  const { status, headers } = response
  const said = messageIn(await readAll(response, { maxBytes: longestBody, heard }).catch(() => ''))
  const because = said === '' ? '' : `: ${said.slice(0, longestMessage)}`
  const redirect = status >= 300 && status < 400 ? ', and redirects are not followed' : ''
  return new InferenceError('llm_http_error', `the server answered ${status}${redirect}${because}`, {
    status,
    retryable: status === 408 || status === 429 || status >= 500,
    retryAfterMs: readRetryAfter(headers, Date.now()),
  })
}

/** `error.message` of a body of JSON, in one of the forms that servers use; other bodies say nothing to a caller. */
function messageIn(body: string): string {
  try {
    const { error, message, detail }: Record<string, unknown> = Object(JSON.parse(body))
    const inner: unknown = typeof error === 'object' && error !== null && 'message' in error ? error.message : error
    return [inner, message, detail].find((text) => typeof text === 'string') ?? ''
  } catch {
    return ''
  }
}
