import type { Database, Statement } from 'better-sqlite3'

// An app has some hundreds of queries, each with a few shapes of its condition.
const most = 1000

/** Prepared statements by their text, that answer with rows as lists. */
export class StatementCache {
  private readonly database: Database
  private readonly statements = new Map<string, Statement>()

  constructor(database: Database) {
    this.database = database
  }

  prepare(sql: string): Statement {
    const known = this.statements.get(sql)
    if (known !== undefined) return known
    const statement = this.database.prepare(sql).raw()
    for (const [oldest] of this.statements) {
      if (this.statements.size < most) break
      this.statements.delete(oldest)
    }
    this.statements.set(sql, statement)
    return statement
  }
}
