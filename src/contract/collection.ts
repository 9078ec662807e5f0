/** A record of a collection: closed JSON in which every declared field is present, null where it has no value. */
export interface StoredRecord {
  readonly id: string
}

/** How a field is kept in a table. `json` holds what is not one scalar: arrays, objects, enums of several types. */
export type ColumnType = 'text' | 'int' | 'number' | 'bool' | 'timestamp' | 'json'

export interface CollectionColumn {
  readonly name: string
  readonly type: ColumnType
  readonly required: boolean
}

/** The table a collection needs. `indexes` are lists of field names that queries filter or sort by. */
export interface CollectionTable {
  readonly id: string
  readonly columns: readonly CollectionColumn[]
  readonly indexes: readonly (readonly string[])[]
}
