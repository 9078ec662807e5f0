import { columnTypeOf } from '../../artifact/column-type.js'
import type { AggregateProjectionSyntax } from '../../artifact/documents.js'
import { shapeName } from '../../artifact/identifier.js'
import type { Text } from '../../artifact/node.js'
import type { AggregateParts, GroupFieldModel, MetricModel } from '../../artifact/projection-model.js'
import type { MetricSyntax } from '../../artifact/projection-syntax.js'
import type { Span } from '../../artifact/span.js'
import type { ObjectShape, ValueType } from '../../artifact/value-type.js'
import { diagnostic } from '../../diagnostic/diagnostic.js'
import type { Collections } from '../action/check-read.js'
import { typeOfShape } from '../expression/scope.js'
import { shapeOfMembers } from '../template/template-type.js'
import { describeType } from '../type/describe-type.js'
import { intType, unknownType, withNull, withoutNull } from '../type/nullable.js'
import { followReference, type Place } from './check-fields.js'
import { type CheckedJoin, checkJoin } from './check-join.js'
import { checkPagination } from './check-pagination.js'
import { checkJoinedFilter } from './joined-rows.js'
import type { KnownParts } from './known-projection.js'
import { checkOutputSearch, checkOutputSort, type OutputRows } from './output-rows.js'
import { columnOf } from './row-sources.js'

/** An aggregate, as it is declared. */
export interface DeclaredAggregate {
  readonly id: string
  readonly at: Span
  readonly syntax: AggregateProjectionSyntax
}

/** Checks groups of records: what makes a group, and what is told of it. */
export function checkAggregate(
  { id, at, syntax }: DeclaredAggregate,
  collections: Collections,
  place: Place,
): KnownParts<AggregateParts> {
  const from = checkJoin(syntax, place, collections)
  const [primary] = from.sources.aliases.values()
  const members = new Members()
  const group = syntax.groupBy.map((text, index) =>
    checkGroupField(text, from, { members, place: within(place, `group_by.${index}`) }),
  )
  const metrics = syntax.metrics.map((metric, index) =>
    checkMetric(metric, from, { members, place: within(place, `metrics.${index}`) }),
  )
  const shape = shapeOfRow(id, group, metrics, syntax)
  const rows: OutputRows = { shape, at, also: new Map(group.map(({ name, text }) => [text, name])) }
  const parts: AggregateParts = {
    strategy: 'aggregate',
    primary: { alias: primary?.identifier ?? '', collection: syntax.primary.collection.text },
    joins: from.joins,
    where: syntax.where && checkJoinedFilter(syntax.where, from, within(place, 'where')),
    group: group.flatMap(({ field }) => (field === null ? [] : [field])),
    metrics: metrics.map(({ metric }) => metric),
    row: shape,
    search: checkOutputSearch(syntax.search, rows, place),
    ...checkOutputSort(syntax.sort, rows, place),
    pagination: checkPagination(syntax.pagination, within(place, 'pagination')),
  }
  return { parts, row: typeOfShape(shape), aliases: [] }
}

function within(place: Place, key: string): Place {
  return { ...place, path: `${place.path}.${key}` }
}

/** The names of a row's members, each of which means one thing. */
class Members {
  private readonly first = new Map<string, Span>()

  add(name: string, at: Span, { path, found }: Place): void {
    const earlier = this.first.get(name)
    this.first.set(name, earlier ?? at)
    if (earlier === undefined) return
    const related = [{ note: 'first named here', at: earlier }]
    const problem = `two members of a row are called "${name}"`
    found.push(diagnostic('projection_plan_invalid_error', at, { problem }, { path, related }))
  }
}

interface Around {
  readonly members: Members
  readonly place: Place
}

/** A group's member; `field` is null where the reference was wrong. */
interface CheckedGroup {
  readonly text: string
  readonly name: string
  readonly type: ValueType
  readonly field: GroupFieldModel | null
}

function checkGroupField(text: Text, { sources, names }: CheckedJoin, { members, place }: Around): CheckedGroup {
  const segments = text.text.split('.')
  const name = segments.at(-1) ?? text.text
  const source = followReference({ path: text, segments }, { sources, names }, place)
  // The name of what could not be read is nobody's.
  if (source !== null) members.add(name, text.at, place)
  if (source === null) return { text: text.text, name, type: unknownType, field: null }
  const { value } = source
  return { text: text.text, name, type: value.type, field: { name, value, column: columnOf(source, sources) } }
}

interface CheckedMetric {
  readonly metric: MetricModel
  readonly type: ValueType
}

function checkMetric(syntax: MetricSyntax, { sources, names }: CheckedJoin, { members, place }: Around): CheckedMetric {
  const { id, op, field, at } = syntax
  members.add(id.text, id.at, within(place, 'id'))
  const isCount = op === 'count'
  if (field === null) {
    const problem = `"${op}" needs "field": the values of which it takes the ${op === 'min' ? 'least' : 'greatest'}`
    if (!isCount) place.found.push(diagnostic('projection_plan_invalid_error', at, { problem }, { path: place.path }))
    return { metric: { id: id.text, op, value: null, column: null }, type: isCount ? intType : unknownType }
  }
  const inner = within(place, 'field')
  const source = followReference({ path: field, segments: field.text.split('.') }, { sources, names }, inner)
  const type = source?.value.type ?? unknownType
  if (!isCount && type.kind !== 'unknown' && columnTypeOf(type) === 'json') {
    const problem = `"${op}" compares scalars, and "${field.text}" is ${describeType(withoutNull(type))}`
    place.found.push(diagnostic('projection_plan_invalid_error', field.at, { problem }, { path: inner.path }))
  }
  const column = source && columnOf(source, sources)
  return { metric: { id: id.text, op, value: source?.value ?? null, column }, type: isCount ? intType : type }
}

/** A group over everything may be over nothing; any other has at least one record. */
function shapeOfRow(
  id: string,
  group: readonly CheckedGroup[],
  metrics: readonly CheckedMetric[],
  { groupBy }: AggregateProjectionSyntax,
): ObjectShape {
  const mayBeEmpty = groupBy.length === 0
  const members = [
    ...group.map(({ name, type }) => ({ name, value: { type } })),
    ...metrics.map(({ metric, type }) => {
      const known = mayBeEmpty && metric.op !== 'count' ? withNull(type) : type
      return { name: metric.id, value: { type: known } }
    }),
  ]
  const shape = { ...shapeOfMembers(members), name: shapeName('row', id) }
  return group.some(({ field }) => field === null) ? { ...shape, open: true } : shape
}
