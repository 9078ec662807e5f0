import type { GuardProgram } from './guard.js'
import type { OutputRow, RowOrder } from './row.js'

/** What every read model has, whatever its rows are made of: how they are searched, sorted, paged and guarded. */
export interface ListingProgram<Source = object, Row = OutputRow> {
  readonly id: string
  readonly hash: string
  /** The texts that a search looks into; absent when the projection has no search. */
  searched?(source: Source, row: Row): readonly (string | null)[]
  readonly sortKeys: ReadonlyMap<string, SortKeyProgram<Source, Row>>
  readonly sort: SortProgram
  readonly pagination: { readonly defaultPage: number; readonly defaultSize: number; readonly maxSize: number }
  /** What holds for each row that is answered. */
  readonly guards?: GuardProgram<RowScope<Row>>
}

/** What the rules of a projection see: a row, the input of the query, and as of when it was asked, null for now. */
export interface RowScope<Row = OutputRow> {
  readonly row: Row
  readonly args: unknown
  readonly as_of: string | null
}

export interface SortKeyProgram<Source = object, Row = OutputRow> {
  value(source: Source, row: Row): unknown
  /** The stored column that holds exactly this value, where there is one. */
  readonly column?: ColumnReference
}

/**
 * `chosen`: the caller picks among `allowed` (argument value → sort key). `fixed`: the spec has decided. `natural`: rows
 * stay in the order in which a timeline has them.
 */
export type SortProgram =
  | { readonly kind: 'natural' }
  | {
      readonly kind: 'chosen'
      readonly allowed: ReadonlyMap<string, string>
      readonly defaultKey: string
      readonly defaultDirection: 'asc' | 'desc'
    }
  | { readonly kind: 'fixed'; readonly order: RowOrder }

export interface ColumnReference {
  readonly alias: string
  readonly field: string
}
