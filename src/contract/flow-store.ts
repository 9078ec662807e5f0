import type { Failure } from './envelope.js'
import type { FlowJob } from './flow.js'
import type { Awaitable, Json, JsonObject } from './json.js'

/**
 * Where pending runs of flows are kept until they have ended, with what runs of one correlation key share. Jobs that were
 * added later are behind those that were added before. Of each flow and correlation key the first job alone can be
 * claimed; one without a key stands by itself. Instants are milliseconds since the epoch.
 *
 * A method that takes a hold answers false, and does nothing, where the job is not held by it any more.
 */
export interface FlowStore {
  /** True where jobs outlive the process; then other processes may work on them at the same time. */
  readonly isDurable: boolean
  /** Adds jobs, whose ids are new, in their order. In a unit of work of the same store `Commit.jobs` does it. */
  enqueue(jobs: readonly FlowJob[]): Awaitable<void>
  /** Takes the earliest job that may run now. State of its correlation key that has expired is dropped with its keys. */
  claim(request: FlowClaimRequest): Awaitable<FlowClaim>
  /** Keeps a job longer. */
  extend(hold: FlowHold, leaseUntil: number): Awaitable<boolean>
  /** Whether a run of the same flow and correlation key has completed with this idempotency key. */
  hasCompleted(hold: FlowHold, key: string): Awaitable<boolean>
  /** Remembers what a step gave. In a unit of work of the same store `Commit.step` does it. */
  recordStep(result: FlowStepRecord): Awaitable<boolean>
  /** Gives a job back that must wait; what stands behind it waits, too. */
  postpone(hold: FlowHold, wait: FlowWait): Awaitable<boolean>
  /** Ends a run: everything that follows from it is kept together, and the next job of its key may be claimed. */
  finish(hold: FlowHold, end: FlowEnd): Awaitable<boolean>
  /** By flow, for every flow that has or had a job, in code-unit order. */
  counts(): Awaitable<readonly FlowCounts[]>
  /** The runs that have failed, in the order in which they did. */
  deadLetters(): Awaitable<readonly DeadLetter[]>
  /** Puts a failed run behind all that are pending; its steps that were recorded are not repeated. False: no such run. */
  retryDeadLetter(id: string): Awaitable<boolean>
}

/** Proves that a job is still ours. */
export interface FlowHold {
  /** The job's. */
  readonly id: string
  readonly token: string
}

export interface FlowClaimRequest {
  /** The flows that the asking process can run; jobs of others are left to those that can. */
  readonly flows: readonly string[]
  /** Unique over all processes that share the store. */
  readonly token: string
  readonly now: number
  readonly leaseUntil: number
}

/** `none`: no job may run before `nextAt`, the end of a lease or of a wait; null where nothing is pending at all. */
export type FlowClaim =
  | ({ readonly kind: 'claimed' } & ClaimedJob)
  | { readonly kind: 'none'; readonly nextAt: number | null }

/** A job that is held, and how far it has come. */
export interface ClaimedJob {
  readonly job: FlowJob
  /** When it was claimed for the first time. */
  readonly startedAt: number
  /** How often a lease on it ran out: whoever held it was gone, or too slow. */
  readonly breaks: number
  /** The step that failed and is to be tried again, and how often it was. */
  readonly retry: FlowRetry | null
  /** What its steps have given, by path. */
  readonly steps: Readonly<Record<string, Json>>
  /** Of its correlation key; null where nothing is kept. */
  readonly correlation: FlowCorrelation | null
}

export interface FlowRetry {
  readonly step: string
  readonly attempts: number
}

/** Until when a job waits, and the step that is tried again then, where one has failed. */
export interface FlowWait {
  readonly until: number
  readonly retry: FlowRetry | null
}

/** What runs of one flow and correlation key share. */
export interface FlowCorrelation {
  readonly state: JsonObject
  /** How many runs there were since `runsSince`. */
  readonly runs: number
  readonly runsSince: number
  readonly expiresAt: number
}

/** A `run` step that is done; its output is what the run goes on with when it is taken up again. */
export interface FlowStepRecord {
  readonly hold: FlowHold
  readonly path: string
  readonly output: Json
}

/** How a run ended. `now` is when. A run that failed keeps no idempotency key, so that the same may be tried again. */
export type FlowEnd = CompletedRun | DedupedRun | FailedRun

interface CompletedRun {
  readonly kind: 'completed'
  readonly now: number
  readonly correlation: FlowCorrelation
  readonly key: string
  readonly maxKeys: number
}

interface DedupedRun {
  readonly kind: 'deduped'
  readonly now: number
}

interface FailedRun {
  readonly kind: 'failed'
  readonly now: number
  readonly failure: Failure
  readonly attempts: number
  /** Null where the run did not count: then nothing of the correlation changes. */
  readonly correlation: FlowCorrelation | null
}

export interface FlowCounts {
  readonly flow: string
  readonly pending: number
  readonly completed: number
  /** Runs that failed, whether they were retried later or not. */
  readonly failed: number
  readonly deduped: number
}

/** A run that failed and is kept for a person to look at. */
export interface DeadLetter {
  readonly job: FlowJob
  readonly failure: Failure
  /** How often the step that failed was tried. */
  readonly attempts: number
  readonly failedAt: number
}

/** What an operator can see of flows and do about them. Answers come from the flow store, for all its processes. */
export interface FlowInspection {
  /** Of every flow of the app, in code-unit order of id. */
  counts(): Promise<readonly FlowCounts[]>
  /** The runs that failed and were not retried, in the order in which they failed. */
  deadLetters(): Promise<readonly DeadLetter[]>
  /** Runs a failed run again, behind all that are pending; what it had committed is not repeated. False: there is none. */
  retryDeadLetter(id: string): Promise<boolean>
}
