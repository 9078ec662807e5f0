// Takes an open database and the schema of the app; leaves tables, columns and indexes in which the app can be kept.
// Promises to add only: either everything is added in one transaction, or nothing and one error lists every reason.
// Not its job: what a removed collection or field held; it stays where it is.

import type { Database } from 'better-sqlite3'
import type { CollectionTable } from '../../contract/collection.js'
import type { StoreSchema } from '../../contract/store.js'
import { findCaseClashes } from './find-case-clashes.js'
import { flowTables } from './flow-tables.js'
import { planTable, type RecordedColumn } from './plan-table.js'
import { indexName, quoted, tableName } from './sql-names.js'
import { historyTables } from './sqlite-history.js'
import { sessionTable } from './sqlite-session-store.js'
import { timelineTables } from './sqlite-timelines.js'
import type { Transactions } from './transaction.js'

// The form of this store's own tables: a file that says another number was written by a version that knows more.
const format = 1

// `deleted_version` is the highest version that a deleted record has had.
const ownTables = `
  CREATE TABLE tenon_state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    format INTEGER NOT NULL,
    app_id TEXT NOT NULL,
    deleted_version INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE tenon_schema (
    collection TEXT NOT NULL,
    field TEXT NOT NULL,
    type TEXT NOT NULL,
    required INTEGER NOT NULL,
    PRIMARY KEY (collection, field)
  ) STRICT;
  CREATE TABLE tenon_replay (
    scope TEXT PRIMARY KEY NOT NULL,
    input_hash TEXT NOT NULL,
    token TEXT NOT NULL,
    envelope BLOB,
    live_until REAL NOT NULL,
    purge_at REAL NOT NULL
  ) STRICT;
  CREATE INDEX tenon_replay_purge_at ON tenon_replay (purge_at);
`

/** Brings the database to the schema, or throws. */
export function migrate(database: Database, transactions: Transactions, schema: StoreSchema): void {
  transactions.write(() => {
    claim(database, schema.appId)
    database.exec(historyTables + timelineTables + sessionTable + flowTables)
    const recorded = readRecorded(database)
    const plans = schema.tables.map((table) => planTable(database, table, recorded.get(table.id)))
    const problems = [...findCaseClashes(schema.tables, recorded), ...plans.flatMap((plan) => plan.problems)]
    if (problems.length > 0) throw new Error(`the stored data does not fit the app: ${problems.join('; ')}`)
    for (const { statements } of plans) for (const statement of statements) database.exec(statement)
    for (const table of schema.tables) createIndexes(database, table)
    record(database, schema.tables, recorded)
  })
}

// A file belongs to one app: two apps in it would take each other's collections for their own.
function claim(database: Database, appId: string): void {
  const names = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all()
  if (names.length === 0) {
    database.exec(ownTables)
    database.prepare('INSERT INTO tenon_state VALUES (1, ?, ?, 0)').run(format, appId)
    return
  }
  if (!names.includes('tenon_state')) throw new Error('the SQLite file holds tables that this store has not made')
  const state = database.prepare('SELECT format, app_id FROM tenon_state').raw().get() as [number, string]
  if (state[0] !== format)
    throw new Error(`the SQLite file has the format ${state[0]}, and this version of the store knows format ${format}`)
  if (state[1] !== appId) throw new Error(`the SQLite file belongs to the app "${state[1]}", and this is "${appId}"`)
}

/** Columns by field, by collection: those of fields that were removed are among them. */
type Recorded = ReadonlyMap<string, ReadonlyMap<string, RecordedColumn>>

function readRecorded(database: Database): Recorded {
  const recorded = new Map<string, Map<string, RecordedColumn>>()
  const rows = database.prepare('SELECT collection, field, type, required FROM tenon_schema').raw().all()
  for (const [collection, field, type, required] of rows as [string, string, string, number][]) {
    const columns = recorded.get(collection) ?? new Map<string, RecordedColumn>()
    columns.set(field, { type, required: required === 1 })
    recorded.set(collection, columns)
  }
  return recorded
}

function createIndexes(database: Database, { id, indexes }: CollectionTable): void {
  for (const fields of indexes) {
    const columns = fields.map((field) => quoted(field)).join(', ')
    database.exec(`CREATE INDEX IF NOT EXISTS ${indexName(id, fields)} ON ${tableName(id)} (${columns})`)
  }
}

function record(database: Database, tables: readonly CollectionTable[], recorded: Recorded): void {
  const upsert = database.prepare('INSERT OR REPLACE INTO tenon_schema VALUES (?, ?, ?, ?)')
  for (const { id, columns } of tables) {
    const known = recorded.get(id)
    for (const { name, type, required } of columns)
      if (known?.get(name)?.required !== required) upsert.run(id, name, type, required ? 1 : 0)
    // From now on records are made without the field, so that it cannot come back as a required one unseen.
    for (const [name, { type, required }] of known ?? [])
      if (required && !columns.some((column) => column.name === name)) upsert.run(id, name, type, 0)
  }
}
