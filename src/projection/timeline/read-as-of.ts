import type { QueryProgram, QueryScope } from '../../contract/program.js'
import { callFailed } from '../../semantics/call-failed.js'
import { normalTimestamp } from '../../semantics/timestamp.js'

/** The instant in the past that a query asks for, normal; null for the present, which the future is no different from. */
export function readAsOf(query: QueryProgram, scope: QueryScope): string | null {
  const asked = query.asOf?.(scope)
  if (asked === undefined || asked === null) return null
  const { id, strategy } = query.projection
  if (strategy !== 'timeline') throw failed(id, 'only a timeline knows what was')
  const normal = typeof asked === 'string' ? normalTimestamp(asked) : null
  if (normal === null) throw failed(id, 'it is no RFC 3339 date and time')
  return normal > scope.ctx.now ? null : normal
}

function failed(projection: string, problem: string): Error {
  return callFailed('projection_as_of_error', { projection, problem })
}
