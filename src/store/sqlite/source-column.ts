import type { ColumnType } from '../../contract/collection.js'

/** A column of one of a projection's sources, as SQL names it. */
export interface SourceColumn {
  readonly sql: string
  readonly type: ColumnType
  /** Whether it has a value in every row: it is required, and its source is never missing. */
  readonly required: boolean
}

/** Values of two families are never equal and have no order. */
export const families = {
  text: 'text',
  timestamp: 'text',
  int: 'number',
  number: 'number',
  bool: 'bool',
  json: 'json',
} as const satisfies Record<ColumnType, string>

/**
 * Two texts of SQL that are equal, or in order, exactly when the columns' values are; null where they never are equal.
 * Canonical JSON of a scalar beside a column of JSON is made by the function `tenon_json`.
 */
export function comparable(left: SourceColumn, right: SourceColumn): readonly [string, string] | null {
  const isJson = families[left.type] === 'json'
  if (families[left.type] === families[right.type]) return [left.sql, right.sql]
  if (!isJson && families[right.type] !== 'json') return null
  return isJson ? [left.sql, asJson(right)] : [asJson(left), right.sql]
}

function asJson({ sql, type }: SourceColumn): string {
  return `tenon_json('${type}', ${sql})`
}
