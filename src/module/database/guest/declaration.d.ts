type Buffer = import('buffer').Buffer

/** What a parameter may be; a boolean becomes 1 or 0. */
export type Value = null | boolean | number | bigint | string | ArrayBufferView
/** By place, for `?`; or by name, for `:name`, `@name` and `$name`. */
export type Parameters = readonly Value[] | Readonly<Record<string, Value>>
export type Row = Record<string, null | number | string | Buffer>

export interface Changes {
  readonly changes: number
  readonly lastInsertRowid: number
}

export interface Transaction {
  query<Found extends object = Row>(sql: string, parameters?: Parameters): Promise<Found[]>
  execute(sql: string, parameters?: Parameters): Promise<Changes>
}

/** The rows of one statement. */
export function query<Found extends object = Row>(sql: string, parameters?: Parameters): Promise<Found[]>
/** Runs one statement that gives no rows. */
export function execute(sql: string, parameters?: Parameters): Promise<Changes>
/**
 * Does work in a transaction, which is committed when the work is done and rolled back when it throws. What is asked for
 * outside of `transaction` meanwhile is no part of it.
 */
export function transaction<Given>(work: (transaction: Transaction) => Given | Promise<Given>): Promise<Given>
