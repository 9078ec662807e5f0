import { Buffer } from 'node:buffer'
import type { Database, Statement } from 'better-sqlite3'
import type { Envelope } from '../../contract/envelope.js'
import type { ReplayRecord, ReplayStore, Reservation, ReservationRequest } from '../../contract/store.js'
import { reservationGraceMs } from '../reservation-grace.js'
import type { Transactions } from './transaction.js'

// Each new entry takes a few expired ones away, so that none has to take a million.
const mostPurged = 100

type Found = readonly [inputHash: string, envelope: Uint8Array | null]

/** Keeps finished calls in the app's own database, so that a record can commit together with the call's writes. */
export class SqliteReplayStore implements ReplayStore {
  private readonly transactions: Transactions
  private readonly find: Statement
  private readonly purge: Statement
  private readonly insert: Statement
  private readonly finish: Statement
  private readonly remove: Statement

  constructor(database: Database, transactions: Transactions) {
    this.transactions = transactions
    this.find = database
      .prepare('SELECT input_hash, envelope FROM tenon_replay WHERE scope = ? AND live_until > ?')
      .raw()
    this.purge = database.prepare(
      `DELETE FROM tenon_replay WHERE scope IN (SELECT scope FROM tenon_replay WHERE purge_at <= ? LIMIT ${mostPurged})`,
    )
    this.insert = database.prepare('INSERT OR REPLACE INTO tenon_replay VALUES (?, ?, ?, NULL, ?, ?)')
    this.finish = database.prepare(
      'UPDATE tenon_replay SET envelope = ?, live_until = ?, purge_at = ? WHERE scope = ? AND token = ? AND envelope IS NULL',
    )
    this.remove = database.prepare('DELETE FROM tenon_replay WHERE scope = ? AND token = ? AND envelope IS NULL')
  }

  reserve({ scope, inputHash, token, now, leaseUntil }: ReservationRequest): Reservation {
    // Looked up without the right to write first: a call that is only replayed waits for nobody.
    return (
      this.look(scope, now) ??
      this.transactions.write(() => {
        const found = this.look(scope, now)
        if (found !== undefined) return found
        this.purge.run(now)
        this.insert.run(scope, inputHash, token, leaseUntil, leaseUntil + reservationGraceMs)
        return { kind: 'reserved' }
      })
    )
  }

  save(record: ReplayRecord): void {
    if (!this.record(record)) throw new Error('the reservation of this call is lost')
  }

  release(scope: string, token: string): void {
    this.remove.run(scope, token)
  }

  /** Replaces the reservation by the result; false, and nothing happens, where the reservation is lost. */
  record({ scope, token, envelope, expiresAt }: ReplayRecord): boolean {
    // As bytes, because the database would keep two for every character of a text.
    const bytes = Buffer.from(JSON.stringify(envelope))
    return this.finish.run(bytes, expiresAt, expiresAt, scope, token).changes === 1
  }

  private look(scope: string, now: number): Reservation | undefined {
    const found = this.find.get(scope, now) as Found | undefined
    if (found === undefined) return undefined
    const [inputHash, envelope] = found
    if (envelope === null) return { kind: 'held', inputHash }
    return { kind: 'recorded', inputHash, envelope: JSON.parse(Buffer.from(envelope).toString()) as Envelope }
  }
}
