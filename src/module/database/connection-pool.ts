import type { SqlConnection, SqlSource } from '../../contract/sql-source.js'
import { type Abort, abortError } from '../host/abort.js'

// Each of one runtime; a file that is open costs little, and a statement that runs has its connection for itself.
const mostConnections = 8

interface Waiter {
  readonly give: (connection: SqlConnection) => void
  readonly refuse: (error: Error) => void
}

/** Connections of one runtime: each is one piece of work's alone until it is given back. */
export class ConnectionPool {
  readonly #source: SqlSource
  readonly #idle: SqlConnection[] = []
  readonly #waiting = new Set<Waiter>()
  #open = 0
  #closed = false

  constructor(source: SqlSource) {
    this.#source = source
  }

  async acquire(abort: Abort): Promise<SqlConnection> {
    if (this.#closed) throw abortError()
    const idle = this.#idle.pop()
    if (idle !== undefined) return idle
    if (this.#open < mostConnections) {
      const connection = this.#source.connect()
      this.#open += 1
      return connection
    }
    return this.#wait(abort)
  }

  release(connection: SqlConnection): void {
    const [waiter] = this.#waiting
    if (this.#closed) connection.close()
    else if (waiter === undefined) this.#idle.push(connection)
    else waiter.give(connection)
  }

  /** Closes what is idle now, and the rest when it is given back. */
  close(): void {
    this.#closed = true
    for (const connection of this.#idle.splice(0)) connection.close()
    for (const waiter of [...this.#waiting]) waiter.refuse(abortError())
  }

  #wait(abort: Abort): Promise<SqlConnection> {
    return new Promise((resolve, reject) => {
      const end = (): void => {
        unhook()
        this.#waiting.delete(waiter)
      }
      const waiter: Waiter = {
        give: (connection) => {
          end()
          resolve(connection)
        },
        refuse: (error) => {
          end()
          reject(error)
        },
      }
      this.#waiting.add(waiter)
      const unhook = abort.onAbort(waiter.refuse)
    })
  }
}
