import type { Database, Statement } from 'better-sqlite3'
import type { Failure } from '../../contract/envelope.js'
import type { FlowJob } from '../../contract/flow.js'
import type { DeadLetter, FlowEnd } from '../../contract/flow-store.js'
import { fromBytes, toBytes } from './stored-json.js'

type Found = readonly [job: Uint8Array, failure: Uint8Array, attempts: number, failedAt: number]

/** The runs that have failed, with what their steps had done. All within transactions. */
export class SqliteFlowFailures {
  private readonly insert: Statement
  private readonly findAll: Statement
  private readonly remove: Statement
  private readonly removeSteps: Statement

  constructor(database: Database) {
    this.insert = database.prepare('INSERT INTO tenon_flow_failures VALUES (NULL, ?, ?, ?, ?, ?)')
    this.findAll = database
      .prepare('SELECT job, failure, attempts, failed_at FROM tenon_flow_failures ORDER BY place')
      .raw()
    this.remove = database.prepare('DELETE FROM tenon_flow_failures WHERE id = ? RETURNING job').pluck()
    this.removeSteps = database.prepare('DELETE FROM tenon_flow_steps WHERE id = ?')
  }

  add(job: FlowJob, { failure, attempts, now }: FlowEnd & { readonly kind: 'failed' }): void {
    this.insert.run(job.id, toBytes(job), toBytes(failure), attempts, now)
  }

  list(): readonly DeadLetter[] {
    return (this.findAll.all() as Found[]).map(([job, failure, attempts, failedAt]) => ({
      job: fromBytes<FlowJob>(job),
      failure: fromBytes<Failure>(failure),
      attempts,
      failedAt,
    }))
  }

  /** Takes a failed run away; null where there is none. */
  take(id: string): FlowJob | null {
    const job = this.remove.get(id) as Uint8Array | undefined
    return job === undefined ? null : fromBytes<FlowJob>(job)
  }

  /** Lets go of what the steps of a run have given, which will not be taken up again. */
  forgetSteps(id: string): void {
    this.removeSteps.run(id)
  }
}
