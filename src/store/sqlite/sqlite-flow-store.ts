import type { Database, Statement } from 'better-sqlite3'
import type { FlowJob } from '../../contract/flow.js'
import type {
  ClaimedJob,
  DeadLetter,
  FlowClaim,
  FlowClaimRequest,
  FlowCounts,
  FlowEnd,
  FlowHold,
  FlowStepRecord,
  FlowStore,
  FlowWait,
} from '../../contract/flow-store.js'
import type { Json } from '../../contract/json.js'
import { encodeText } from './column-value.js'
import { type Lane, SqliteFlowCorrelations } from './sqlite-flow-correlations.js'
import { SqliteFlowFailures } from './sqlite-flow-failures.js'
import { fromBytes, toBytes } from './stored-json.js'
import type { Transactions } from './transaction.js'

type FoundJob = readonly [
  place: number,
  job: Uint8Array,
  token: string | null,
  startedAt: number | null,
  breaks: number,
  retryStep: string | null,
  retryAttempts: number,
]

type HeldJob = readonly [place: number, job: Uint8Array]

/** Keeps pending runs in the app's own database, so that they commit with what emitted their signals. */
export class SqliteFlowStore implements FlowStore {
  readonly isDurable: boolean
  private readonly transactions: Transactions
  private readonly correlations: SqliteFlowCorrelations
  private readonly failures: SqliteFlowFailures
  private readonly insert: Statement
  private readonly isReady: Statement
  private readonly findReady: Statement
  private readonly nextReady: Statement
  private readonly take: Statement
  private readonly findHeld: Statement
  private readonly extendLease: Statement
  private readonly giveBack: Statement
  private readonly findSteps: Statement
  private readonly addStep: Statement
  private readonly remove: Statement
  private readonly promote: Statement
  private readonly tally: Statement
  private readonly list: Statement

  constructor(database: Database, transactions: Transactions, isDurable: boolean) {
    this.isDurable = isDurable
    this.transactions = transactions
    this.correlations = new SqliteFlowCorrelations(database)
    this.failures = new SqliteFlowFailures(database)
    const heads = 'FROM tenon_flow_jobs WHERE is_head = 1 AND flow IN (SELECT value FROM json_each(?))'
    const ofHold = 'WHERE id = ? AND token = ?'
    this.insert = database.prepare(
      'INSERT INTO tenon_flow_jobs SELECT NULL, :id, :flow, :correlation, :job, NOT EXISTS (SELECT 1 FROM ' +
        'tenon_flow_jobs WHERE flow = :flow AND correlation = :correlation), -9e999, NULL, NULL, 0, NULL, 0',
    )
    this.isReady = database.prepare(`SELECT 1 ${heads} AND ready_at <= ? LIMIT 1`).pluck()
    this.findReady = database
      .prepare(
        'SELECT place, job, token, started_at, breaks, retry_step, retry_attempts ' +
          `${heads} AND ready_at <= ? ORDER BY place LIMIT 1`,
      )
      .raw()
    this.nextReady = database.prepare(`SELECT min(ready_at) ${heads}`).pluck()
    this.take = database.prepare(
      'UPDATE tenon_flow_jobs SET token = ?, ready_at = ?, started_at = ?, breaks = ? WHERE place = ?',
    )
    this.findHeld = database.prepare(`SELECT place, job FROM tenon_flow_jobs ${ofHold}`).raw()
    this.extendLease = database.prepare(`UPDATE tenon_flow_jobs SET ready_at = ? ${ofHold}`)
    this.giveBack = database.prepare(
      `UPDATE tenon_flow_jobs SET token = NULL, ready_at = ?, retry_step = ?, retry_attempts = ? ${ofHold}`,
    )
    this.findSteps = database.prepare('SELECT path, output FROM tenon_flow_steps WHERE id = ?').raw()
    this.addStep = database.prepare(
      `INSERT OR REPLACE INTO tenon_flow_steps SELECT id, ?, ? FROM tenon_flow_jobs ${ofHold}`,
    )
    this.remove = database.prepare('DELETE FROM tenon_flow_jobs WHERE place = ?')
    this.promote = database.prepare(
      'UPDATE tenon_flow_jobs SET is_head = 1 WHERE place = ' +
        '(SELECT min(place) FROM tenon_flow_jobs WHERE flow = ? AND correlation = ?)',
    )
    this.tally = database.prepare(
      'INSERT INTO tenon_flow_counts VALUES (:flow, :completed, :failed, :deduped) ON CONFLICT (flow) DO UPDATE SET ' +
        'completed = completed + :completed, failed = failed + :failed, deduped = deduped + :deduped',
    )
    this.list = database.prepare(
      'SELECT flow, (SELECT count(*) FROM tenon_flow_jobs AS job WHERE job.flow = listed.flow) AS pending, ' +
        'coalesce(completed, 0) AS completed, coalesce(failed, 0) AS failed, coalesce(deduped, 0) AS deduped ' +
        'FROM (SELECT flow FROM tenon_flow_counts UNION SELECT flow FROM tenon_flow_jobs) AS listed ' +
        'LEFT JOIN tenon_flow_counts USING (flow) ORDER BY flow',
    )
  }

  enqueue(jobs: readonly FlowJob[]): void {
    this.transactions.write(() => this.add(jobs))
  }

  claim(request: FlowClaimRequest): FlowClaim {
    const flows = JSON.stringify(request.flows)
    // Looked up without the right to write first: a process that finds nothing to do stands in nobody's way.
    const found =
      this.isReady.get(flows, request.now) !== undefined
        ? this.transactions.write(() => this.claimReady(flows, request))
        : undefined
    return found === undefined
      ? { kind: 'none', nextAt: this.nextReady.get(flows) as number | null }
      : { kind: 'claimed', ...found }
  }

  extend({ id, token }: FlowHold, leaseUntil: number): boolean {
    return this.extendLease.run(leaseUntil, id, token).changes === 1
  }

  hasCompleted(hold: FlowHold, key: string): boolean {
    const held = this.held(hold)
    const lane = held === null ? null : laneOf(held.job)
    return lane !== null && this.correlations.has(lane, encodeText(key))
  }

  /** On its own, or as part of a transaction. */
  recordStep({ hold, path, output }: FlowStepRecord): boolean {
    return this.addStep.run(path, toBytes(output), hold.id, hold.token).changes === 1
  }

  postpone({ id, token }: FlowHold, { until, retry }: FlowWait): boolean {
    return this.giveBack.run(until, retry?.step ?? null, retry?.attempts ?? 0, id, token).changes === 1
  }

  finish(hold: FlowHold, end: FlowEnd): boolean {
    return this.transactions.write(() => {
      const held = this.held(hold)
      if (held === null) return false
      this.end(held.job, held.place, end)
      return true
    })
  }

  counts(): readonly FlowCounts[] {
    return this.list.all() as FlowCounts[]
  }

  deadLetters(): readonly DeadLetter[] {
    return this.failures.list()
  }

  retryDeadLetter(id: string): boolean {
    return this.transactions.write(() => {
      const job = this.failures.take(id)
      if (job !== null) this.add([job])
      return job !== null
    })
  }

  /** Adds jobs; part of a transaction. */
  add(jobs: readonly FlowJob[]): void {
    for (const job of jobs) {
      const correlation = job.correlationKey === null ? null : encodeText(job.correlationKey)
      this.insert.run({ id: job.id, flow: job.flow, correlation, job: toBytes(job) })
    }
  }

  private claimReady(flows: string, { token, now, leaseUntil }: FlowClaimRequest): ClaimedJob | undefined {
    const found = this.findReady.get(flows, now) as FoundJob | undefined
    if (found === undefined) return undefined
    const [place, bytes, heldBy, begun, broken, step, attempts] = found
    const job = fromBytes<FlowJob>(bytes)
    const startedAt = begun ?? now
    const breaks = heldBy === null ? broken : broken + 1
    this.take.run(token, leaseUntil, startedAt, breaks, place)
    const steps = (this.findSteps.all(job.id) as (readonly [string, Uint8Array])[]).map(
      ([path, output]) => [path, fromBytes<Json>(output)] as const,
    )
    const lane = laneOf(job)
    return {
      job,
      startedAt,
      breaks,
      retry: step === null ? null : { step, attempts },
      steps: Object.fromEntries(steps),
      // A run that waits to be tried again goes on with the state that it began with.
      correlation: lane === null ? null : this.correlations.load(lane, startedAt),
    }
  }

  private held({ id, token }: FlowHold): { readonly place: number; readonly job: FlowJob } | null {
    const found = this.findHeld.get(id, token) as HeldJob | undefined
    return found === undefined ? null : { place: found[0], job: fromBytes<FlowJob>(found[1]) }
  }

  private end(job: FlowJob, place: number, end: FlowEnd): void {
    const lane = laneOf(job)
    this.remove.run(place)
    if (lane !== null) {
      this.promote.run(...lane)
      if (end.kind !== 'deduped' && end.correlation !== null) this.correlations.keep(lane, end.correlation)
      if (end.kind === 'completed') this.correlations.remember(lane, encodeText(end.key), end.maxKeys)
    }
    if (end.kind === 'failed') this.failures.add(job, end)
    else this.failures.forgetSteps(job.id)
    const { flow } = job
    this.tally.run({ flow, completed: 0, failed: 0, deduped: 0, [end.kind]: 1 })
    this.correlations.purge(end.now)
  }
}

function laneOf({ flow, correlationKey }: FlowJob): Lane | null {
  return correlationKey === null ? null : [flow, encodeText(correlationKey)]
}
