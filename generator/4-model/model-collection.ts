import type { CollectionModel, ModelOptions } from '../artifact/app-model.js'
import type { CheckedCollection } from '../artifact/checked-app.js'
import { columnTypeOf } from '../artifact/column-type.js'
import { declarationIdentifier } from '../artifact/identifier.js'
import { modelInvariants } from './model-guards.js'

/** A collection as a table: a column for each field, in the order of the fields. */
export function modelCollection(
  { id, at, record, invariants }: CheckedCollection,
  indexes: CollectionModel['indexes'],
  locate: ModelOptions['locate'],
): CollectionModel {
  return {
    id,
    identifier: declarationIdentifier('collection', id),
    origin: locate(at),
    record,
    columns: record.fields.map(({ name, type, required }) => ({ name, type: columnTypeOf(type), required })),
    indexes,
    invariants: modelInvariants(invariants, locate),
  }
}
