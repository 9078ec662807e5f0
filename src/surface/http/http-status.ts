import type { AuthContext } from '../../contract/caller.js'
import type { Envelope } from '../../contract/envelope.js'
import { type AnswerCode, statuses } from './statuses.js'

/** Statuses of a host's own choice, by code. */
export type StatusChoices = { readonly [Code in AnswerCode]?: number }

/**
 * The HTTP status of an envelope: 200 where it is ok, else that of its first violation or of its error; a replay has its
 * original's. `authContext` is the caller's, because a caller who is not known is told to say who it is.
 */
export function httpStatus(
  envelope: Envelope,
  authContext: AuthContext | null | undefined,
  choices: StatusChoices = {},
): number {
  if (envelope.ok) return 200
  const code = envelope.error?.code ?? envelope.violations[0]?.code ?? 'internal_error'
  const chosen = own(choices, code)
  if (chosen !== undefined) return chosen
  if (code === 'access_denied_error' && isAnonymous(authContext)) return 401
  // A provider's own code is a failure like any other.
  return own(statuses, code) ?? 500
}

function own(table: Readonly<Partial<Record<AnswerCode, number>>>, code: string): number | undefined {
  return Object.hasOwn(table, code) ? table[code as AnswerCode] : undefined
}

function isAnonymous(authContext: AuthContext | null | undefined): boolean {
  return authContext === undefined || authContext === null || authContext.subject === null
}
