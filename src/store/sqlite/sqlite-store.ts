import type { Database } from 'better-sqlite3'
import type { ColumnType } from '../../contract/collection.js'
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
import { RowSelector } from './select-rows.js'
import { SqliteCollection } from './sqlite-collection.js'
import { SqliteReplayStore } from './sqlite-replay-store.js'
import { SqliteSessionStore } from './sqlite-session-store.js'
import { Transactions } from './transaction.js'

/** What can only be prepared once the tables are there. */
interface Opened {
  readonly collections: ReadonlyMap<string, SqliteCollection>
  readonly rows: RowSelector
  readonly replay: SqliteReplayStore
  readonly sessions: SqliteSessionStore
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

  get sessions(): SessionStore {
    return this.parts.sessions
  }

  open(schema: StoreSchema): void {
    const { database, transactions } = this
    migrate(database, transactions, schema)
    const collections = new Map(schema.tables.map((table) => [table.id, new SqliteCollection(database, table)]))
    const tableOf = (id: string) => collectionOf(collections, id).table
    this.opened = {
      collections,
      rows: new RowSelector(database, transactions, tableOf),
      replay: new SqliteReplayStore(database, transactions),
      sessions: new SqliteSessionStore(database),
    }
  }

  read(collection: string, id: string): VersionedRecord {
    return collectionOf(this.parts.collections, collection).read(id)
  }

  select(selection: Selection): Selected {
    return this.parts.rows.select(selection)
  }

  commit(commit: Commit): CommitOutcome {
    const hasWrites = commit.writes.length > 0 || commit.replay !== null || commit.session !== undefined
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

  private apply({ reads, writes, replay, session }: Commit): CommitOutcome {
    const { collections, replay: calls, sessions } = this.parts
    if (replay !== null && !calls.record(replay)) return { kind: 'lost' }
    for (const { collection, id, version } of reads)
      if (collectionOf(collections, collection).versionOf(id) !== version) return { kind: 'conflict', collection, id }
    if (session !== undefined && !sessions.isCurrent(session))
      return { kind: 'conflict', collection: sessionCollection, id: session.key }
    for (const { collection, id, record } of writes) collectionOf(collections, collection).write(id, record)
    if (session !== undefined) sessions.write(session)
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
