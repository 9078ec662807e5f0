/** What a query answers: one page of rows, and what page it is. `Meta` says more for some kinds of projection. */
export interface QueryOutput<Row = object, Meta = QueryMeta> {
  readonly rows: readonly Row[]
  readonly meta: Meta
}

/** Where the rows of a query come from. `artifact_hash` is the projection's: it changes when the read model does. */
export interface QueryMeta<Strategy extends string = 'from_collection' | 'join'> {
  readonly projection: string
  readonly strategy: Strategy
  readonly artifact_hash: string
  readonly pagination: PageMeta
}

/** Pages count from 1; without rows there is one empty page. */
export interface PageMeta {
  readonly mode: 'page'
  readonly page: number
  readonly page_size: number
  readonly total_rows: number
  readonly total_pages: number
}

export type AggregateMeta = QueryMeta<'aggregate'>

/** What a timeline says of itself: how far it is to be believed. */
export interface TimelineMeta extends QueryMeta<'timeline'> {
  readonly rebuild_status: 'in_progress' | 'complete' | 'failed' | 'stale'
  /** From 0 to 1 while a rebuild goes on, 1 after one; null where there was none. */
  readonly rebuild_progress: number | null
  readonly rebuild_started_at: string | null
  /** False where records that belong to it are known to be missing. */
  readonly history_complete: boolean
  /** The instant in the past that the rows are of; null: they are current. */
  readonly as_of_applied: string | null
}

/** The same of a timeline that accumulates. */
export interface StateMeta extends TimelineMeta {
  /** How many records named no group. */
  readonly ungrouped_records: number
}

/** The same of a projection with rules for its rows. */
export type GuardedMeta<Meta = QueryMeta> = Meta & { readonly guards: RowGuardMeta }

/** What became of the rules for the rows of the page. */
export interface RowGuardMeta {
  readonly evaluated_rows: number
  readonly violation_count: number
  readonly violations: readonly RowViolation[]
}

/** A row that breaks a rule; `row` is its index on the page. */
export interface RowViolation {
  readonly row: number
  readonly guard_id: string
  readonly description: string
  readonly policy: string
}
