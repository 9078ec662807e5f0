import { describe, expect, it } from 'vitest'
import type { GuardProgram, SemanticRule } from '../../../src/contract/guard.js'
import type { SignalProgram } from '../../../src/contract/program.js'
import { act, civil, counted, withJudge } from '../desk/guarded.js'

function guarded(policy: GuardProgram['policy'], semantic: readonly SemanticRule[] = []) {
  const seen: unknown[] = []
  const signal: SignalProgram<{ readonly n: number }> = {
    ...counted,
    guards: {
      kind: 'signal',
      primitive: 'desk.counted',
      policy,
      structural: [
        {
          id: 'signal:desk.counted:structural:0',
          description: 'Small.',
          path: 'p',
          holds: (scope) => seen.push(scope) > 0 && scope.payload.n < 5,
        },
      ],
      semantic,
    },
  }
  return { signal, seen }
}

describe('a guard of a signal', () => {
  it('sees the emission, and refuses the whole action', async () => {
    const { signal, seen } = guarded('abort')
    const { answer } = await act((run) => {
      run.emit(counted, () => ({ n: 1 }))
      run.emit(signal, () => ({ n: 7 }))
    })
    expect(answer).toMatchObject({
      status: 'rejected',
      emittedSignals: [],
      violations: [{ code: 'signal_guard_error', message: 'the signal desk.counted was refused: Small.' }],
    })
    expect(seen).toEqual([
      {
        payload: { n: 7 },
        signal: {
          signal_name: 'desk.counted',
          version: 2,
          event_key: 'call-1:1',
          emitted_at: '2026-05-01T08:00:00.000Z',
          trace_id: 'trace-1',
        },
        principal: { subject: 'ann', claims: {}, tags: [], roles: ['authenticated'] },
        ctx: { id: 'call-1', now: '2026-05-01T08:00:00.000Z', traceId: 'trace-1' },
      },
    ])
  })

  it('is asked of no signal that is withheld or dropped', async () => {
    const { signal, seen } = guarded('abort')
    const { answer } = await act((run) => {
      run.emit(signal, () => undefined)
      run.emit(signal, () => ({ n: 'x' }))
    })
    expect(answer).toMatchObject({ status: 'ok', meta: { warnings: [{ code: 'signal_emit_error' }] } })
    expect(seen).toEqual([])
  })

  it.each(['log_and_continue', 'emit_violation'] as const)('with the policy %s lets the signal go', async (policy) => {
    const { answer } = await act((run) => run.emit(guarded(policy).signal, () => ({ n: 7 })))
    const ids = answer.emittedSignals.map(({ signalId }) => signalId)
    expect(ids).toEqual(policy === 'emit_violation' ? ['desk.counted', 'guard.violated'] : ['desk.counted'])
    expect(answer.meta.warnings).toHaveLength(policy === 'log_and_continue' ? 1 : 0)
  })

  it('that a judge decides is waited for, and the order stays', async () => {
    const { judged } = withJudge(async () => {
      await new Promise((resolve) => setTimeout(resolve, 1))
      return { pass: false }
    })
    const { signal } = guarded('emit_violation', [{ ...civil, id: 'signal:desk.counted:semantic:0' }])
    const { answer } = await judged(async (run) => {
      await run.emitJudged(signal, () => ({ n: 1 }))
      run.emit(counted, () => ({ n: 2 }))
    })
    expect(answer.emittedSignals.map(({ payload }) => payload)).toMatchObject([
      { n: 1 },
      { n: 2 },
      { guardId: 'signal:desk.counted:semantic:0' },
    ])
  })
})
