import type { JsonObject } from './json.js'

/** What a session holds beside the defaults, and the version that a commit checks; version 0 is "nothing stored". */
export interface StoredSession {
  readonly value: JsonObject
  readonly version: number
}

/** A session's state after an action; null clears it. `version` is the one that was read. */
export interface SessionWrite {
  readonly key: string
  readonly value: JsonObject | null
  readonly version: number
}
