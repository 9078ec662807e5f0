import { resolve } from 'node:path'
import type { Database, Statement } from 'better-sqlite3'
import type { SqlConnection, SqlParameters, SqlStatement, SqlValue } from '../../contract/sql-source.js'
import { loadDriver } from './load-driver.js'

/**
 * A connection for the SQL of others. With `read`, the file must be there, and nothing can change it; with `write`, it is
 * made where it is missing.
 */
export function openConnection(file: string, access: 'read' | 'write'): SqlConnection {
  if (file === ':memory:' || file === '') throw new Error('a database in memory has no second connection to lend')
  const Driver = loadDriver()
  const readonly = access === 'read'
  // It never waits for other connections: waiting would stop the whole process.
  const database = new Driver(resolve(file), { readonly, fileMustExist: readonly, timeout: 0 })
  // What the schema of a file calls may not do more than what the statement itself may.
  database.pragma('trusted_schema = OFF')
  if (readonly) database.pragma('query_only = ON')
  return { prepare: (sql) => toStatement(database, sql), close: () => void database.close() }
}

function toStatement(database: Database, sql: string): SqlStatement {
  const statement = database.prepare(sql)
  statement.safeIntegers(true)
  if (statement.reader) statement.raw(true)
  return {
    isReadOnly: statement.readonly,
    columns: statement.reader ? statement.columns().map(({ name }) => name) : [],
    rows: (parameters) => readRows(statement, parameters),
    run(parameters) {
      const { changes, lastInsertRowid } = statement.run(bindable(parameters))
      return { changes, lastInsertRowid: exact(lastInsertRowid) }
    },
  }
}

function* readRows(statement: Statement, parameters: SqlParameters): Generator<readonly SqlValue[]> {
  for (const row of statement.iterate(bindable(parameters)) as IterableIterator<SqlValue[]>) yield row.map(exact)
}

function exact(value: SqlValue): SqlValue {
  if (typeof value !== 'bigint') return value
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}

// The driver binds every number as a floating one.
function bindable(parameters: SqlParameters): unknown {
  const whole = (value: SqlValue): SqlValue => (Number.isSafeInteger(value) ? BigInt(value as number) : value)
  if (Array.isArray(parameters)) return parameters.map(whole)
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, whole(value)]))
}
