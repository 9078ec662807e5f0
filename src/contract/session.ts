import type { Issues } from './issues.js'
import type { Awaitable, JsonObject } from './json.js'

/**
 * What a session holds beside the defaults, and the version that a commit checks; version 0 is "nothing stored". Only
 * what was set is in it: a member that is absent shows its default, a member that is null is null.
 */
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

/** Where an app's own store keeps sessions; they are written by commits. */
export interface SessionStore {
  /** `{}` at version 0 where nothing is stored. A session that is cleared and set again gets a version it never had. */
  read(key: string): Awaitable<StoredSession>
}

/** What a conflict over a session names as its collection: a name that no collection can have. */
export const sessionCollection = '$session'

/** A host's own place for sessions. It takes no part in commits: an action's session is saved after the commit. */
export interface HostSessionStore {
  /** What was saved last under this key; null where there is nothing. */
  load(key: string): Awaitable<JsonObject | null>
  /** `null` clears it. */
  save(key: string, value: JsonObject | null): Awaitable<void>
}

/** The session of an app: what can be written in it, and how what is stored becomes what is seen. */
export interface SessionProgram<Session extends object = object> {
  /** Every field, and every member of one that is an object, at every depth: `composer`, `composer.text`. */
  readonly paths: ReadonlySet<string>
  /** Reads what is stored; defaults fill what is absent. */
  read(stored: unknown, issues: Issues): Session
  /** The part of the kernel that an app with a session needs: `sessionKernel` of `tenon/program`. */
  readonly kernel: object
}

/** What `session.write` does to one path. `unset` restores the default. */
export type SessionPatch =
  | { readonly op: 'set'; readonly path: string; readonly value: unknown }
  | { readonly op: 'unset'; readonly path: string }

/** The paths that are reset to their defaults, or the whole session. */
export type SessionClear = 'all' | readonly string[]

/** What becomes of the session when an action ends; what is not named is preserved. */
export interface SessionOutcome {
  readonly session: SessionProgram
  readonly success?: SessionClear
  readonly rejection?: SessionClear
  readonly error?: SessionClear
}
