import type { Envelope, SignalEnvelope } from '../../src/contract/envelope.js'
import type { FlowLifecycle, FlowStep } from '../../src/contract/flow.js'
import type { FlowStore } from '../../src/contract/flow-store.js'
import type { FlowAction } from '../../src/contract/flow-work.js'
import type { Json } from '../../src/contract/json.js'
import type { ActionProgram, FlowProgram, SignalProgram } from '../../src/contract/program.js'
import { FlowRunner } from '../../src/flow/flow-runner.js'
import type { VirtualTimer } from '../harness/virtual-timer.js'

export interface Asked {
  readonly id: string
  readonly key: string | null
  /** Of the signal that carries it; `asked` where it is absent. */
  readonly signalId?: string
}

/** What an action came to: its output, or how it was refused or failed. */
export type Answer =
  | { readonly status: 'ok'; readonly output: Json }
  | { readonly status: 'rejected' }
  | { readonly status: 'error' }

export const done: Answer = { status: 'ok', output: { ok: true } }
export const broken: Answer = { status: 'error' }
export const refused: Answer = { status: 'rejected' }

/** The payload has a key of its own, and the id is the event's. */
export const asked: SignalProgram<Asked> = {
  id: 'asked',
  version: 1,
  readPayload: (raw, issues) => {
    const { id, key } = raw as Asked
    if (typeof id !== 'string') issues.add('id', 'must be text')
    return { id, key }
  },
}

interface Counter {
  readonly count: number | null
}

const work: ActionProgram = { action: 'work', effects: [], run: () => null }

export const aDay: FlowLifecycle = { stateTtlMs: 86_400_000, maxIdempotencyKeys: 1000, maxRuns: 1000 }

/** A flow that runs one action for what is asked, and counts for each key. */
export function countingFlow(id: string, step: FlowStep, lifecycle: FlowLifecycle = aDay): FlowProgram {
  const flow: FlowProgram<Asked, Counter> = {
    id,
    on: [asked as SignalProgram],
    lifecycle,
    correlationKey: ({ payload }) => payload.key,
    idempotencyKey: ({ payload }) => payload.id,
    readState: (raw, issues) => {
      const { count = null } = raw as Partial<Counter>
      if (count !== null && typeof count !== 'number') issues.add('count', 'must be int')
      return { count }
    },
    run: async (run) => {
      const { payload, state, ctx } = run
      await run.perform(work, { flow: id, ...payload, count: state.count, run: ctx.id }, step)
      run.set({ count: (state.count ?? 0) + 1 }, 'steps.1')
    },
  }
  return flow as FlowProgram
}

/** What an action was given: by which flow, for what, and what its key had counted before. */
export interface Errand extends Asked {
  readonly flow: string
  readonly count: number | null
}

export interface OfficeParts {
  readonly store: FlowStore
  readonly timer: VirtualTimer
  readonly flows: readonly FlowProgram[]
  work(errand: Errand): Answer | Promise<Answer>
  /** Where messages of the log go. */
  log?(message: string): void
}

export const leaseMs = 9000
export const pollMs = 4000

let ids = 0

/** A process that runs flows, in virtual time; each has its own ids. */
export function openOffice({ store, timer, flows, work: perform, log = () => {} }: OfficeParts): FlowRunner {
  const office = ++ids
  let given = 0
  const runner = new FlowRunner({
    flows: new Map(flows.map((flow) => [flow.id, flow])),
    store,
    isTransactional: false,
    logger: { debug: log, info: log, warn: log, error: log },
    timer,
    leaseMs,
    pollMs,
    newId: () => `run-${office}-${++given}`,
    newToken: () => `token-${office}-${++given}`,
    now: () => timer.now,
  })
  runner.start(async ({ input, ctx }: FlowAction) => envelopeOf(await perform(input as Errand), ctx.id))
  return runner
}

/** Does what the kernel does for a mutation that emits these: keeps their runs, and wakes the runner. */
export async function emit(runner: FlowRunner, ...payloads: readonly Asked[]): Promise<void> {
  const principal = { subject: 'ann', claims: {}, tags: [], roles: ['authenticated'] }
  const ctx = { id: 'i', now: '2026-01-01T00:00:00.000Z', traceId: 't' }
  await runner.enqueue(runner.jobsOf({ signals: payloads.map(signalOf), principal, ctx, depth: 1 }))
  runner.wake()
}

export function signalOf(payload: unknown): SignalEnvelope {
  const { id, signalId = asked.id } = payload as Asked
  return {
    envelopeVersion: '1.0.0',
    signalId,
    signalVersion: 1,
    payload,
    payloadHash: '0',
    eventKey: String(id),
    emittedAt: '2026-01-01T00:00:00.000Z',
  }
}

function envelopeOf(answer: Answer, invocationId: string): Envelope {
  const failure = { code: 'capability_invocation_error', message: 'it is down', retryable: true }
  const violation = { code: 'action_guard_error' as const, message: 'it may not be' }
  return {
    envelopeVersion: '1.0.0',
    ...answer,
    ok: answer.status === 'ok',
    traceId: 't',
    invocationId,
    violations: answer.status === 'rejected' ? [violation] : [],
    ...(answer.status === 'error' && { error: failure }),
    emittedSignals: [],
    observedEffects: [],
    timings: { startedAt: '2026-01-01T00:00:00.000Z', completedAt: '2026-01-01T00:00:00.000Z', durationMs: 0 },
    meta: { replayed: false, artifactHash: '0', affectedQueryIds: [], refreshTriggers: [], warnings: [] },
  }
}
