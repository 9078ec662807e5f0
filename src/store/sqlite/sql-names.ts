import type { ColumnType } from '../../contract/collection.js'

/** The name as SQL reads it, whatever keyword it may be. */
export function quoted(name: string): string {
  return `"${name}"`
}

/** The table of a collection, quoted. */
export function tableName(collection: string): string {
  return quoted(stem(collection))
}

/** The index of a collection over these fields, quoted. */
export function indexName(collection: string, fields: readonly string[]): string {
  return quoted([stem(collection), ...fields].join('$'))
}

// Names of SQLite itself and of this store's own tables must stay out of a collection's reach.
function stem(collection: string): string {
  return /^(sqlite|tenon)_/i.test(collection) ? `$${collection}` : collection
}

/** The column of a record's version, quoted; no field can have this name. */
export const versionColumn = quoted('$version')

/** How a type of the language is kept in a strict table. */
export const sqlTypes: Readonly<Record<ColumnType, string>> = {
  text: 'TEXT',
  timestamp: 'TEXT',
  int: 'INTEGER',
  number: 'REAL',
  bool: 'INTEGER',
  json: 'TEXT',
}
