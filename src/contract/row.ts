/** A row as a query answers it. Stores may hand out one object many times, so nobody may change it; it may be frozen. */
export type OutputRow = object

/** The direction and keys by which one query call wants its rows; `id` names the choice within its projection. */
export interface RowOrder {
  readonly id: string
  readonly rules: readonly { readonly key: string; readonly direction: 'asc' | 'desc' }[]
}
