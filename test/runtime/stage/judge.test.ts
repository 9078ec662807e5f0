import { describe, expect, it } from 'vitest'
import type { ActionRun, Program } from '../../../src/contract/program.js'
import { ActivationError, type RuntimeSettings } from '../../../src/runtime.js'
import { createMemoryStore } from '../../../src/store/memory/memory-store.js'
import { agents } from '../desk/collections.js'
import { startDesk, withProbe } from '../desk/desk.js'
import { act, civil, guards, upsert, withJudge } from '../desk/guarded.js'
import { program as deskProgram } from '../desk/program.js'

describe('a rule in plain words', () => {
  const block = guards('abort', { structural: [], semantic: [civil] })
  const judgeIt = (run: ActionRun) => run.judge(block, { size: 3 })

  it('is decided by the judge, who sees what it is about', async () => {
    const { asked, judged } = withJudge(() => ({ pass: false, rationale: 'no' }))
    const { answer } = await judged(judgeIt)
    expect(answer).toMatchObject({
      status: 'rejected',
      violations: [{ code: 'action_guard_error', details: { tier: 'semantic', guardId: civil.id } }],
      observedEffects: [],
    })
    expect(asked).toEqual([
      {
        input: {
          guardId: civil.id,
          rule: 'It stays civil.',
          confidence: 'medium',
          invocationIndex: 0,
          invocationCount: 1,
          context: { size: 3 },
        },
        stepKey: `call-1/${civil.id}/0`,
      },
    ])
  })

  it('is no effect of the action, so that a conflict may run it again', async () => {
    const { judged, asked } = withJudge(() => ({ pass: true }))
    const store = createMemoryStore()
    const change = (display: string) => {
      const record = { display, id: 'a' }
      void store.commit({ reads: [], writes: [{ collection: 'agents', id: 'a', record }], replay: null })
    }
    const body = async (run: ActionRun) => {
      await judgeIt(run)
      await run.read(agents, 'a')
      if (asked.length === 1) change('somebody else')
      await run.write(upsert('b', 'Ben'))
    }
    const { answer } = await judged(body, { store })
    expect([answer.status, answer.observedEffects, asked.length]).toEqual(['ok', ['read', 'write'], 2])
  })

  it.each([
    ['throws', () => Promise.reject(new Error('out of order'))],
    ['answers something else', () => ({ verdict: 'fine' })],
  ])('passes with a warning where the judge %s', async (_, verdict) => {
    const { judged } = withJudge(verdict)
    const { answer } = await judged(judgeIt)
    expect(answer).toMatchObject({
      status: 'ok',
      meta: {
        warnings: [
          {
            code: 'semantic_guard_unavailable_error',
            message: 'nobody judged the rule: Civil.',
            details: { guardId: civil.id, tier: 'semantic', policy: 'abort' },
          },
        ],
      },
    })
  })

  it('is an error of the platform in ci where nobody judges it', async () => {
    const { answer } = await act(judgeIt, { settings: { environment: 'ci' } })
    expect(answer).toMatchObject({
      status: 'error',
      error: { code: 'semantic_guard_unavailable_error', retryable: false, details: { guardIds: [civil.id] } },
    })
  })

  it('that nobody judges in ci stops every action around it, whatever a step says of errors', async () => {
    const { answer } = await act(
      async (run) => {
        try {
          await judgeIt(run)
        } catch (thrown) {
          run.passOver('desk.probe/do.0', thrown)
        }
      },
      { settings: { environment: 'ci' } },
    )
    expect(answer).toMatchObject({ status: 'error', error: { code: 'semantic_guard_unavailable_error' } })
  })

  it('refuses in ci where another rule of the block was really broken', async () => {
    const second = { ...civil, id: 'action:desk.probe:pre:semantic:1' }
    const { judged } = withJudge(({ guardId }) => (guardId === civil.id ? { pass: false } : {}))
    const both = guards('abort', { structural: [], semantic: [civil, second] })
    const { answer } = await judged((run) => run.judge(both, { size: 3 }), { settings: { environment: 'ci' } })
    expect(answer.status).toBe('rejected')
    expect(answer.violations.map(({ details }) => details?.guardId)).toEqual([civil.id, second.id])
  })

  it('of high confidence takes the most of three votes in ci', async () => {
    const votes = [true, false, true]
    const { asked, judged } = withJudge(({ invocationIndex }) => ({ pass: votes[Number(invocationIndex)] }))
    const high = guards('abort', { structural: [], semantic: [{ ...civil, confidence: 'high' }] })
    const { answer } = await judged((run) => run.judge(high, { size: 3 }), { settings: { environment: 'ci' } })
    expect(answer.status).toBe('ok')
    expect(asked.map(({ input }) => input.invocationCount)).toEqual([3, 3, 3])
  })

  it.each(['log_and_continue', 'emit_violation'] as const)(
    'nobody judges in ci follows its policy: %s',
    async (policy) => {
      const lenient = guards(policy, { structural: [], semantic: [civil] })
      const { answer } = await act((run) => run.judge(lenient, { size: 3 }), { settings: { environment: 'ci' } })
      expect(answer.status).toBe('ok')
      if (policy === 'emit_violation')
        expect(answer.emittedSignals).toMatchObject([
          { signalId: 'guard.violated', payload: { guardTier: 'semantic' } },
        ])
      else expect(answer.meta.warnings).toMatchObject([{ code: 'semantic_guard_unavailable_error' }])
    },
  )

  it('leaves an app without a judge able to start, and without other ports not', () => {
    const { more } = withJudge(() => ({ pass: true }))
    const unbound: Partial<Program> = { ...more, deployment: deskProgram.deployment }
    expect(() => startDesk({ program: withProbe(() => {}, {}, unbound) })).not.toThrow()
  })

  it('needs an environment that exists', () => {
    const settings = { environment: 'staging' } as unknown as RuntimeSettings
    expect(() => startDesk({ settings })).toThrow(ActivationError)
  })
})
