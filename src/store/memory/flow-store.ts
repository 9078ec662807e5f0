import type { FlowJob } from '../../contract/flow.js'
import type {
  ClaimedJob,
  DeadLetter,
  FlowClaim,
  FlowClaimRequest,
  FlowCounts,
  FlowEnd,
  FlowHold,
  FlowRetry,
  FlowStepRecord,
  FlowStore,
  FlowWait,
} from '../../contract/flow-store.js'
import type { Json } from '../../contract/json.js'
import { bug } from '../../semantics/bug.js'
import { deepFreeze } from './deep-freeze.js'
import { FlowCorrelations } from './flow-correlations.js'
import { FlowTally } from './flow-tally.js'

/** A job that has not ended. */
interface Entry {
  readonly job: FlowJob
  /** The jobs of the same flow and correlation key, this one among them, in their order. */
  readonly lane: Entry[]
  /** Null while nobody works on it. */
  token: string | null
  /** The end of the lease while somebody works on it, else of the wait. */
  readyAt: number
  startedAt: number | null
  breaks: number
  retry: FlowRetry | null
  readonly steps: Record<string, Json>
}

interface Dead {
  readonly letter: DeadLetter
  readonly steps: Readonly<Record<string, Json>>
}

/** Keeps pending runs in this process. */
export class MemoryFlowStore implements FlowStore {
  readonly isDurable = false
  /** In the order in which they came. */
  private readonly pending = new Map<string, Entry>()
  private readonly lanes = new Map<string, Entry[]>()
  private readonly dead = new Map<string, Dead>()
  private readonly correlations = new FlowCorrelations((lane) => this.lanes.has(lane))
  private readonly tally = new FlowTally()

  enqueue(jobs: readonly FlowJob[]): void {
    for (const job of jobs) if (this.pending.has(job.id)) throw bug(`two flow runs have the id ${job.id}`)
    for (const job of jobs) this.add(deepFreeze(job), {})
  }

  claim(request: FlowClaimRequest): FlowClaim {
    let nextAt: number | null = null
    for (const entry of this.pending.values()) {
      if (entry.lane[0] !== entry || !request.flows.includes(entry.job.flow)) continue
      if (entry.readyAt <= request.now) return { kind: 'claimed', ...this.take(entry, request) }
      nextAt = Math.min(entry.readyAt, nextAt ?? entry.readyAt)
    }
    return { kind: 'none', nextAt }
  }

  extend(hold: FlowHold, leaseUntil: number): boolean {
    const entry = this.held(hold)
    if (entry !== null) entry.readyAt = leaseUntil
    return entry !== null
  }

  hasCompleted(hold: FlowHold, key: string): boolean {
    const entry = this.held(hold)
    return entry !== null && this.correlations.has(laneOf(entry.job), key)
  }

  recordStep({ hold, path, output }: FlowStepRecord): boolean {
    const entry = this.held(hold)
    if (entry !== null) entry.steps[path] = deepFreeze(output)
    return entry !== null
  }

  postpone(hold: FlowHold, { until, retry }: FlowWait): boolean {
    const entry = this.held(hold)
    if (entry === null) return false
    entry.token = null
    entry.readyAt = until
    entry.retry = retry
    return true
  }

  finish(hold: FlowHold, end: FlowEnd): boolean {
    const entry = this.held(hold)
    if (entry === null) return false
    const { job, steps } = entry
    this.remove(entry)
    this.tally.count(job.flow, end.kind)
    if (end.kind !== 'deduped' && end.correlation !== null) {
      const kept = end.kind === 'completed' ? { key: end.key, maxKeys: end.maxKeys } : null
      this.correlations.keep(laneOf(job), deepFreeze(end.correlation), kept)
    }
    if (end.kind === 'failed') {
      const { failure, attempts, now } = end
      this.dead.set(job.id, { letter: { job, failure, attempts, failedAt: now }, steps })
    }
    this.correlations.purge(end.now)
    return true
  }

  counts(): readonly FlowCounts[] {
    return this.tally.list([...this.pending.values()].map(({ job }) => job.flow))
  }

  deadLetters(): readonly DeadLetter[] {
    return [...this.dead.values()].map(({ letter }) => letter)
  }

  retryDeadLetter(id: string): boolean {
    const found = this.dead.get(id)
    if (found === undefined) return false
    this.dead.delete(id)
    this.add(found.letter.job, found.steps)
    return true
  }

  /** Whether a job is still held by who claimed it. */
  isHeld(hold: FlowHold): boolean {
    return this.held(hold) !== null
  }

  private add(job: FlowJob, steps: Readonly<Record<string, Json>>): void {
    const lane = this.laneFor(job)
    const fresh = { token: null, readyAt: Number.NEGATIVE_INFINITY, startedAt: null, breaks: 0, retry: null }
    const entry = { job, lane, ...fresh, steps: { ...steps } }
    lane.push(entry)
    this.pending.set(job.id, entry)
  }

  private laneFor(job: FlowJob): Entry[] {
    // Without a correlation key it stands in nobody's way.
    if (job.correlationKey === null) return []
    const key = laneOf(job)
    const lane = this.lanes.get(key) ?? []
    this.lanes.set(key, lane)
    return lane
  }

  private take(entry: Entry, { token, now, leaseUntil }: FlowClaimRequest): ClaimedJob {
    if (entry.token !== null) entry.breaks++
    entry.startedAt ??= now
    entry.token = token
    entry.readyAt = leaseUntil
    const { job, startedAt, breaks, retry, steps } = entry
    // A run that waits to be tried again goes on with the state that it began with.
    const correlation = this.correlations.load(laneOf(job), startedAt)
    return { job, startedAt, breaks, retry, steps: { ...steps }, correlation }
  }

  private held({ id, token }: FlowHold): Entry | null {
    const entry = this.pending.get(id)
    return entry !== undefined && entry.token === token ? entry : null
  }

  private remove({ job, lane }: Entry): void {
    this.pending.delete(job.id)
    lane.shift()
    if (lane.length === 0) this.lanes.delete(laneOf(job))
  }
}

function laneOf({ flow, correlationKey }: FlowJob): string {
  return JSON.stringify([flow, correlationKey])
}

/** A flow store that lives as long as the process. */
export function createMemoryFlowStore(): FlowStore {
  return new MemoryFlowStore()
}
