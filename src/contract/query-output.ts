/** What a query answers: one page of rows, and what page it is. */
export interface QueryOutput<Row = object> {
  readonly rows: readonly Row[]
  readonly meta: QueryMeta
}

/** Where the rows of a query come from. `artifact_hash` is the projection's: it changes when the read model does. */
export interface QueryMeta {
  readonly projection: string
  readonly strategy: 'from_collection' | 'join'
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
