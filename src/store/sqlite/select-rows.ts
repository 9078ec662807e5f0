// Takes what a query asks for; gives its page where SQLite can decide everything about it, and its candidates otherwise.
// Promises pages in exactly the order of the projection, ties included, and totals of the same state as the rows.
// What SQLite cannot decide is left to the pipeline, which gets a row too many rather than one too few.
// Not its job: a search, and orders by what stands in no column.

import type { Database } from 'better-sqlite3'
import type { CollectionTable } from '../../contract/collection.js'
import type { ProjectionProgram } from '../../contract/program.js'
import type { RowEntry, Selected, Selection } from '../../contract/store.js'
import { haveOneRank } from '../../projection/have-one-rank.js'
import { sortEntries } from '../../projection/sort-entries.js'
import { canonicalJson } from '../../semantics/canonical-json.js'
import { encodeText, type SqlValue } from './column-value.js'
import { compileCondition, type ExactCondition } from './compile-condition.js'
import { orderTerms, type ProjectionPlan, planProjection } from './projection-plan.js'
import { StatementCache } from './statement-cache.js'
import type { Transactions } from './transaction.js'

interface Planned {
  readonly plan: ProjectionPlan
  /** The call of the function that gives a row's rank among those that the order leaves equal. */
  readonly tie: string
}

/** `FROM` and `WHERE` of one call, and the terms of its `ORDER BY`. */
interface Query {
  readonly planned: Planned
  readonly body: string
  readonly values: readonly SqlValue[]
  readonly terms: readonly string[]
}

const everything: ExactCondition = { condition: true, exact: true }

/** Answers queries from one connection. */
export class RowSelector {
  private readonly database: Database
  private readonly transactions: Transactions
  private readonly tableOf: (collection: string) => CollectionTable
  private readonly statements: StatementCache
  private readonly planned = new Map<ProjectionProgram, Planned>()

  constructor(database: Database, transactions: Transactions, tableOf: (collection: string) => CollectionTable) {
    this.database = database
    this.transactions = transactions
    this.tableOf = tableOf
    this.statements = new StatementCache(database)
  }

  select(selection: Selection): Selected {
    const { query, scope, order, search } = selection
    const planned = this.planOf(query.projection)
    const { condition, complete } = query.push
    const { columnOf } = planned.plan
    const compiled =
      condition === null
        ? everything
        : compileCondition(condition, { parameters: query.push.parameters(scope), columnOf })
    const terms = orderTerms(query.projection, planned.plan, order)
    const body = bodyOf(planned.plan, compiled)
    if (body === null) return { kind: 'page', rows: [], total: 0 }
    const values = typeof compiled.condition === 'boolean' ? [] : compiled.condition.values
    if (!complete || !compiled.exact || search !== null || terms === null)
      return this.entries(query.projection, { planned, body, values, terms: [] })
    return this.transactions.read(() => this.page(selection, { planned, body, values, terms }))
  }

  private entries(projection: ProjectionProgram, query: Query): Selected {
    const entries = this.fetch(projection, query, '', [])
    const kept = entries.filter(({ source, row }) => projection.keep === undefined || projection.keep(source, row))
    return { kind: 'entries', entries: kept, sorted: false }
  }

  // Ranking ties costs a call per row that SQLite passes on its way to the page. So the page is taken without, together
  // with the row before and the row after: where none of the two ties with its neighbour, the page holds the right rows.
  private page(selection: Selection, query: Query): Selected {
    const { offset, limit, order } = selection
    const { projection } = selection.query
    const before = offset > 0 ? 1 : 0
    const ordered = query.terms.length === 0 ? '' : ` ORDER BY ${query.terms.join(', ')}`
    const skipped = Math.min(offset - before, Number.MAX_SAFE_INTEGER)
    const around = this.fetch(projection, query, `${ordered} LIMIT ? OFFSET ?`, [before + limit + 1, skipped])
    const isWhole = offset === 0 && around.length <= limit
    const total = isWhole ? around.length : this.count(query)
    const ties = [before, before + limit].some((at) => haveOneRank(projection, order, around[at - 1], around[at]))
    const rows = ties ? this.ranked(selection, query) : around.slice(before, before + limit)
    return { kind: 'page', rows: sortEntries(projection, order, rows).map(({ row }) => row), total }
  }

  private ranked({ query: { projection }, offset, limit }: Selection, query: Query): readonly RowEntry[] {
    const terms = [...query.terms, query.planned.tie].join(', ')
    return this.fetch(projection, query, ` ORDER BY ${terms} LIMIT ? OFFSET ?`, [limit, offset])
  }

  private fetch(
    projection: ProjectionProgram,
    { planned, body, values }: Query,
    tail: string,
    tailValues: readonly number[],
  ): readonly RowEntry[] {
    const { plan } = planned
    const statement = this.statements.prepare(`SELECT ${plan.columns} ${body}${tail}`)
    const rows = statement.all([...values, ...tailValues]) as (readonly unknown[])[]
    return rows.map((row) => {
      const source = plan.decode(row)
      return { source, row: projection.shape(source) }
    })
  }

  private count({ body, values }: Query): number {
    const [count] = this.statements.prepare(`SELECT count(*) ${body}`).get([...values]) as [number]
    return count
  }

  private planOf(projection: ProjectionProgram): Planned {
    const known = this.planned.get(projection)
    if (known !== undefined) return known
    const plan = planProjection(projection, this.tableOf)
    const name = `tenon_tie_${this.planned.size}`
    this.database.function(name, { deterministic: true, varargs: true }, (...row: readonly unknown[]) =>
      encodeText(canonicalJson(projection.shape(plan.decode(row)))),
    )
    const planned = { plan, tie: `${name}(${plan.columns})` }
    this.planned.set(projection, planned)
    return planned
  }
}

/** Null where the condition holds for no row. */
function bodyOf({ from }: ProjectionPlan, { condition }: ExactCondition): string | null {
  if (condition === false) return null
  return condition === true ? `FROM ${from}` : `FROM ${from} WHERE ${condition.sql}`
}
