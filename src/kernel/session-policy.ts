import type { Awaitable, JsonObject } from '../contract/json.js'
import type { HostSessionStore, StoredSession } from '../contract/session.js'
import type { AppStore } from '../contract/store.js'
import { isPromise } from '../semantics/is-promise.js'

/** Where sessions are kept. */
export interface SessionPolicy {
  load(key: string): Awaitable<StoredSession>
  /** Null where the app's own store keeps them: then they are written by its commits. */
  readonly save: ((key: string, value: JsonObject | null) => Awaitable<void>) | null
}

/** A host's own place for sessions before the app's store; null where there is neither. */
export function sessionPolicy(own: HostSessionStore | undefined, store: AppStore | null): SessionPolicy | null {
  if (own !== undefined)
    return {
      load: (key) => {
        const found = own.load(key)
        return isPromise(found) ? found.then(unversioned) : unversioned(found)
      },
      save: (key, value) => own.save(key, value),
    }
  return store === null ? null : { load: (key) => store.sessions.read(key), save: null }
}

function unversioned(found: JsonObject | null): StoredSession {
  return { value: found ?? {}, version: 0 }
}
