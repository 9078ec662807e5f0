import type { InvokeRequest } from '../contract/invocation.js'

/** What a request to a surface brings beside what is bound; the host has verified who calls. */
export type CallFacts = Pick<
  InvokeRequest,
  'authContext' | 'idempotencyKey' | 'sessionId' | 'traceId' | 'invocationId' | 'now'
>
