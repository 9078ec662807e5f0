import type { Principal } from '../contract/caller.js'
import type { JsonObject } from '../contract/json.js'
import { bug } from '../semantics/bug.js'
import { openSession } from '../semantics/session-state.js'
import type { TestBed } from './test-bed.js'

/** One for the whole suite: what a scenario leaves in it, the next one of the same caller finds. */
export const sessionId = 'scenarios'

type Caller = Pick<Principal, 'subject'>

/** Sets a caller's session to these values, and everything else of it to its defaults. */
export async function setSession(bed: TestBed, principal: Caller, value: JsonObject): Promise<void> {
  const key = bed.sessionKeyOf({ principal, sessionId })
  if (key === null || bed.store === null) throw bug('a session was set in an app that has none')
  const { version } = await bed.store.sessions.read(key)
  const outcome = await bed.store.commit({ reads: [], writes: [], replay: null, session: { key, value, version } })
  if (outcome.kind !== 'committed') throw bug(`the session of a scenario could not be set: ${outcome.kind}`)
}

/** What a caller's session is now. */
export async function readSession({ program, store, sessionKeyOf }: TestBed, principal: Caller): Promise<object> {
  const { session } = program
  const key = sessionKeyOf({ principal, sessionId })
  if (session === undefined || store === null || key === null) return {}
  const stored = await store.sessions.read(key)
  return openSession(session, stored.value).state.session
}
