// Takes a job that is held; gives how its run ended, or until when it waits.
// Promises the order of the language: correlation key, state, idempotency key, limits, steps.
// Does not keep anything: what follows from the end of a run is kept together, by who asked for it.

import type { Failure } from '../contract/envelope.js'
import type { FlowEvent } from '../contract/flow.js'
import type { ClaimedJob, FlowCorrelation, FlowEnd, FlowHold, FlowWait } from '../contract/flow-store.js'
import type { JsonObject } from '../contract/json.js'
import type { FlowProgram } from '../contract/program.js'
import { bug } from '../semantics/bug.js'
import { CallFailed, callFailed } from '../semantics/call-failed.js'
import { instantFormatter } from '../semantics/format-instant.js'
import { signalContextOf } from '../semantics/signal-context-of.js'
import { failure } from '../semantics/wording.js'
import { FlowAttempt } from './flow-attempt.js'
import type { FlowHost } from './flow-host.js'
import { keyOf } from './key-of.js'
import { readPayload } from './read-payload.js'
import { readState } from './read-state.js'
import { orPostpone, RunLost, RunPostponed } from './run-interrupted.js'

/** What a run came to. `lost`: another process has taken it up. */
export type RunOutcome =
  | { readonly kind: 'ended'; readonly end: FlowEnd }
  | { readonly kind: 'postponed'; readonly wait: FlowWait }
  | { readonly kind: 'lost' }

// A chain of flows that is longer than this feeds itself.
const mostDepth = 16

// A run that is broken off so often takes its process with it.
const mostBreaks = 10

const formatInstant = instantFormatter()

/** Runs one job. Never rejects. */
export async function runFlow(host: FlowHost, claimed: ClaimedJob, hold: FlowHold): Promise<RunOutcome> {
  const run = new Run(host, claimed, hold)
  try {
    return { kind: 'ended', end: await run.toEnd() }
  } catch (thrown) {
    if (thrown instanceof RunPostponed) return { kind: 'postponed', wait: thrown.wait }
    if (thrown instanceof RunLost) return { kind: 'lost' }
    return { kind: 'ended', end: run.failed(thrown) }
  }
}

class Run {
  private readonly host: FlowHost
  private readonly claimed: ClaimedJob
  private readonly hold: FlowHold
  private readonly flow: FlowProgram
  /** Null until the steps begin. */
  private attempt: FlowAttempt | null = null

  constructor(host: FlowHost, claimed: ClaimedJob, hold: FlowHold) {
    const flow = host.flows.get(claimed.job.flow)
    if (flow === undefined) throw bug(`a job of the flow ${claimed.job.flow} was claimed, which the app does not have`)
    this.host = host
    this.claimed = claimed
    this.hold = hold
    this.flow = flow
  }

  async toEnd(): Promise<FlowEnd> {
    const { host, claimed, hold, flow } = this
    this.checkLimits()
    const event = this.event()
    this.checkCorrelation(event)
    const state = readState(host, flow, claimed)
    const key = this.idempotencyKey(event, state)
    const isKnown = await orPostpone(host, claimed, () => host.store.hasCompleted(hold, key))
    if (isKnown) return { kind: 'deduped', now: host.now() }
    this.checkRuns()
    this.attempt = new FlowAttempt(host, { flow, claimed, hold, event, state })
    await flow.run(this.attempt)
    const { maxIdempotencyKeys: maxKeys } = flow.lifecycle
    const correlation = this.correlation(this.attempt.state as JsonObject)
    return { kind: 'completed', now: host.now(), correlation, key, maxKeys }
  }

  failed(thrown: unknown): FlowEnd {
    const { host, claimed, attempt } = this
    const now = host.now()
    const found = this.failureOf(thrown)
    // A run that did not come to its steps does not count, and leaves the state as it is.
    if (attempt === null) return { kind: 'failed', now, failure: found, attempts: 1, correlation: null }
    const correlation = this.correlation(claimed.correlation?.state ?? {})
    return { kind: 'failed', now, failure: found, attempts: attempt.attempts, correlation }
  }

  private failureOf(thrown: unknown): Failure {
    if (thrown instanceof CallFailed) return thrown.failure
    const { id, flow, traceId } = this.claimed.job
    this.host.logger.error('a flow run failed on a bug', { flow, run: id, traceId, thrown })
    return failure('internal_error', {})
  }

  private checkLimits(): void {
    const { job, breaks } = this.claimed
    if (job.depth > mostDepth)
      throw callFailed('flow_cascade_limit_error', { flow: job.flow, limit: String(mostDepth) })
    if (breaks > mostBreaks) throw callFailed('flow_break_limit_error', { flow: job.flow, count: String(breaks) })
  }

  private event(): FlowEvent {
    const { job, startedAt } = this.claimed
    const { id, signal, principal, traceId } = job
    return {
      payload: readPayload(this.flow, signal),
      signal: signalContextOf(signal, traceId),
      principal,
      ctx: { id, now: formatInstant(startedAt), traceId },
    }
  }

  // Evaluated once more, because what was wrong when the job was made is told here.
  private checkCorrelation(event: FlowEvent): void {
    if (this.claimed.job.correlationKey !== null) return
    keyOf(this.flow.correlationKey?.(event))
    throw callFailed('flow_correlation_error', { flow: this.flow.id })
  }

  private idempotencyKey(event: FlowEvent, state: unknown): string {
    const { flow } = this
    // One entity may have opened and closed under one key, and these are two events.
    const made = flow.idempotencyKey?.(event, state)
    const key =
      flow.idempotencyKey === undefined ? keyOf([event.signal.signal_name, event.signal.event_key]) : keyOf(made)
    if (key === null) throw callFailed('flow_idempotency_error', { flow: flow.id })
    return key
  }

  private checkRuns(): void {
    const { maxRuns } = this.flow.lifecycle
    if (this.runsBefore().runs >= maxRuns)
      throw callFailed('flow_run_limit_error', { flow: this.flow.id, limit: String(maxRuns) })
  }

  private runsBefore(): Pick<FlowCorrelation, 'runs' | 'runsSince'> {
    const { correlation, startedAt } = this.claimed
    const isOver = correlation === null || startedAt - correlation.runsSince >= this.flow.lifecycle.stateTtlMs
    return isOver ? { runs: 0, runsSince: startedAt } : correlation
  }

  private correlation(state: JsonObject): FlowCorrelation {
    const { runs, runsSince } = this.runsBefore()
    return { state, runs: runs + 1, runsSince, expiresAt: this.host.now() + this.flow.lifecycle.stateTtlMs }
  }
}
