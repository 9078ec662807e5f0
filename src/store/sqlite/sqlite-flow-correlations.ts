import type { Database, Statement } from 'better-sqlite3'
import type { FlowCorrelation } from '../../contract/flow-store.js'
import type { JsonObject } from '../../contract/json.js'
import { fromBytes, toBytes } from './stored-json.js'

/** A flow and a correlation key, both as the database keeps them. */
export type Lane = readonly [flow: string, correlation: string]

type Found = readonly [state: Uint8Array, runs: number, runsSince: number, expiresAt: number]

// Each run takes a few expired ones away, so that none has to take a million.
const mostPurged = 100

// What has begun before its state expired may still want it.
const expired =
  'SELECT flow, correlation FROM tenon_flow_state AS state WHERE expires_at <= ? AND NOT EXISTS (SELECT 1 FROM ' +
  'tenon_flow_jobs AS job WHERE job.flow = state.flow AND job.correlation = state.correlation) ' +
  `ORDER BY expires_at, flow, correlation LIMIT ${mostPurged}`

/** What runs of one flow and correlation key share: state, counts, idempotency keys. All within transactions. */
export class SqliteFlowCorrelations {
  private readonly find: Statement
  private readonly upsert: Statement
  private readonly removeState: Statement
  private readonly removeKeys: Statement
  private readonly findKey: Statement
  private readonly addKey: Statement
  private readonly forgetKeys: Statement
  private readonly purgeKeys: Statement
  private readonly purgeStates: Statement

  constructor(database: Database) {
    const ofLane = 'WHERE flow = ? AND correlation = ?'
    this.find = database.prepare(`SELECT state, runs, runs_since, expires_at FROM tenon_flow_state ${ofLane}`).raw()
    this.upsert = database.prepare('INSERT OR REPLACE INTO tenon_flow_state VALUES (?, ?, ?, ?, ?, ?)')
    this.removeState = database.prepare(`DELETE FROM tenon_flow_state ${ofLane}`)
    this.removeKeys = database.prepare(`DELETE FROM tenon_flow_keys ${ofLane}`)
    this.findKey = database.prepare(`SELECT 1 FROM tenon_flow_keys ${ofLane} AND key = ?`).pluck()
    this.addKey = database.prepare('INSERT OR IGNORE INTO tenon_flow_keys (flow, correlation, key) VALUES (?, ?, ?)')
    this.forgetKeys = database.prepare(
      `DELETE FROM tenon_flow_keys ${ofLane} AND place <= ` +
        `(SELECT place FROM tenon_flow_keys ${ofLane} ORDER BY place DESC LIMIT 1 OFFSET ?)`,
    )
    this.purgeKeys = database.prepare(`DELETE FROM tenon_flow_keys WHERE (flow, correlation) IN (${expired})`)
    this.purgeStates = database.prepare(`DELETE FROM tenon_flow_state WHERE (flow, correlation) IN (${expired})`)
  }

  /** What is kept; what has expired by then is dropped, keys and all. */
  load(lane: Lane, now: number): FlowCorrelation | null {
    const found = this.find.get(...lane) as Found | undefined
    if (found === undefined) return null
    const [state, runs, runsSince, expiresAt] = found
    if (expiresAt > now) return { state: fromBytes<JsonObject>(state), runs, runsSince, expiresAt }
    this.removeState.run(...lane)
    this.removeKeys.run(...lane)
    return null
  }

  has(lane: Lane, key: string): boolean {
    return this.findKey.get(...lane, key) !== undefined
  }

  keep(lane: Lane, { state, runs, runsSince, expiresAt }: FlowCorrelation): void {
    this.upsert.run(...lane, toBytes(state), runs, runsSince, expiresAt)
  }

  /** Remembers one more idempotency key, and forgets the oldest of more than `maxKeys`. */
  remember(lane: Lane, key: string, maxKeys: number): void {
    this.addKey.run(...lane, key)
    this.forgetKeys.run(...lane, ...lane, maxKeys)
  }

  /** Drops some of what nobody has used in time. */
  purge(now: number): void {
    this.purgeKeys.run(now)
    this.purgeStates.run(now)
  }
}
