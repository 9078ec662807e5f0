// Takes whatever was handed to `invoke`; gives a received invocation with its ids and its instant.
// Promises to read each member of the request once, and to answer for any value at all.
// Does not check the input, the entrypoint or the caller.

import type { Violation } from '../contract/envelope.js'
import type { InvokeRequest } from '../contract/invocation.js'
import { normalTimestamp } from '../semantics/timestamp.js'
import { violation } from '../semantics/wording.js'
import type { Host } from './host.js'
import type { Invocation } from './invocation.js'

type Request = { readonly [Name in keyof InvokeRequest]?: unknown }

const unreadable: Request = Object.freeze({})

/** Stands for a call that could not even be received, because the host's own ports failed. */
export const unreceived: Invocation<'received'> = {
  stage: 'received',
  ctx: { id: 'unknown', now: '1970-01-01T00:00:00.000Z', traceId: 'unknown' },
  arrivedMs: 0,
  isPinned: true,
  kind: undefined,
  entrypointId: undefined,
  input: undefined,
  authContext: undefined,
  key: null,
  sessionId: null,
  refusals: null,
}

/** Gives the call its identity; members that the request brings are honoured. */
export function receive(host: Host, raw: unknown): Invocation<'received'> {
  const request = typeof raw === 'object' && raw !== null ? (raw as Request) : unreadable
  try {
    return read(host, request)
  } catch (thrown) {
    if (request === unreadable) throw thrown
    // A getter or a proxy that throws: the same as a request without members.
    return read(host, unreadable)
  }
}

function read(host: Host, request: Request): Invocation<'received'> {
  const { entrypointKind, entrypointId, input, authContext, idempotencyKey, sessionId, traceId, invocationId, now } =
    request
  const { time, identity } = host
  time.advance()
  const isPinned = isTimestamp(now)
  const areFine =
    (isPinned || isAbsent(now)) &&
    isAbsentOrText(idempotencyKey) &&
    isAbsentOrText(sessionId) &&
    isAbsentOrText(traceId) &&
    isAbsentOrText(invocationId)
  return {
    stage: 'received',
    ctx: {
      traceId: isText(traceId) ? traceId : identity.newTraceId(),
      id: isText(invocationId) ? invocationId : identity.newInvocationId(),
      now: isPinned ? now : time.text,
    },
    arrivedMs: time.ms,
    isPinned,
    kind: entrypointKind,
    entrypointId,
    input,
    authContext,
    key: isText(idempotencyKey) ? idempotencyKey : null,
    sessionId: isText(sessionId) ? sessionId : null,
    refusals: areFine
      ? null
      : refusalsOf({ idempotencyKey, invocationId, sessionId, traceId }, isPinned || isAbsent(now)),
  }
}

type Texts = { readonly [Name in 'idempotencyKey' | 'invocationId' | 'sessionId' | 'traceId']: unknown }

function refusalsOf(texts: Texts, hasGoodNow: boolean): readonly Violation[] {
  const problems = Object.entries(texts)
    .filter(([, value]) => !isAbsentOrText(value))
    .map(([path]) => ({ path, problem: `${path} must be text that is not empty` }))
  if (!hasGoodNow) problems.push({ path: 'now', problem: 'now must be a timestamp' })
  return problems.map(({ path, problem }) => violation('validation_error', { problem }, { path }))
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.isWellFormed()
}

function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null
}

function isAbsentOrText(value: unknown): boolean {
  return isAbsent(value) || isText(value)
}

function isTimestamp(value: unknown): value is string {
  return typeof value === 'string' && normalTimestamp(value) !== null
}
