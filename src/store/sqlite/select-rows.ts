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
import { encodeText } from './column-value.js'
import { type CompiledFilter, compileFilter } from './compile-filter.js'
import { orderTerms, type ProjectionPlan, planProjection } from './projection-plan.js'
import type { StatementCache } from './statement-cache.js'
import type { Transactions } from './transaction.js'

interface Planned {
  readonly plan: ProjectionPlan
  /** The call of the function that gives a row's rank among those that the order leaves equal. */
  readonly tie: string
}

/** One call's query. */
interface Query extends CompiledFilter {
  readonly projection: ProjectionProgram
  readonly planned: Planned
}

/** What selectors work with. */
export interface SelectorParts {
  readonly database: Database
  readonly transactions: Transactions
  readonly statements: StatementCache
  tableOf(collection: string): CollectionTable
}

/** Answers queries of records from one connection. */
export class RowSelector {
  private readonly database: Database
  private readonly transactions: Transactions
  private readonly tableOf: (collection: string) => CollectionTable
  private readonly statements: StatementCache
  private readonly planned = new Map<ProjectionProgram, Planned>()

  constructor({ database, transactions, statements, tableOf }: SelectorParts) {
    this.database = database
    this.transactions = transactions
    this.tableOf = tableOf
    this.statements = statements
  }

  select(projection: ProjectionProgram, selection: Selection): Selected {
    const planned = this.planOf(projection)
    const filter = compileFilter(selection.query.push, selection.scope, planned.plan)
    if (filter === null) return { kind: 'page', rows: [], total: 0 }
    const query = { projection, planned, ...filter }
    const terms = orderTerms(projection, planned.plan, selection.order)
    if (!query.isExact || selection.search !== null || terms === null) return this.entries(query)
    return this.transactions.read(() => this.page(selection, query, terms))
  }

  private entries(query: Query): Selected {
    const { projection } = query
    const entries = this.fetch(query, '', [])
    const kept = entries.filter(({ source, row }) => projection.keep === undefined || projection.keep(source, row))
    return { kind: 'entries', entries: kept, sorted: false }
  }

  // Ranking ties costs a call per row that SQLite passes on its way to the page. So the page is taken without, together
  // with the row before and the row after: where none of the two ties with its neighbour, the page holds the right rows.
  private page({ offset, limit, order }: Selection, query: Query, terms: readonly string[]): Selected {
    const { projection, planned } = query
    const before = offset > 0 ? 1 : 0
    const window = [before + limit + 1, Math.min(offset - before, Number.MAX_SAFE_INTEGER)]
    const around = this.fetch(query, `${orderBy(terms)} LIMIT ? OFFSET ?`, window)
    const isWhole = offset === 0 && around.length <= limit
    const total = isWhole ? around.length : this.count(query)
    const hasTies = [before, before + limit].some((at) => haveOneRank(projection, order, around[at - 1], around[at]))
    const rows = hasTies
      ? this.fetch(query, `${orderBy([...terms, planned.tie])} LIMIT ? OFFSET ?`, [limit, offset])
      : around.slice(before, before + limit)
    return { kind: 'page', rows: sortEntries(projection, order, rows).map(({ row }) => row), total }
  }

  private fetch(query: Query, tail: string, tailValues: readonly number[]): readonly RowEntry[] {
    const { projection, where, values } = query
    const { plan } = query.planned
    const statement = this.statements.prepare(`SELECT ${plan.columns} FROM ${plan.from}${where}${tail}`)
    const rows = statement.all([...values, ...tailValues]) as (readonly unknown[])[]
    return rows.map((row) => {
      const source = plan.decode(row)
      return { source, row: projection.shape(source) }
    })
  }

  private count({ planned, where, values, mentioned }: Query): number {
    const statement = this.statements.prepare(`SELECT count(*) FROM ${planned.plan.countFrom(mentioned)}${where}`)
    const [count] = statement.get([...values]) as [number]
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

function orderBy(terms: readonly string[]): string {
  return terms.length === 0 ? '' : ` ORDER BY ${terms.join(', ')}`
}
