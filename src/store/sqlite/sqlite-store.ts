import type { Database } from 'better-sqlite3'
import type { ColumnType } from '../../contract/collection.js'
import type { FlowStore } from '../../contract/flow-store.js'
import type { HistoryStore, TimelineStore } from '../../contract/history.js'
import { type SessionStore, sessionCollection } from '../../contract/session.js'
import type {
  AppStore,
  Commit,
  CommitOutcome,
  ReplayStore,
  Selected,
  Selection,
  StoreSchema,
  VersionedRecord,
} from '../../contract/store.js'
import { bug } from '../../semantics/bug.js'
import { canonicalJson } from '../../semantics/canonical-json.js'
import { decodeValue, encodeText } from './column-value.js'
import { migrate } from './migrate.js'
import { openDatabase } from './open-database.js'
import { GroupSelector } from './select-groups.js'
import { RowSelector } from './select-rows.js'
import { SqliteCollection } from './sqlite-collection.js'
import { SqliteFlowStore } from './sqlite-flow-store.js'
import { SqliteHistory } from './sqlite-history.js'
import { SqliteReplayStore } from './sqlite-replay-store.js'
import { SqliteSessionStore } from './sqlite-session-store.js'
import { SqliteTimelines } from './sqlite-timelines.js'
import { StatementCache } from './statement-cache.js'
import { Transactions } from './transaction.js'

/** What can only be prepared once the tables are there. */
interface Opened {
  readonly collections: ReadonlyMap<string, SqliteCollection>
  readonly rows: RowSelector
  readonly groups: GroupSelector
  readonly replay: SqliteReplayStore
  readonly history: SqliteHistory
  readonly timelines: SqliteTimelines
  readonly sessions: SqliteSessionStore
  readonly flows: SqliteFlowStore
}

/** Keeps everything in one SQLite file, which other processes may use at the same time; answers at once. */
class SqliteStore implements AppStore {
  private readonly database: Database
  private readonly transactions: Transactions
  private opened: Opened | null = null

  constructor(file: string) {
    this.database = openDatabase(file)
    this.transactions = new Transactions(this.database)
    this.database.function('tenon_json', { deterministic: true }, (type: ColumnType, stored: unknown) =>
      stored === null ? null : encodeText(canonicalJson(decodeValue(type, stored))),
    )
  }

  get replay(): ReplayStore {
    return this.parts.replay
  }

  get history(): HistoryStore {
    return this.parts.history
  }

  get timelines(): TimelineStore {
    return this.parts.timelines
  }

  get sessions(): SessionStore {
    return this.parts.sessions
  }

  get flows(): FlowStore {
    return this.parts.flows
  }

  open(schema: StoreSchema): void {
    const { database, transactions } = this
    migrate(database, transactions, schema)
    const collections = new Map(schema.tables.map((table) => [table.id, new SqliteCollection(database, table)]))
    const tableOf = (id: string) => collectionOf(collections, id).table
    const statements = new StatementCache(database)
    this.opened = {
      collections,
      rows: new RowSelector({ database, transactions, statements, tableOf }),
      groups: new GroupSelector(statements, tableOf),
      replay: new SqliteReplayStore(database, transactions),
      history: new SqliteHistory(database, { transactions, statements, policy: schema.history }),
      timelines: new SqliteTimelines(database, transactions),
      sessions: new SqliteSessionStore(database),
      flows: new SqliteFlowStore(database, transactions, !database.memory),
    }
  }

  read(collection: string, id: string): VersionedRecord {
    return collectionOf(this.parts.collections, collection).read(id)
  }

  select(selection: Selection): Selected {
    const { projection } = selection.query
    if (projection.strategy === 'timeline') throw bug('a store selects no rows of history')
    if (projection.strategy === 'aggregate') return this.parts.groups.select(projection, selection)
    return this.parts.rows.select(projection, selection)
  }

  commit(commit: Commit): CommitOutcome {
    const { writes, replay, session, jobs, step, events = [] } = commit
    const hasParts = replay !== null || session !== undefined || jobs !== undefined || step !== undefined
    const hasWrites = writes.length > 0 || events.length > 0 || hasParts
    // Without writes nobody needs to wait: the reads are checked against one state.
    if (!hasWrites) return this.transactions.read(() => this.apply(commit))
    return this.transactions.write(
      () => this.apply(commit),
      ({ kind }) => kind === 'committed',
    )
  }

  close(): void {
    this.database.close()
  }

  private apply({ reads, writes, replay, session, jobs, step, events = [] }: Commit): CommitOutcome {
    const { collections, replay: calls, sessions, history, flows } = this.parts
    if (replay !== null && !calls.record(replay)) return { kind: 'lost' }
    if (step !== undefined && !flows.recordStep(step)) return { kind: 'lost' }
    for (const { collection, id, version } of reads)
      if (collectionOf(collections, collection).versionOf(id) !== version) return { kind: 'conflict', collection, id }
    if (session !== undefined && !sessions.isCurrent(session))
      return { kind: 'conflict', collection: sessionCollection, id: session.key }
    const conflicts = history.append(events)
    if (conflicts.length > 0) return { kind: 'event_conflict', events: conflicts }
    for (const { collection, id, record } of writes) collectionOf(collections, collection).write(id, record)
    if (session !== undefined) sessions.write(session)
    if (jobs !== undefined) flows.add(jobs)
    return { kind: 'committed' }
  }

  private get parts(): Opened {
    if (this.opened === null) throw bug('the store is used before it was opened')
    return this.opened
  }
}

function collectionOf(collections: ReadonlyMap<string, SqliteCollection>, id: string): SqliteCollection {
  const collection = collections.get(id)
  if (collection === undefined) throw bug(`the store has no collection ${id}`)
  return collection
}

/** A store in that file, which is made where it is missing; `:memory:` keeps it in this process alone. */
export function createSqliteStore({ file }: { readonly file: string }): AppStore {
  return new SqliteStore(file)
}
