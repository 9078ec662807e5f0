/** What a column holds, and what a parameter may be. Whole numbers that are not exact as `number` are `bigint`. */
export type SqlValue = null | number | bigint | string | Uint8Array

/** Parameters by place, or by name without the sign in front of it. */
export type SqlParameters = readonly SqlValue[] | Readonly<Record<string, SqlValue>>

/** Where connections for the SQL of others come from: a store that lends its data is activated to one as `sql`. */
export interface SqlSource {
  /** A connection of its own, which the caller closes. Throws one sentence where there is none to be had. */
  connect(): SqlConnection
}

/** Runs one statement at a time. Never waits: where another connection is writing, it throws with a code `SQLITE_BUSY…`. */
export interface SqlConnection {
  /** Throws where the text is no statement, or more than one. */
  prepare(sql: string): SqlStatement
  close(): void
}

export interface SqlStatement {
  /** Changes nothing. */
  readonly isReadOnly: boolean
  /** Of its rows; empty where it gives none. */
  readonly columns: readonly string[]
  /** Rows as they are found, each as a list. To be ended before the connection does anything else. */
  rows(parameters: SqlParameters): IterableIterator<readonly SqlValue[]>
  /** For a statement without rows. */
  run(parameters: SqlParameters): { readonly changes: number; readonly lastInsertRowid: SqlValue }
}
