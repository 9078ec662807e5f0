import type { SessionStore, SessionWrite, StoredSession } from '../../contract/session.js'
import { deepFreeze } from './deep-freeze.js'

const nothing: StoredSession = deepFreeze({ value: {}, version: 0 })

/** Keeps sessions in this process. */
export class MemorySessionStore implements SessionStore {
  private readonly sessions = new Map<string, StoredSession>()

  read(key: string): StoredSession {
    return this.sessions.get(key) ?? nothing
  }

  /** Whether the session is still as it was read. */
  isCurrent({ key, version }: SessionWrite): boolean {
    return this.read(key).version === version
  }

  /** Makes this the session's state, as part of the commit of that number, which is its version: no other has had it. */
  write({ key, value }: SessionWrite, commit: number): void {
    if (value === null) this.sessions.delete(key)
    else this.sessions.set(key, deepFreeze({ value, version: commit }))
  }
}
