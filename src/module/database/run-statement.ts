import type { SqlConnection, SqlParameters, SqlStatement, SqlValue } from '../../contract/sql-source.js'
import type { Abort } from '../host/abort.js'
import { checkStatement } from './check-statement.js'
import type { DatabaseSettings } from './database-config.js'
import { databaseError, isBusy, toDatabaseError } from './database-error.js'

export interface Rows {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (null | number | string | Uint8Array)[])[]
}

export interface Changes {
  readonly changes: number
  readonly lastInsertRowid: number
}

/** Does what may meet another connection that is writing, again and again until it has gone on. */
export type Patience = <T>(work: () => T, abort: Abort) => Promise<T>

// How long others may write before it counts as a failure, and how long one waits between two attempts.
const patienceMs = 5000
const pauseMs = 10

/** Waits with the timers of a runtime. */
export function createPatience(after: (ms: number, fire: () => void) => () => void, now: () => number): Patience {
  return async (work, abort) => {
    const until = now() + patienceMs
    for (;;) {
      abort.throwIfAborted()
      try {
        return work()
      } catch (thrown) {
        if (!isBusy(thrown) || now() >= until) throw toDatabaseError(thrown)
      }
      await new Promise<void>((resolve) => {
        const callOff = after(pauseMs, resolve)
        abort.onAbort(() => {
          callOff()
          resolve()
        })
      })
    }
  }
}

export interface Surroundings {
  readonly settings: DatabaseSettings
  readonly patiently: Patience
  readonly abort: Abort
}

/** The rows of a statement; none where it gives none. Rejects where there are more than the config allows. */
export async function runQuery(
  connection: SqlConnection,
  [sql, parameters]: readonly [string, SqlParameters],
  { settings, patiently, abort }: Surroundings,
): Promise<Rows> {
  const statement = await patiently(() => prepare(connection, sql, settings), abort)
  if (statement.columns.length === 0) {
    await patiently(() => statement.run(parameters), abort)
    return { columns: [], rows: [] }
  }
  const iterator = statement.rows(parameters)
  try {
    return { columns: statement.columns, rows: await readRows(iterator, { settings, patiently, abort }) }
  } finally {
    iterator.return?.()
  }
}

/** What a statement has changed. */
export async function runChange(
  connection: SqlConnection,
  [sql, parameters]: readonly [string, SqlParameters],
  { settings, patiently, abort }: Surroundings,
): Promise<Changes> {
  const statement = await patiently(() => prepare(connection, sql, settings), abort)
  if (statement.columns.length > 0)
    throw databaseError('ERR_DATABASE_STATEMENT', 'a statement that gives rows is for query(), and not for execute()')
  const { changes, lastInsertRowid } = await patiently(() => statement.run(parameters), abort)
  return { changes, lastInsertRowid: Number(lastInsertRowid) }
}

function prepare(connection: SqlConnection, sql: string, { access }: DatabaseSettings): SqlStatement {
  checkStatement(sql)
  const statement = connection.prepare(sql)
  if (access === 'read' && !statement.isReadOnly)
    throw databaseError('SQLITE_READONLY', 'the database is for reading alone, and the statement would change it')
  return statement
}

// As long as others may be made to wait for rows, and after how many the clock is looked at.
const turnMs = 10
const rowsBetween = 100

async function readRows(
  iterator: Iterator<readonly SqlValue[]>,
  { settings, patiently, abort }: Surroundings,
): Promise<Rows['rows']> {
  const rows: (readonly (null | number | string | Uint8Array)[])[] = []
  let bytes = 0
  let turn = performance.now()
  // The first step alone can meet a writer: afterwards the statement has its view of the data.
  let next = await patiently(() => iterator.next(), abort)
  for (; !next.done; next = step(iterator)) {
    bytes += next.value.reduce((sum: number, value) => sum + sizeOf(value), 0)
    if (rows.length >= settings.maxRows || bytes > settings.maxBytes) throw tooMuch(settings)
    rows.push(next.value.map(crossing))
    if (rows.length % rowsBetween !== 0 || performance.now() - turn < turnMs) continue
    await new Promise((resolve) => setImmediate(resolve))
    abort.throwIfAborted()
    turn = performance.now()
  }
  return rows
}

function step(iterator: Iterator<readonly SqlValue[]>): IteratorResult<readonly SqlValue[]> {
  try {
    return iterator.next()
  } catch (thrown) {
    throw toDatabaseError(thrown)
  }
}

function sizeOf(value: SqlValue): number {
  return typeof value === 'string' || value instanceof Uint8Array ? value.length : 8
}

function crossing(value: SqlValue): null | number | string | Uint8Array {
  if (typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value)))
    throw databaseError('ERR_DATABASE_VALUE', `${value} cannot be given as a number: select it as text, with CAST`)
  return value
}

function tooMuch({ maxRows, maxBytes }: DatabaseSettings): Error {
  const message = `the query gives more than ${maxRows} rows or ${maxBytes / 1024} KiB: ask for less, with LIMIT`
  return databaseError('ERR_DATABASE_TOO_LARGE', message)
}
