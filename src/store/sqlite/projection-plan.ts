import type { CollectionTable } from '../../contract/collection.js'
import type { ColumnReference, JoinProgram, ProjectionProgram, StoredProjection } from '../../contract/program.js'
import type { RowOrder } from '../../contract/row.js'
import { bug } from '../../semantics/bug.js'
import { comparable, type SourceColumn } from './source-column.js'
import { quoted, tableName } from './sql-names.js'
import { decodeRecord } from './sqlite-collection.js'

/** A projection as SQL: where its sources come from, and how a row of the answer becomes a source again. */
export interface ProjectionPlan {
  /** `"tickets" AS s0 LEFT JOIN "agents" AS s1 ON …` */
  readonly from: string
  /** As many rows as `from`, whatever is asked of the aliases mentioned, without the joins that this takes no part of. */
  countFrom(mentioned: ReadonlySet<string>): string
  /** All columns of all sources. */
  readonly columns: string
  columnOf(reference: ColumnReference): SourceColumn
  decode(row: readonly unknown[]): object
}

interface PlannedSource {
  readonly alias: string
  /** Positions, because SQLite does not tell the aliases `t` and `T` apart. */
  readonly sql: string
  readonly table: CollectionTable
  /** Where the source's columns begin in a row, and where its id is. */
  readonly offset: number
  readonly idOffset: number
  readonly isOptional: boolean
}

interface PlannedJoin {
  readonly join: JoinProgram
  readonly text: string
}

/** Plans a projection over these tables. */
export function planProjection(
  projection: StoredProjection,
  tableOf: (collection: string) => CollectionTable,
): ProjectionPlan {
  const { strategy, primary } = projection
  const sources = listSources(projection, tableOf)
  const columnOf = (reference: ColumnReference) => findColumn(sources, reference)
  const first = `${tableName(primary.collection)} AS s0`
  const joins = projection.joins.map((join, index) => ({ join, text: joinText(join, sources[index + 1], columnOf) }))
  return {
    from: [first, ...joins.map(({ text }) => text)].join(' '),
    countFrom: (mentioned) => [first, ...neededJoins(joins, mentioned).map(({ text }) => text)].join(' '),
    columns: sources.flatMap(({ sql, table }) => table.columns.map(({ name }) => `${sql}.${quoted(name)}`)).join(', '),
    columnOf,
    decode:
      strategy === 'from_collection'
        ? (row) => decodeRecord(sources[0]?.table.columns ?? [], row, 0)
        : (row) => decodeJoined(sources, row),
  }
}

// A left join on an id gives each row at most one match and drops none, so it does not change how many there are.
function neededJoins(joins: readonly PlannedJoin[], mentioned: ReadonlySet<string>): readonly PlannedJoin[] {
  const needed = new Set(mentioned)
  const kept = [...joins].reverse().filter(({ join: { alias, type, on } }) => {
    if (type === 'left' && !needed.has(alias) && on.some(({ field }) => field === 'id')) return false
    for (const { earlier } of on) needed.add(earlier)
    return true
  })
  return kept.reverse()
}

function listSources(
  { primary, joins }: StoredProjection,
  tableOf: (collection: string) => CollectionTable,
): readonly PlannedSource[] {
  const sources: PlannedSource[] = []
  let offset = 0
  for (const { alias, collection, type } of [{ ...primary, type: 'inner' }, ...joins]) {
    const table = tableOf(collection)
    const idOffset = offset + table.columns.findIndex(({ name }) => name === 'id')
    sources.push({ alias, sql: `s${sources.length}`, table, offset, idOffset, isOptional: type === 'left' })
    offset += table.columns.length
  }
  return sources
}

function findColumn(sources: readonly PlannedSource[], { alias, field }: ColumnReference): SourceColumn {
  const source = sources.find((candidate) => candidate.alias === alias)
  const column = source?.table.columns.find(({ name }) => name === field)
  if (source === undefined || column === undefined) throw bug(`there is no column ${alias}.${field}`)
  return { sql: `${source.sql}.${quoted(field)}`, type: column.type, required: column.required && !source.isOptional }
}

function joinText(
  { alias, type, collection, on }: JoinProgram,
  source: PlannedSource | undefined,
  columnOf: (reference: ColumnReference) => SourceColumn,
): string {
  const pairs = on.map(({ field, earlier, earlierField }) => {
    const pair = comparable(columnOf({ alias, field }), columnOf({ alias: earlier, field: earlierField }))
    return pair === null ? '0' : `${pair[0]} = ${pair[1]}`
  })
  const kind = type === 'left' ? 'LEFT JOIN' : 'JOIN'
  return `${kind} ${tableName(collection)} AS ${source?.sql} ON ${pairs.length === 0 ? '1' : pairs.join(' AND ')}`
}

function decodeJoined(sources: readonly PlannedSource[], row: readonly unknown[]): object {
  const joined: Record<string, object | null> = {}
  // Every record has an id, so a source without one is a left join without a match.
  for (const { alias, table, offset, idOffset } of sources)
    joined[alias] = row[idOffset] === null ? null : decodeRecord(table.columns, row, offset)
  return joined
}

/** `ORDER BY`'s terms for the rules of an order, without ties; null where a rule's values stand in no column. */
export function orderTerms(
  { id, sortKeys }: ProjectionProgram,
  plan: ProjectionPlan,
  order: RowOrder,
): readonly string[] | null {
  const terms = order.rules.map(({ key, direction }) => {
    const sortKey = sortKeys.get(key)
    if (sortKey === undefined) throw bug(`${id} has no sort key ${key}`)
    const column = sortKey.column === undefined ? null : plan.columnOf(sortKey.column)
    // JSON is kept as text, whose order is not that of the values.
    if (column === null || column.type === 'json') return null
    const nulls = direction === 'asc' ? 'NULLS LAST' : 'NULLS FIRST'
    return `${column.sql} ${direction === 'asc' ? 'ASC' : 'DESC'}${column.required ? '' : ` ${nulls}`}`
  })
  return terms.includes(null) ? null : terms.filter((term) => term !== null)
}
