import type { ModelOptions } from '../artifact/app-model.js'
import type { CheckedSession, CheckedSessionOutcome } from '../artifact/checked-session.js'
import type { SessionModel, SessionOutcomeModel } from '../artifact/session-model.js'
import type { ObjectShape } from '../artifact/value-type.js'
import { compareTexts } from './in-order.js'

/** The session with every path that can be written. */
export function modelSession(session: CheckedSession | null, locate: ModelOptions['locate']): SessionModel | null {
  if (session === null) return null
  const { at, shape, defaults } = session
  return {
    origin: at === null ? 'no session is declared' : locate(at),
    shape,
    paths: pathsOf(shape).sort(),
    defaults: [...defaults].sort((left, right) => compareTexts(left.name, right.name)),
  }
}

function pathsOf({ fields }: ObjectShape): string[] {
  return fields.flatMap(({ name, type }) => [
    name,
    ...(type.kind === 'object' ? pathsOf(type.shape).map((inner) => `${name}.${inner}`) : []),
  ])
}

export function modelSessionOutcome(
  outcome: CheckedSessionOutcome | null,
  locate: ModelOptions['locate'],
): SessionOutcomeModel | null {
  if (outcome === null) return null
  const { at, reason, clears, paths } = outcome
  const clearedAt = (end: (typeof clears)[number]) => (clears.includes(end) ? paths : null)
  return {
    origin: locate(at),
    reason,
    success: clearedAt('success'),
    rejection: clearedAt('rejection'),
    error: clearedAt('error'),
  }
}
