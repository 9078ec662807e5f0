import type { Context, Principal } from '../contract/caller.js'
import type { Envelope } from '../contract/envelope.js'
import type { FlowEvent, FlowStep } from '../contract/flow.js'
import type { ClaimedJob, FlowHold } from '../contract/flow-store.js'
import type { Json } from '../contract/json.js'
import type { ActionProgram, FlowProgram, FlowRun } from '../contract/program.js'
import type { SignalContext } from '../contract/signal-context.js'
import { callFailed } from '../semantics/call-failed.js'
import { describeIssues, IssueList } from '../semantics/issue-list.js'
import type { FlowHost } from './flow-host.js'
import { retryDelayMs } from './retry-delay.js'
import { orPostpone, RunLost, RunPostponed } from './run-interrupted.js'

// The step that holds the rules behind the others; no step of the author's has this path.
const guardStep = 'guards'

/** What an attempt begins with. */
export interface AttemptStart {
  readonly flow: FlowProgram
  readonly claimed: ClaimedJob
  readonly hold: FlowHold
  readonly event: FlowEvent
  readonly state: unknown
}

/** One attempt to run the steps of a flow: those that are done give what they gave, the others are run. */
export class FlowAttempt implements FlowRun {
  readonly payload: unknown
  readonly signal: SignalContext
  readonly principal: Principal
  readonly ctx: Context
  state: unknown
  /** How often the step was tried that was run last. */
  attempts = 1
  private readonly host: FlowHost
  private readonly flow: FlowProgram
  private readonly claimed: ClaimedJob
  private readonly hold: FlowHold

  constructor(host: FlowHost, { flow, claimed, hold, event, state }: AttemptStart) {
    this.host = host
    this.flow = flow
    this.claimed = claimed
    this.hold = hold
    this.payload = event.payload
    this.signal = event.signal
    this.principal = event.principal
    this.ctx = event.ctx
    this.state = state
  }

  set(changes: object, path: string): unknown {
    const issues = new IssueList()
    const state = this.flow.readState({ ...(this.state as object), ...changes }, issues)
    if (issues.found !== undefined)
      throw callFailed('flow_step_error', { step: path, flow: this.flow.id, problem: describeIssues(issues.found) })
    this.state = state
    return state
  }

  async perform<Input, Output>(
    action: ActionProgram<Input, Output>,
    input: unknown,
    { path, maxAttempts = 1, backoffMs = 0 }: FlowStep,
  ): Promise<Output> {
    const known = this.claimed.steps[path]
    // It was recorded by the same step of the same run.
    if (known !== undefined) return known as Output
    const { retry, job } = this.claimed
    this.attempts = (retry?.step === path ? retry.attempts : 0) + 1
    const { principal, ctx, hold } = this
    const step = { flow: this.flow.id, hold, path, depth: job.depth }
    const envelope = await this.host.perform({ action: action as ActionProgram, input, principal, ctx, step })
    for (const { code, message } of envelope.meta.warnings ?? [])
      this.host.logger.warn(message, { code, flow: this.flow.id, run: ctx.id, traceId: ctx.traceId })
    if (envelope.status === 'ok') {
      await this.record(path, envelope.output as Json)
      return envelope.output as Output
    }
    if (envelope.error?.code === 'flow_run_lost_error') throw new RunLost()
    if (envelope.status === 'error') this.postpone(path, { maxAttempts, backoffMs })
    throw this.failed(action.action, path, envelope)
  }

  private async record(path: string, output: Json): Promise<void> {
    if (this.host.isTransactional) return
    const { host, claimed, hold } = this
    const isOurs = await orPostpone(host, claimed, () => host.store.recordStep({ hold, path, output }))
    if (!isOurs) throw new RunLost()
  }

  private postpone(step: string, { maxAttempts, backoffMs }: Required<Omit<FlowStep, 'path'>>): void {
    const { attempts, host } = this
    // What fails while the app closes may have failed for that, and the next process can tell.
    if (host.isClosing() && host.store.isDurable)
      throw new RunPostponed({ until: host.now(), retry: { step, attempts: attempts - 1 } })
    if (attempts >= maxAttempts) return
    const until = host.now() + retryDelayMs(backoffMs, attempts)
    throw new RunPostponed({ until, retry: { step, attempts } })
  }

  private failed(action: string, step: string, { error, violations }: Envelope) {
    const problem = error?.message ?? violations.map(({ message }) => message).join('; ')
    const why: Json = error === undefined ? violations.map((one) => ({ ...one })) : { ...error }
    const details = { step, action, [error === undefined ? 'violations' : 'last']: why }
    const words = { flow: this.flow.id, problem }
    return step === guardStep && error === undefined
      ? callFailed('flow_guard_error', words, details)
      : callFailed('flow_step_error', { ...words, step }, details)
  }
}
