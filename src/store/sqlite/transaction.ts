import type { Database, Statement } from 'better-sqlite3'

/** Runs work in transactions of one connection; they do not nest. */
export class Transactions {
  private readonly database: Database
  private readonly beginReading: Statement
  private readonly beginWriting: Statement
  private readonly commit: Statement
  private readonly rollback: Statement

  constructor(database: Database) {
    this.database = database
    this.beginReading = database.prepare('BEGIN')
    // At once, because a transaction that becomes a writer later fails instead of waiting for its turn.
    this.beginWriting = database.prepare('BEGIN IMMEDIATE')
    this.commit = database.prepare('COMMIT')
    this.rollback = database.prepare('ROLLBACK')
  }

  /** Everything that `work` reads is one state of the database. */
  read<Value>(work: () => Value): Value {
    this.beginReading.run()
    return this.finish(work, () => true)
  }

  /** What `work` writes stands when it returns a value that is kept, and is undone when it returns another or throws. */
  write<Value>(work: () => Value, isKept: (value: Value) => boolean = () => true): Value {
    this.beginWriting.run()
    return this.finish(work, isKept)
  }

  private finish<Value>(work: () => Value, isKept: (value: Value) => boolean): Value {
    try {
      const value = work()
      if (isKept(value)) this.commit.run()
      else this.rollback.run()
      return value
    } catch (thrown) {
      // SQLite has rolled back by itself after some failures, a full disk among them.
      if (this.database.inTransaction) this.rollback.run()
      throw thrown
    }
  }
}
