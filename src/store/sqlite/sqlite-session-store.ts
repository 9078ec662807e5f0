import { Buffer } from 'node:buffer'
import type { Database, Statement } from 'better-sqlite3'
import type { JsonObject } from '../../contract/json.js'
import type { SessionStore, SessionWrite, StoredSession } from '../../contract/session.js'
import { encodeText } from './column-value.js'

/** The table of sessions, for `migrate`: made in files of earlier versions too. */
export const sessionTable = `
  CREATE TABLE IF NOT EXISTS tenon_sessions (
    key TEXT PRIMARY KEY NOT NULL,
    value BLOB NOT NULL,
    version INTEGER NOT NULL
  ) STRICT;
`

const nothing: StoredSession = Object.freeze({ value: Object.freeze({}), version: 0 })

type Found = readonly [value: Uint8Array, version: number]

/** Keeps sessions in the app's own database, so that they commit together with the writes of an action. */
export class SqliteSessionStore implements SessionStore {
  private readonly find: Statement
  private readonly findVersion: Statement
  private readonly upsert: Statement
  private readonly raiseDeletedVersion: Statement
  private readonly remove: Statement

  constructor(database: Database) {
    this.find = database.prepare('SELECT value, version FROM tenon_sessions WHERE key = ?').raw()
    this.findVersion = database.prepare('SELECT version FROM tenon_sessions WHERE key = ?').pluck()
    // As with records, what is cleared and set again gets a version that it has never had.
    this.upsert = database.prepare(
      'INSERT INTO tenon_sessions VALUES (?, ?, (SELECT deleted_version FROM tenon_state) + 1) ' +
        'ON CONFLICT (key) DO UPDATE SET value = excluded.value, version = version + 1',
    )
    this.raiseDeletedVersion = database.prepare(
      'UPDATE tenon_state SET deleted_version = ' +
        'max(deleted_version, coalesce((SELECT version FROM tenon_sessions WHERE key = ?), 0))',
    )
    this.remove = database.prepare('DELETE FROM tenon_sessions WHERE key = ?')
  }

  read(key: string): StoredSession {
    const found = this.find.get(encodeText(key)) as Found | undefined
    if (found === undefined) return nothing
    const [value, version] = found
    return { value: JSON.parse(Buffer.from(value).toString()) as JsonObject, version }
  }

  /** Whether the session is still as it was read. */
  isCurrent({ key, version }: SessionWrite): boolean {
    return ((this.findVersion.get(encodeText(key)) as number | undefined) ?? 0) === version
  }

  /** Makes this the session's state; part of a transaction. */
  write({ key, value }: SessionWrite): void {
    const encoded = encodeText(key)
    if (value === null) {
      this.raiseDeletedVersion.run(encoded)
      this.remove.run(encoded)
      // As bytes, because the database would keep two for every character of a text.
    } else this.upsert.run(encoded, Buffer.from(JSON.stringify(value)))
  }
}
