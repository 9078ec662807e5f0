import type { CollectionProjectionSyntax, JoinProjectionSyntax } from '../../artifact/documents.js'
import { shapeName } from '../../artifact/identifier.js'
import type { RecordsParts } from '../../artifact/projection-model.js'
import type { Span } from '../../artifact/span.js'
import type { ObjectShape, ValueType } from '../../artifact/value-type.js'
import { diagnostic } from '../../diagnostic/diagnostic.js'
import { type Collections, findCollection } from '../action/check-read.js'
import { checkCondition } from '../expression/check-condition.js'
import { typeOfShape } from '../expression/scope.js'
import { shapeOfMembers } from '../template/template-type.js'
import { unknownType } from '../type/nullable.js'
import { checkFields, type NamedField, namesOf, type Place } from './check-fields.js'
import { type CheckedJoin, checkJoin } from './check-join.js'
import { checkPagination } from './check-pagination.js'
import { checkSearch } from './check-search.js'
import { type CheckedSort, checkSort, type SortSurroundings } from './check-sort.js'
import { type KnownParts, scopeOfFilter } from './known-projection.js'
import type { RowSources } from './row-sources.js'

type RecordsSyntax = CollectionProjectionSyntax | JoinProjectionSyntax

/** A projection of records, as it is declared. */
export interface DeclaredRecords {
  readonly id: string
  readonly at: Span
  readonly syntax: RecordsSyntax
}

/** Checks a projection of one collection, or of several joined. */
export function checkRecords(
  { id, at, syntax }: DeclaredRecords,
  collections: Collections,
  place: Place,
): KnownParts<RecordsParts> {
  const { path, found } = place
  const from = readSources(syntax, place, collections)
  const fields = readFields(syntax, from, { ...place, path: `${path}.fields` })
  const around = { sources: from.sources, fields, names: namesOf(fields, from.names) }
  const shape = shapeOfRow(id, fields)
  const row = syntax.strategy === 'join' ? typeOfShape(shape) : typeOfRecord(from.sources)
  const aliases = listAliases(from.sources)
  const scope = scopeOfFilter('the "where" of a projection', { row, aliases, input: unknownType })
  const parts: RecordsParts = {
    strategy: syntax.strategy,
    primary: primaryOf(syntax, from.sources),
    joins: from.joins,
    row: shape,
    fields: fields.flatMap(({ name, source }) => (source === null ? [] : [{ name: name.text, value: source.value }])),
    where: syntax.where && checkCondition(syntax.where, { scope, path: `${path}.where`, found }),
    search: syntax.search && checkSearch(syntax.search, around, { ...place, path: `${path}.search` }),
    ...sortOf({ at, syntax }, around, { ...place, path: `${path}.sort` }),
    pagination: checkPagination(syntax.pagination, { ...place, path: `${path}.pagination` }),
  }
  return { parts, row, aliases }
}

function readSources(syntax: RecordsSyntax, place: Place, collections: Collections): CheckedJoin {
  return syntax.strategy === 'join' ? checkJoin(syntax, place, collections) : readCollection(syntax, place, collections)
}

function readCollection(
  { collection }: CollectionProjectionSyntax,
  { path, found }: Place,
  collections: Collections,
): CheckedJoin {
  const declared = findCollection(collection, { path: `${path}.collection`, found }, collections)
  const type = declared === null ? unknownType : typeOfShape(declared.record)
  const aliases = new Map([[collection.text, { identifier: 'row', type }]])
  return { sources: { strategy: 'from_collection', aliases }, names: new Map(), joins: [] }
}

/** Without `fields`, a projection of one collection shows every field of it. */
function readFields(syntax: RecordsSyntax, from: CheckedJoin, place: Place): readonly NamedField[] {
  if (syntax.fields !== null) return checkFields(syntax.fields, from, place)
  const record = typeOfRecord(from.sources)
  if (record.kind !== 'object') return []
  const all = record.shape.fields.map(({ name }) => {
    const text = { text: name, at: syntax.at }
    return { at: syntax.at, path: text, name: text, segments: [name] }
  })
  return checkFields(all, from, place)
}

function typeOfRecord({ aliases }: RowSources): ValueType {
  const [record] = aliases.values()
  return record?.type ?? unknownType
}

/** The aliases as names of a scope; the record of one collection is seen as `row` alone. */
function listAliases({ strategy, aliases }: RowSources): KnownParts['aliases'] {
  return strategy === 'join' ? [...aliases].map(([name, { type }]) => [name, type] as const) : []
}

/** Rows keep every member: one without a value is null. */
function shapeOfRow(id: string, fields: readonly NamedField[]): ObjectShape {
  const members = fields.map(({ name, source }) => ({ name: name.text, value: source?.value ?? { type: unknownType } }))
  const shape = { ...shapeOfMembers(members), name: shapeName('row', id) }
  return fields.length === 0 || fields.some(({ source }) => source === null) ? { ...shape, open: true } : shape
}

function primaryOf(syntax: RecordsSyntax, { aliases }: RowSources): RecordsParts['primary'] {
  if (syntax.strategy !== 'join') return { alias: syntax.collection.text, collection: syntax.collection.text }
  const [primary] = aliases.values()
  return { alias: primary?.identifier ?? '', collection: syntax.primary.collection.text }
}

function sortOf({ at, syntax }: Omit<DeclaredRecords, 'id'>, around: SortSurroundings, place: Place): CheckedSort {
  if (syntax.sort !== null) return checkSort(syntax.sort, around, place)
  const problem = `a projection of the strategy "${syntax.strategy}" needs "sort"`
  place.found.push(diagnostic('projection_plan_invalid_error', at, { problem }, { path: place.path }))
  return { sort: { kind: 'fixed', rules: [] }, sortKeys: [] }
}
