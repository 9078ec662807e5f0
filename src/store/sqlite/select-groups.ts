// Takes what a query asks of an aggregate; gives its groups.
// Promises the same rows whether SQLite groups or the pipeline does: it groups what it filtered exactly, by columns.
// Not its job: filters, search, sort and pages of the rows.

import type { CollectionTable } from '../../contract/collection.js'
import type { AggregateProgram, ColumnReference, QueryScope } from '../../contract/program.js'
import type { OutputRow } from '../../contract/row.js'
import type { Selected, Selection } from '../../contract/store.js'
import { groupRows, rowOf } from '../../projection/group-rows.js'
import { decodeValue } from './column-value.js'
import { type CompiledFilter, compileFilter } from './compile-filter.js'
import { type ProjectionPlan, planProjection } from './projection-plan.js'
import type { SourceColumn } from './source-column.js'
import type { StatementCache } from './statement-cache.js'

interface Planned {
  readonly plan: ProjectionPlan
  /** Null where a group or a metric needs more than columns. */
  readonly grouping: Grouping | null
}

/** The statement's text up to the filter, and behind it; how a row of the answer becomes an output row. */
interface Grouping {
  readonly select: string
  readonly tail: string
  decode(row: readonly unknown[]): OutputRow
}

/** Answers queries of aggregates from one connection. */
export class GroupSelector {
  private readonly statements: StatementCache
  private readonly tableOf: (collection: string) => CollectionTable
  private readonly planned = new Map<AggregateProgram, Planned>()

  constructor(statements: StatementCache, tableOf: (collection: string) => CollectionTable) {
    this.statements = statements
    this.tableOf = tableOf
  }

  select(aggregate: AggregateProgram, { query: { push }, scope }: Selection): Selected {
    const { plan, grouping } = this.planOf(aggregate)
    const filter = compileFilter(push, scope, plan)
    const rows =
      filter === null
        ? groupRows(aggregate, [])
        : filter.isExact && grouping !== null
          ? this.grouped(grouping, filter)
          : groupRows(aggregate, this.joined(aggregate, { plan, filter, scope }))
    return { kind: 'entries', entries: rows.map((row) => ({ source: row, row })), sorted: false }
  }

  private grouped({ select, tail, decode }: Grouping, { where, values }: CompiledFilter): readonly OutputRow[] {
    const statement = this.statements.prepare(`${select}${where}${tail}`)
    return (statement.all([...values]) as (readonly unknown[])[]).map(decode)
  }

  // One record after the other: there may be far more of them than groups.
  private *joined(aggregate: AggregateProgram, { plan, filter, scope }: Scan): Generator<object> {
    const statement = this.statements.prepare(`SELECT ${plan.columns} FROM ${plan.from}${filter.where}`)
    for (const row of statement.iterate([...filter.values])) {
      const source = plan.decode(row as readonly unknown[])
      if (aggregate.keepJoined?.(source) === false) continue
      if (aggregate.whereJoined?.(source, scope) !== false) yield source
    }
  }

  private planOf(aggregate: AggregateProgram): Planned {
    const known = this.planned.get(aggregate)
    if (known !== undefined) return known
    const plan = planProjection(aggregate, this.tableOf)
    const planned = { plan, grouping: planGrouping(aggregate, plan) }
    this.planned.set(aggregate, planned)
    return planned
  }
}

interface Scan {
  readonly plan: ProjectionPlan
  readonly filter: CompiledFilter
  readonly scope: QueryScope
}

interface Term {
  readonly sql: string
  decode(stored: unknown): unknown
}

function planGrouping({ groupColumns, metrics }: AggregateProgram, plan: ProjectionPlan): Grouping | null {
  if (groupColumns === null) return null
  const members = groupColumns.map(({ name, column }) => ({ name, ...termOf(plan.columnOf(column)) }))
  const terms = metrics.map(({ op, value, column }) => metricTerm(op, value === undefined ? null : column, plan))
  const known = terms.filter((term) => term !== null)
  const all = [...members, ...known]
  if (known.length < terms.length || all.length === 0) return null
  return {
    select: `SELECT ${all.map(({ sql }) => sql).join(', ')} FROM ${plan.from}`,
    tail: members.length === 0 ? '' : ` GROUP BY ${members.map(({ sql }) => sql).join(', ')}`,
    decode: (row) => {
      const values = all.map(({ decode }, index) => decode(row[index]))
      const named = Object.fromEntries(members.map(({ name }, index) => [name, values[index]]))
      return rowOf(named, metrics, values.slice(members.length))
    },
  }
}

function termOf({ sql, type }: SourceColumn): Term {
  return { sql, decode: (stored) => decodeValue(type, stored) }
}

/** `column` is null for a count of records, undefined where the value stands in no column. */
function metricTerm(
  op: 'count' | 'min' | 'max',
  column: ColumnReference | null | undefined,
  plan: ProjectionPlan,
): Term | null {
  if (column === undefined) return null
  if (column === null) return { sql: 'count(*)', decode: (stored) => stored }
  const { sql, type } = plan.columnOf(column)
  if (op === 'count') return { sql: `count(${sql})`, decode: (stored) => stored }
  // JSON is kept as text, whose order is not that of the values.
  return type === 'json' ? null : { sql: `${op}(${sql})`, decode: (stored) => decodeValue(type, stored) }
}
