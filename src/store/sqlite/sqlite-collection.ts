import type { Database, Statement } from 'better-sqlite3'
import type { CollectionColumn, CollectionTable, StoredRecord } from '../../contract/collection.js'
import type { VersionedRecord } from '../../contract/store.js'
import { own } from '../../semantics/read-path.js'
import { decodeValue, encodeText, encodeValue, type SqlValue } from './column-value.js'
import { quoted, tableName, versionColumn } from './sql-names.js'

const missing: VersionedRecord = Object.freeze({ record: null, version: 0 })

/** One collection's table: what reads and commits do with single records. */
export class SqliteCollection {
  readonly table: CollectionTable
  private readonly select: Statement
  private readonly selectVersion: Statement
  private readonly upsert: Statement
  private readonly raiseDeletedVersion: Statement
  private readonly remove: Statement

  constructor(database: Database, table: CollectionTable) {
    const { id, columns } = table
    const name = tableName(id)
    const names = columns.map((column) => quoted(column.name))
    this.table = table
    this.select = database.prepare(`SELECT ${versionColumn}, ${names.join(', ')} FROM ${name} WHERE "id" = ?`).raw()
    this.selectVersion = database.prepare(`SELECT ${versionColumn} FROM ${name} WHERE "id" = ?`).pluck()
    this.upsert = database.prepare(upsertText(name, names))
    this.raiseDeletedVersion = database.prepare(
      `UPDATE tenon_state SET deleted_version = max(deleted_version, coalesce((SELECT ${versionColumn} FROM ${name} WHERE "id" = ?), 0))`,
    )
    this.remove = database.prepare(`DELETE FROM ${name} WHERE "id" = ?`)
  }

  read(id: string): VersionedRecord {
    const row = isStorable(id) ? (this.select.get(encodeText(id)) as readonly unknown[] | undefined) : undefined
    if (row === undefined) return missing
    return { record: decodeRecord(this.table.columns, row, 1), version: row[0] as number }
  }

  /** The version alone; 0 without such a record. */
  versionOf(id: string): number {
    return isStorable(id) ? ((this.selectVersion.get(encodeText(id)) as number | undefined) ?? 0) : 0
  }

  /** Makes this the record's state; part of a transaction. */
  write(id: string, record: StoredRecord | null): void {
    const key = encodeText(id)
    if (record === null) {
      this.raiseDeletedVersion.run(key)
      this.remove.run(key)
    } else this.upsert.run(encodeRecord(this.table.columns, record))
  }
}

// A record that is deleted and made again gets a version that no record has had: it would otherwise look unchanged to
// an action that read the first one.
function upsertText(table: string, names: readonly string[]): string {
  const version = '(SELECT deleted_version FROM tenon_state) + 1'
  const updates = names.filter((name) => name !== '"id"').map((name) => `${name} = excluded.${name}`)
  return (
    `INSERT INTO ${table} (${names.join(', ')}, ${versionColumn}) VALUES (${names.map(() => '?').join(', ')}, ${version}) ` +
    `ON CONFLICT ("id") DO UPDATE SET ${[...updates, `${versionColumn} = ${versionColumn} + 1`].join(', ')}`
  )
}

// The driver writes what is not well-formed as another text, which may be the id of another record.
function isStorable(id: string): boolean {
  return id.isWellFormed()
}

function encodeRecord(columns: readonly CollectionColumn[], record: StoredRecord): SqlValue[] {
  return columns.map(({ name, type }) => encodeValue(type, own(record, name)))
}

/** The record whose columns stand in the row from `offset` on. */
export function decodeRecord(
  columns: readonly CollectionColumn[],
  row: readonly unknown[],
  offset: number,
): StoredRecord {
  const record: { id: string } & Record<string, unknown> = { id: '' }
  for (let index = 0; index < columns.length; index++) {
    const column = columns[index]
    if (column !== undefined) record[column.name] = decodeValue(column.type, row[offset + index])
  }
  return record
}
