import type { HostFunctions, NativeContext, NativeModule } from '../../contract/native.js'
import type { SqlConnection, SqlParameters } from '../../contract/sql-source.js'
import { buffer } from '../buffer/index.js'
import { type Abort, untilAborted } from '../host/abort.js'
import { ConnectionPool } from './connection-pool.js'
import { type DatabaseConfig, type DatabaseSettings, readDatabaseConfig } from './database-config.js'
import { toDatabaseError } from './database-error.js'
import { declaration, guestCode } from './guest-code.js'
import { createPatience, type Patience, runChange, runQuery, type Surroundings } from './run-statement.js'
import { signatures } from './signatures.js'
import { Transactions } from './transactions.js'

export type { DatabaseConfig } from './database-config.js'

class Database {
  readonly #context: NativeContext<DatabaseConfig>
  readonly #settings: DatabaseSettings
  readonly #pool: ConnectionPool
  readonly #transactions: Transactions
  readonly #patiently: Patience

  constructor(context: NativeContext<DatabaseConfig>) {
    const { timers } = context
    this.#context = context
    this.#settings = readDatabaseConfig(context.config, (id) => context.activated(id))
    this.#pool = new ConnectionPool(this.#settings.source)
    this.#patiently = createPatience(
      (ms, fire) => timers.after(ms, fire),
      () => timers.now(),
    )
    this.#transactions = new Transactions(this.#pool, this.#patiently)
    context.defer(() => this.#pool.close())
  }

  /** Runs a statement, in a transaction or on a connection of its own; zero is no transaction. */
  statement<T>(
    run: (connection: SqlConnection, given: readonly [string, SqlParameters], around: Surroundings) => Promise<T>,
  ): (sql: string, parameters: SqlParameters, transaction: number) => Promise<T> {
    const settings = this.#settings
    return (sql, parameters, transaction) =>
      untilAborted(this.#context, (abort) => {
        const given = [sql, parameters] as const
        const around = { settings, patiently: this.#patiently, abort }
        if (transaction === 0) return this.#alone(abort, (connection) => run(connection, given, around))
        return this.#transactions.within(transaction, (connection, ended) => {
          ended.throwIfAborted()
          return run(connection, given, { ...around, abort: either(abort, ended) })
        })
      })
  }

  begin(): Promise<number> {
    return untilAborted(this.#context, async (abort) => {
      const connection = await this.#connect(abort)
      try {
        const sql = this.#settings.access === 'write' ? 'BEGIN IMMEDIATE' : 'BEGIN'
        await this.#patiently(() => connection.prepare(sql).run([]), abort)
      } catch (thrown) {
        this.#pool.release(connection)
        throw thrown
      }
      return this.#transactions.add(connection, this.#context)
    })
  }

  end(id: number, how: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    return this.#transactions.end(id, how)
  }

  async #alone<T>(abort: Abort, work: (connection: SqlConnection) => Promise<T>): Promise<T> {
    const connection = await this.#connect(abort)
    try {
      return await work(connection)
    } finally {
      this.#pool.release(connection)
    }
  }

  async #connect(abort: Abort): Promise<SqlConnection> {
    try {
      return await this.#pool.acquire(abort)
    } catch (thrown) {
      throw toDatabaseError(thrown)
    }
  }
}

// What ends the transaction ends what is done in it.
function either(abort: Abort, ended: Abort): Abort {
  ended.onAbort((error) => abort.abort(error))
  return abort
}

function bind(context: NativeContext<DatabaseConfig>): HostFunctions {
  const database = new Database(context)
  return {
    query: database.statement(runQuery),
    execute: database.statement(runChange),
    begin: () => database.begin(),
    commit: (transaction: number) => database.end(transaction, 'COMMIT'),
    rollback: (transaction: number) => database.end(transaction, 'ROLLBACK'),
  }
}

/** SQL over one SQLite database: the file of the config, or what a store of the app keeps. */
export const database: NativeModule<DatabaseConfig> = {
  kind: 'native',
  name: 'database',
  capabilities: ['db'],
  bind,
  signatures,
  guestCode,
  uses: [buffer],
  declaration,
}

export default database
