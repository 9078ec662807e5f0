import type { NativeContext } from '../../contract/native.js'
import type { SqlConnection } from '../../contract/sql-source.js'
import { Abort, hearAbort } from '../host/abort.js'
import type { ConnectionPool } from './connection-pool.js'
import { databaseError } from './database-error.js'
import type { Patience } from './run-statement.js'

interface Begun {
  readonly connection: SqlConnection
  /** Of what the transaction was begun by: nothing goes on in it afterwards. */
  readonly abort: Abort
  readonly forget: () => void
  /** What was asked for last; work within one transaction is done one piece after the other. */
  last: Promise<unknown>
}

/** Open transactions of one runtime, by number. One that is aborted is rolled back. */
export class Transactions {
  readonly #pool: ConnectionPool
  readonly #patiently: Patience
  readonly #open = new Map<number, Begun>()
  #lastId = 0

  constructor(pool: ConnectionPool, patiently: Patience) {
    this.#pool = pool
    this.#patiently = patiently
  }

  /** Takes over the connection, in which a transaction has begun. */
  add(connection: SqlConnection, context: Pick<NativeContext, 'callSignal' | 'lifetime'>): number {
    this.#lastId += 1
    const id = this.#lastId
    const abort = new Abort()
    const hooks = [context.callSignal(), context.lifetime].map((signal) => hearAbort(signal, () => abort.abort()))
    const forget = (): void => {
      for (const unhook of hooks) unhook()
    }
    this.#open.set(id, { connection, abort, forget, last: Promise.resolve() })
    abort.onAbort(() => void this.end(id, 'ROLLBACK').catch(() => {}))
    return id
  }

  /** Does work in the transaction, when what was asked for before is done. */
  within<T>(id: number, work: (connection: SqlConnection, abort: Abort) => Promise<T>): Promise<T> {
    const begun = this.#open.get(id)
    if (begun === undefined) return Promise.reject(isOver())
    return this.#queue(begun, () => work(begun.connection, begun.abort))
  }

  /** Ends the transaction: afterwards it is over, whether that fails or not. */
  async end(id: number, how: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    const begun = this.#open.get(id)
    if (begun === undefined) throw isOver()
    this.#open.delete(id)
    await this.#queue(begun, async () => {
      try {
        // A rollback is owed to whoever waits for the connection, aborted or not.
        const until = how === 'COMMIT' ? begun.abort : new Abort()
        await this.#patiently(() => begun.connection.prepare(how).run([]), until)
      } catch (thrown) {
        if (how === 'COMMIT') rollBack(begun.connection)
        throw thrown
      } finally {
        begun.forget()
        this.#pool.release(begun.connection)
      }
    })
  }

  #queue<T>(begun: Begun, work: () => Promise<T>): Promise<T> {
    const done = begun.last.then(work, work)
    begun.last = done.catch(() => {})
    return done
  }
}

function rollBack(connection: SqlConnection): void {
  try {
    connection.prepare('ROLLBACK').run([])
  } catch {
    // SQLite has done so itself after some failures.
  }
}

function isOver(): Error {
  return databaseError(
    'ERR_DATABASE_TRANSACTION_OVER',
    'the transaction is over: it was committed, rolled back or aborted',
  )
}
