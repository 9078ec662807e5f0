import { Buffer } from 'node:buffer'
import type { Database, Statement } from 'better-sqlite3'
import type { SavedHead, SavedTimeline, TimelineChange, TimelineHead, TimelineStore } from '../../contract/history.js'
import type { Json } from '../../contract/json.js'
import { encodeText } from './column-value.js'
import type { Transactions } from './transaction.js'

/** The tables of what timelines have accumulated. As bytes, because the database would keep two for every character. */
export const timelineTables = `
  CREATE TABLE IF NOT EXISTS tenon_timelines (
    projection TEXT PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    head BLOB NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS tenon_timeline_groups (
    projection TEXT NOT NULL,
    key BLOB NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (projection, key)
  ) STRICT, WITHOUT ROWID;
`

/** Keeps what timelines have accumulated, a row for each group, so that a save writes only the groups that changed. */
export class SqliteTimelines implements TimelineStore {
  private readonly transactions: Transactions
  private readonly findVersion: Statement
  private readonly findHead: Statement
  private readonly findGroups: Statement
  private readonly putHead: Statement
  private readonly putGroup: Statement
  private readonly removeGroup: Statement
  private readonly removeGroups: Statement

  constructor(database: Database, transactions: Transactions) {
    this.transactions = transactions
    this.findVersion = database.prepare('SELECT version FROM tenon_timelines WHERE projection = ?').pluck()
    this.findHead = database.prepare('SELECT version, head FROM tenon_timelines WHERE projection = ?').raw()
    this.findGroups = database.prepare('SELECT key, value FROM tenon_timeline_groups WHERE projection = ?').raw()
    this.putHead = database.prepare('INSERT OR REPLACE INTO tenon_timelines VALUES (?, ?, ?)')
    this.putGroup = database.prepare('INSERT OR REPLACE INTO tenon_timeline_groups VALUES (?, ?, ?)')
    this.removeGroup = database.prepare('DELETE FROM tenon_timeline_groups WHERE projection = ? AND key = ?')
    this.removeGroups = database.prepare('DELETE FROM tenon_timeline_groups WHERE projection = ?')
  }

  version(projection: string): number {
    return (this.findVersion.get(encodeText(projection)) as number | undefined) ?? 0
  }

  head(projection: string): SavedHead | null {
    const found = this.findHead.get(encodeText(projection)) as readonly [number, Uint8Array] | undefined
    return found === undefined ? null : { version: found[0], head: JSON.parse(textOf(found[1])) as TimelineHead }
  }

  load(projection: string): SavedTimeline | null {
    const id = encodeText(projection)
    return this.transactions.read(() => {
      const saved = this.head(projection)
      if (saved === null) return null
      const rows = this.findGroups.all(id) as (readonly [Uint8Array, Uint8Array])[]
      const groups = new Map(rows.map(([key, value]) => [textOf(key), JSON.parse(textOf(value)) as Json]))
      return { ...saved, groups }
    })
  }

  save(projection: string, { version, head, groups, replaces }: TimelineChange): number | null {
    const id = encodeText(projection)
    return this.transactions.write(
      () => {
        if (this.version(projection) !== version) return null
        this.putHead.run(id, version + 1, bytesOf(JSON.stringify(head)))
        if (replaces) this.removeGroups.run(id)
        for (const [key, group] of groups) {
          if (group === null) this.removeGroup.run(id, bytesOf(key))
          else this.putGroup.run(id, bytesOf(key), bytesOf(JSON.stringify(group)))
        }
        return version + 1
      },
      (saved) => saved !== null,
    )
  }
}

function bytesOf(text: string): Buffer {
  return Buffer.from(text)
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString()
}
