import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { CallPolicy } from '../../../src/contract/call-policy.js'
import { PortError } from '../../../src/provider.js'
import { virtualTimer } from '../../harness/virtual-timer.js'
import { deploymentOf, serving } from '../desk/deployment.js'
import { startDesk, withProbe } from '../desk/desk.js'
import { sending } from '../desk/policies.js'

/** What one attempt does, after some milliseconds; null: before the call returns. */
interface Behaviour {
  readonly kind: 'answer' | 'throw' | 'busy' | 'refuse' | 'misfit' | 'never'
  readonly after: number | null
}

interface Case {
  readonly timeoutMs: number | undefined
  readonly attempts: number | undefined
  readonly backoffMs: number | undefined
  /** Of the deployment. */
  readonly plannedMs: number | null
  readonly on: 'timeout' | 'error' | 'always' | undefined
  readonly behaviours: readonly Behaviour[]
}

// Times of ports end in 5 and limits in 0, so that nothing happens at the same moment.
const delay = fc.option(
  fc.integer({ min: 0, max: 60 }).map((tens) => tens * 10 + 5),
  { nil: null },
)
const limit = fc.integer({ min: 1, max: 60 }).map((tens) => tens * 10)

const cases: fc.Arbitrary<Case> = fc.record({
  timeoutMs: fc.option(limit, { nil: undefined }),
  attempts: fc.option(fc.integer({ min: 1, max: 10 }), { nil: undefined }),
  backoffMs: fc.option(fc.constantFrom(0, 10, 250, 9000, 40_000), { nil: undefined }),
  plannedMs: fc.option(limit, { nil: null }),
  on: fc.constantFrom(undefined, 'timeout' as const, 'error' as const, 'always' as const),
  behaviours: fc.array(
    fc.record({
      kind: fc.constantFrom('answer', 'throw', 'throw', 'busy', 'busy', 'refuse', 'misfit', 'never', 'never'),
      after: delay,
    }) as fc.Arbitrary<Behaviour>,
    { minLength: 10, maxLength: 10 },
  ),
})

interface Outcome {
  /** When each attempt began. */
  readonly starts: readonly number[]
  readonly endedAt: number
  readonly status: 'ok' | 'error'
  readonly code: string | null
  readonly last: string | null
  readonly retryable: boolean | null
}

/** The same by a model of its own: time counted by hand, as the language reference tells it. */
function expected({ timeoutMs = 30_000, attempts = 1, backoffMs = 0, plannedMs, on, behaviours }: Case): Outcome {
  const ms = plannedMs !== null && plannedMs < timeoutMs ? plannedMs : timeoutMs
  const starts: number[] = []
  let time = 0
  let end: { code: string; transient: boolean; late: boolean; retryable: boolean } | null = null
  for (const { kind, after } of behaviours.slice(0, attempts)) {
    if (starts.length > 0) time += Math.min(30_000, backoffMs * 2 ** (starts.length - 1))
    starts.push(time)
    const late = kind === 'never' || (after ?? 0) > ms
    time += late ? ms : (after ?? 0)
    if (late) end = { code: 'action_step_timeout_error', transient: true, late, retryable: true }
    else if (kind === 'throw') end = { code: 'capability_invocation_error', transient: true, late, retryable: false }
    else if (kind === 'busy') end = { code: 'mail_busy', transient: true, late, retryable: true }
    else if (kind === 'refuse') end = { code: 'mail_refused', transient: false, late, retryable: false }
    else if (kind === 'misfit') end = { code: 'capability_contract_error', transient: false, late, retryable: false }
    else end = null
    if (end === null || !end.transient) break
  }
  const passes = end === null || on === 'always' || (on !== undefined && (on === 'timeout') === end.late)
  const base = { starts, endedAt: time }
  if (end === null || passes) return { ...base, status: 'ok', code: null, last: null, retryable: null }
  const isExhausted = end.transient && attempts > 1
  return {
    ...base,
    status: 'error',
    code: isExhausted ? 'action_step_retry_exhausted_error' : end.code,
    last: isExhausted ? end.code : null,
    retryable: end.retryable,
  }
}

async function actual({ timeoutMs, attempts, backoffMs, plannedMs, on, behaviours }: Case): Promise<Outcome> {
  const timer = virtualTimer()
  const starts: number[] = []
  const mail = {
    kind: 'provider',
    activate: () => ({
      'mail.send': () => {
        const { kind, after } = behaviours[starts.length] as Behaviour
        starts.push(timer.now)
        if (kind === 'never') return new Promise(() => {})
        return after === null ? end(kind) : timer.sleep(after).then(() => end(kind))
      },
    }),
  }
  const policy: CallPolicy = {
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(attempts === undefined ? {} : { attempts }),
    ...(backoffMs === undefined ? {} : { backoffMs }),
  }
  const desk = startDesk({
    program: { ...withProbe(sending(policy, on)), deployment: planned(plannedMs) },
    modules: { mail },
    hostPorts: { timer },
  })
  await desk.runtime.ready
  const answer = await timer.settle(desk.mutate('probe', {}))
  const endedAt = timer.now
  expect(await timer.settle(desk.runtime.close())).toBeUndefined()
  const last = answer.error?.details?.last as { readonly code: string } | undefined
  return {
    starts,
    endedAt,
    status: answer.status === 'ok' ? 'ok' : 'error',
    code: answer.error?.code ?? null,
    last: last?.code ?? null,
    retryable: answer.error?.retryable ?? null,
  }
}

function end(kind: Behaviour['kind']): unknown {
  if (kind === 'throw') throw new Error('secret')
  if (kind === 'busy') throw new PortError('mail_busy', 'busy', { retryable: true })
  if (kind === 'refuse') throw new PortError('mail_refused', 'no')
  return kind === 'misfit' ? { message_id: 7 } : { message_id: 'm' }
}

function planned(ms: number | null) {
  const deployment = deploymentOf(serving)
  if (ms === null) return deployment
  const capabilityBindings = deployment.bindingPlan.capabilityBindings.map((binding) =>
    binding.portId === 'mail.send' ? { ...binding, timeoutMs: ms } : binding,
  )
  return { ...deployment, bindingPlan: { ...deployment.bindingPlan, capabilityBindings } }
}

it('gives the attempts, the pauses and the codes that a small model gives', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(cases, async (one) => {
      expect(await actual(one)).toEqual(expected(one))
    }),
    { numRuns: 600, seed: 20261130 },
  )
})
