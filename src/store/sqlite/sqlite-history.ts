import { Buffer } from 'node:buffer'
import type { Database, Statement } from 'better-sqlite3'
import type {
  HistoryPolicy,
  HistoryRecord,
  HistoryRequest,
  HistoryScan,
  HistoryStore,
  PlacedRecord,
} from '../../contract/history.js'
import type { Json } from '../../contract/json.js'
import { instantOf } from '../../semantics/timestamp.js'
import { isSameRecord, mostPurged, purgeBefore } from '../history-rules.js'
import { decodeValue, encodeText, type SqlValue } from './column-value.js'
import type { StatementCache } from './statement-cache.js'
import type { Transactions } from './transaction.js'

/** The tables of history. Positions are never given twice, not even those of records that were dropped. */
export const historyTables = `
  CREATE TABLE IF NOT EXISTS tenon_history (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    signal TEXT NOT NULL,
    version INTEGER NOT NULL,
    event_key TEXT NOT NULL,
    emitted_at TEXT NOT NULL,
    trace_id TEXT NOT NULL,
    payload BLOB NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS tenon_history_identity ON tenon_history (signal, event_key);
  CREATE INDEX IF NOT EXISTS tenon_history_signal ON tenon_history (signal);
  CREATE TABLE IF NOT EXISTS tenon_history_purged (
    signal TEXT PRIMARY KEY NOT NULL,
    through INTEGER NOT NULL
  ) STRICT;
`

const columns = 'position, signal, version, event_key, emitted_at, trace_id, payload'

/** Keeps emitted signals in the app's own database, so that they commit together with the writes. */
export class SqliteHistory implements HistoryStore {
  private readonly transactions: Transactions
  private readonly statements: StatementCache
  private readonly policy: HistoryPolicy
  private readonly insert: Statement
  private readonly find: Statement
  private readonly oldest: Statement
  private readonly drop: Statement
  private readonly notePurged: Statement
  private readonly last: Statement

  constructor(database: Database, parts: HistoryParts) {
    this.transactions = parts.transactions
    this.statements = parts.statements
    this.policy = parts.policy ?? { retentionMs: null }
    this.insert = database.prepare(
      'INSERT INTO tenon_history (signal, version, event_key, emitted_at, trace_id, payload) VALUES (?, ?, ?, ?, ?, ?) ' +
        'ON CONFLICT (signal, event_key) DO NOTHING',
    )
    this.find = database.prepare(`SELECT ${columns} FROM tenon_history WHERE signal = ? AND event_key = ?`).raw()
    this.oldest = database
      .prepare(`SELECT position, signal, emitted_at FROM tenon_history ORDER BY position LIMIT ${mostPurged}`)
      .raw()
    this.drop = database.prepare('DELETE FROM tenon_history WHERE position <= ?')
    this.notePurged = database.prepare('INSERT OR REPLACE INTO tenon_history_purged VALUES (?, ?)')
    this.last = database.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'tenon_history'").pluck()
  }

  /** Appends what is not there yet; part of a transaction. Gives the indexes of events whose identity another record has. */
  append(events: readonly HistoryRecord[]): readonly number[] {
    const conflicts = events.flatMap((event, index) => (this.isAppended(event) ? [] : [index]))
    if (conflicts.length === 0) this.purge(purgeBefore(events, this.policy.retentionMs))
    return conflicts
  }

  head(): number {
    return (this.last.get() as number | undefined) ?? 0
  }

  scan(request: HistoryRequest): HistoryScan {
    return this.transactions.read(() => this.look(request, '', []))
  }

  scanAsOf({ until, ...request }: HistoryRequest & { readonly until: string }): HistoryScan {
    return this.transactions.read(() => this.look(request, ' AND emitted_at <= ?', [until]))
  }

  private look({ signals, after, limit }: HistoryRequest, more: string, values: readonly SqlValue[]): HistoryScan {
    const names = [...new Set(signals)].map(encodeText)
    // One range of the index for each signal, merged: nothing is passed that was seen, and nothing sorted.
    const ranges = names.map(() => `SELECT ${columns} FROM tenon_history WHERE signal = ? AND position > ?${more}`)
    const statement = this.statements.prepare(`${ranges.join(' UNION ALL ')} ORDER BY position LIMIT ?`)
    const bound = names.flatMap((name): SqlValue[] => [name, after, ...values])
    const rows = statement.all([...bound, limit + 1]) as HistoryRow[]
    const places = this.statements.prepare(
      `SELECT max(through) FROM tenon_history_purged WHERE signal IN (${names.map(() => '?').join(', ')})`,
    )
    const [purgedThrough] = places.get([...names]) as [number | null]
    const hasMore = rows.length > limit
    const records = rows.slice(0, limit).map(toPlaced)
    return {
      records,
      through: hasMore ? (records.at(-1)?.position ?? after) : Math.max(after, this.head()),
      hasMore,
      purgedThrough: purgedThrough ?? 0,
    }
  }

  private isAppended(event: HistoryRecord): boolean {
    const { signalName, signalVersion, eventKey, emittedAt, traceId, payload } = event
    const key = [encodeText(signalName), encodeText(eventKey)] as const
    const bytes = Buffer.from(JSON.stringify(payload))
    if (this.insert.run(key[0], signalVersion, key[1], emittedAt, encodeText(traceId), bytes).changes === 1) return true
    return isSameRecord(toPlaced(this.find.get(...key) as HistoryRow).record, event)
  }

  private purge(before: number | null): void {
    if (before === null) return
    const rows = this.oldest.all() as (readonly [position: number, signal: string, emittedAt: string])[]
    const end = rows.findIndex(([, , emittedAt]) => instantOf(emittedAt) >= before)
    const tooOld = end === -1 ? rows : rows.slice(0, end)
    const newest = tooOld.at(-1)
    if (newest === undefined) return
    this.drop.run(newest[0])
    const through = new Map(tooOld.map(([position, signal]) => [signal, position]))
    for (const [signal, position] of through) this.notePurged.run(signal, position)
  }
}

/** What history works with beside the database; without a policy records are kept for ever. */
export interface HistoryParts {
  readonly transactions: Transactions
  readonly statements: StatementCache
  readonly policy: HistoryPolicy | undefined
}

type HistoryRow = readonly [
  position: number,
  signal: string,
  version: number,
  eventKey: string,
  emittedAt: string,
  traceId: string,
  payload: Uint8Array,
]

function toPlaced([position, signal, version, eventKey, emittedAt, traceId, payload]: HistoryRow): PlacedRecord {
  return {
    position,
    record: {
      signalName: decodeValue('text', signal) as string,
      signalVersion: version,
      eventKey: decodeValue('text', eventKey) as string,
      emittedAt,
      traceId: decodeValue('text', traceId) as string,
      payload: JSON.parse(Buffer.from(payload).toString()) as Json,
    },
  }
}
