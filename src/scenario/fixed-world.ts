import type { Identity } from '../contract/host.js'
import type { Clock } from '../contract/provider.js'
import { instantFormatter } from '../semantics/format-instant.js'
import { instantOf } from '../semantics/timestamp.js'

const start = instantOf('2026-01-01T00:00:00.000Z')

/** A clock that begins with the year 2026 and goes on by a millisecond whenever it is read. */
export function countingClock(): Clock {
  const format = instantFormatter()
  let reads = 0
  return { nowIso: () => format(start + reads++) }
}

/** Trace and invocation ids that count. */
export function countingIdentity(): Identity {
  const trace = countingIds()
  const invocation = countingIds()
  return { newTraceId: () => trace('trace_'), newInvocationId: () => invocation('inv_') }
}

/** Ids that count from 1: of one width, so that their order is the order in which they were made. */
export function countingIds(): (prefix: string) => string {
  let made = 0
  return (prefix) => prefix + String(++made).padStart(6, '0')
}
