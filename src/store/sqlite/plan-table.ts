import type { Database } from 'better-sqlite3'
import type { CollectionColumn, CollectionTable } from '../../contract/collection.js'
import { quoted, sqlTypes, tableName, versionColumn } from './sql-names.js'

/** A column as it was when the file was last opened. */
export interface RecordedColumn {
  readonly type: string
  readonly required: boolean
}

/** What makes the stored table fit, and why it cannot be made to. */
export interface TablePlan {
  readonly statements: readonly string[]
  readonly problems: readonly string[]
}

/** Compares a collection with its table, where there is one. */
export function planTable(
  database: Database,
  table: CollectionTable,
  recorded: ReadonlyMap<string, RecordedColumn> | undefined,
): TablePlan {
  if (recorded === undefined) return { statements: [createTable(table)], problems: [] }
  const plans = table.columns.map((column) =>
    planColumn(database, table.id, { column, known: recorded.get(column.name) }),
  )
  return {
    statements: plans.flatMap(({ statements }) => statements),
    problems: plans.flatMap(({ problems }) => problems),
  }
}

// Whether a field is required stands in the record of the schema and in no constraint, so that it can be lifted.
function createTable({ id, columns }: CollectionTable): string {
  const fields = columns.map((column) => (column.name === 'id' ? '"id" TEXT PRIMARY KEY NOT NULL' : columnOf(column)))
  return `CREATE TABLE ${tableName(id)} (${[...fields, `${versionColumn} INTEGER NOT NULL`].join(', ')}) STRICT`
}

function columnOf({ name, type }: CollectionColumn): string {
  return `${quoted(name)} ${sqlTypes[type]}`
}

interface Compared {
  readonly column: CollectionColumn
  readonly known: RecordedColumn | undefined
}

function planColumn(database: Database, collection: string, { column, known }: Compared): TablePlan {
  const { name, type, required } = column
  const field = `${collection}.${name}`
  const table = tableName(collection)
  if (known === undefined) {
    if (required && isThere(database, `SELECT 1 FROM ${table}`))
      return refused(`${field} is a new required field, and there are records without it`)
    return { statements: [`ALTER TABLE ${table} ADD COLUMN ${columnOf(column)}`], problems: [] }
  }
  if (known.type !== type) return refused(`${field} is stored as ${known.type}, and the app declares ${type}`)
  // A column that was required all the time needs no look at every record.
  if (required && !known.required && isThere(database, `SELECT 1 FROM ${table} WHERE ${quoted(name)} IS NULL`))
    return refused(`${field} is required, and there are records without it`)
  return { statements: [], problems: [] }
}

function refused(problem: string): TablePlan {
  return { statements: [], problems: [problem] }
}

function isThere(database: Database, query: string): boolean {
  return database.prepare(`${query} LIMIT 1`).get() !== undefined
}
