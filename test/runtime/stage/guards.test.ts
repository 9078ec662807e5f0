import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { GuardProgram, InvariantProgram, SemanticRule } from '../../../src/contract/guard.js'
import type {
  ActionRun,
  CollectionProgram,
  Program,
  RecordScope,
  SignalProgram,
} from '../../../src/contract/program.js'
import { objectAt, requiredBool, requiredInt } from '../../../src/program.js'
import { ActivationError, type RuntimeSettings } from '../../../src/runtime.js'
import { createMemoryStore } from '../../../src/store/memory/memory-store.js'
import { agents } from '../desk/collections.js'
import type { AgentsRecord } from '../desk/contracts.js'
import { changed, type DeskOptions, slowed, startDesk, withProbe } from '../desk/desk.js'
import { program as deskProgram } from '../desk/program.js'

type Scope = { readonly size: number }

const rule = (index: number, most: number) => ({
  id: `action:desk.probe:pre:structural:${index}`,
  description: `At most ${most}.`,
  path: `domain.actions.desk.probe.guards.pre.structural.${index}`,
  holds: ({ size }: Scope) => size <= most,
})

function guards(policy: GuardProgram['policy'], more: Partial<GuardProgram<Scope>> = {}): GuardProgram<Scope> {
  return {
    kind: 'action',
    primitive: 'desk.probe',
    policy,
    structural: [rule(0, 9), rule(1, 5)],
    semantic: [],
    ...more,
  }
}

async function act(body: (run: ActionRun) => unknown, options: DeskOptions = {}, more: Partial<Program> = {}) {
  const desk = startDesk({ ...options, program: withProbe((_, run) => body(run), {}, more) })
  return { ...desk, answer: await desk.mutate('probe', {}) }
}

const upsert = (id: string, display: string) => ({
  patch: { op: 'upsert', collection: 'agents', id, value: { display } },
})

describe('a guard', () => {
  it.each(['abort', 'fail_action'] as const)(
    'that has to %s refuses the call with every broken rule',
    async (policy) => {
      const { answer } = await act((run) => run.guard(guards(policy), { size: 10 }))
      const broken = (index: number, description: string) => ({
        code: 'action_guard_error',
        message: `the action desk.probe was refused: ${description}`,
        details: { guardId: `action:desk.probe:pre:structural:${index}`, tier: 'structural', description, policy },
      })
      expect(answer).toMatchObject({
        status: 'rejected',
        ok: false,
        emittedSignals: [],
        meta: { outcome: 'rejection' },
      })
      expect(answer.violations).toEqual([broken(0, 'At most 9.'), broken(1, 'At most 5.')])
      expect(answer).not.toHaveProperty('error')
    },
  )

  it.each(['abort', 'log_and_continue', 'emit_violation'] as const)(
    'that holds costs nothing, whatever its policy is: %s',
    async (policy) => {
      const { answer } = await act((run) => run.guard(guards(policy), { size: 1 }))
      expect(answer).toMatchObject({ status: 'ok', emittedSignals: [], violations: [], meta: { warnings: [] } })
    },
  )

  it('that refuses takes back what was written and emitted', async () => {
    const store = createMemoryStore()
    const { answer } = await act(
      async (run) => {
        await run.write(upsert('a', 'Ann'))
        run.emit(counted, () => ({ n: 1 }))
        run.guard(guards('abort'), { size: 10 })
      },
      { store },
    )
    expect(answer).toMatchObject({ status: 'rejected', emittedSignals: [], observedEffects: [] })
    expect(answer.meta).not.toHaveProperty('partialEffects')
    expect(store.read('agents', 'a')).toEqual({ record: null, version: 0 })
  })

  it('leaves its warnings where a later one refuses', async () => {
    const { answer } = await act((run) => {
      run.guard(guards('log_and_continue'), { size: 7 })
      run.guard(guards('abort'), { size: 7 })
    })
    expect(answer).toMatchObject({
      status: 'rejected',
      meta: { warnings: [{ code: 'action_guard_error', details: { policy: 'log_and_continue' } }] },
    })
  })

  it('that refuses is the answer of the key from then on', async () => {
    let runs = 0
    const desk = startDesk({
      program: withProbe((_, run) => {
        runs++
        run.guard(guards('abort'), { size: 10 })
      }),
    })
    const first = await desk.mutate('probe', {}, { key: 'k' })
    const second = await desk.mutate('probe', {}, { key: 'k' })
    expect(first.status).toBe('rejected')
    expect(second).toMatchObject({ status: 'replayed', ok: false, meta: { originalStatus: 'rejected' } })
    expect(second.violations).toEqual(first.violations)
    expect(runs).toBe(1)
  })

  it('that leaves signals leaves one for each broken rule, behind all others', async () => {
    const { answer } = await act((run) => {
      run.guard(guards('emit_violation'), { size: 10 })
      run.emit(counted, () => ({ n: 1 }))
      run.guard(guards('emit_violation'), { size: 7 })
    })
    expect(answer.emittedSignals.map(({ signalId, eventKey }) => [signalId, eventKey])).toEqual([
      ['desk.counted', 'call-1:0'],
      ['guard.violated', 'call-1:0'],
      ['guard.violated', 'call-1:1'],
      ['guard.violated', 'call-1:2'],
    ])
    const payload = {
      contextSnapshotRef: createHash('sha256').update('{"size":10}').digest('hex'),
      description: 'At most 9.',
      guardId: 'action:desk.probe:pre:structural:0',
      guardTier: 'structural',
      policyApplied: 'emit_violation',
      primitiveId: 'desk.probe',
      primitiveKind: 'action',
      sourceRef: {
        path: 'domain.actions.desk.probe.guards.pre.structural.0',
        primitiveId: 'desk.probe',
        primitiveKind: 'action',
      },
    }
    expect(answer.emittedSignals[1]).toEqual({
      envelopeVersion: '1.0.0',
      signalId: 'guard.violated',
      signalVersion: 1,
      payload,
      payloadHash: createHash('sha256').update(JSON.stringify(payload)).digest('hex'),
      eventKey: 'call-1:0',
      emittedAt: '2026-05-01T08:00:00.000Z',
    })
    expect(answer.observedEffects).toEqual(['emit'])
    expect(answer.meta.refreshTriggers).toHaveLength(4)
  })

  it('with rules that a judge decides is never left alone', async () => {
    const { answer, log } = await act((run) =>
      run.guard(guards('abort', { structural: [], semantic: [civil] }), { size: 1 }),
    )
    expect(answer).toMatchObject({ status: 'error', error: { code: 'internal_error' } })
    expect(log).toMatchObject([{ level: 'error' }])
  })
})

const civil: SemanticRule = {
  id: 'action:desk.probe:pre:semantic:0',
  description: 'Civil.',
  path: 'domain.actions.desk.probe.guards.pre.semantic.0',
  rule: 'It stays civil.',
  confidence: 'medium',
  sampling: { production: 1, simulation: 1, ci: 1 },
}

/** A desk whose judge answers what the test says. */
function withJudge(verdict: (input: Record<string, unknown>) => unknown) {
  const asked: { readonly input: Record<string, unknown>; readonly stepKey: string }[] = []
  const judge = {
    kind: 'provider',
    activate: () => ({
      'guards.semantic.evaluate': async (input: Record<string, unknown>, { stepKey }: { readonly stepKey: string }) => {
        asked.push({ input, stepKey })
        return verdict(input)
      },
    }),
  }
  const port = {
    id: 'guards.semantic.evaluate',
    version: '1.0.0',
    contractHash: '55'.repeat(32),
    effects: ['network'] as const,
    readInput: (raw: unknown) => raw,
    readOutput: (raw: unknown, issues: Parameters<typeof objectAt>[1]) => ({
      pass: requiredBool(objectAt(raw, issues).pass, 'pass', issues),
    }),
  }
  const { deployment } = deskProgram
  const more: Partial<Program> = {
    ports: new Map([...deskProgram.ports, [port.id, port]]),
    deployment: deployment && {
      ...deployment,
      modules: [...deployment.modules, { id: 'judge', kind: 'provider', source: './judge.ts', config: null }],
      bindings: [...deployment.bindings, { port: port.id, version: '1.0.0', module: 'judge' }],
    },
  }
  const judged = (body: (run: ActionRun) => unknown, options: DeskOptions = {}) =>
    act(body, { ...options, modules: { judge } }, more)
  return { asked, judged, more }
}

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

const counted: SignalProgram<{ readonly n: number }> = {
  id: 'desk.counted',
  version: 2,
  readPayload: (raw, issues) => ({ n: requiredInt(objectAt(raw, issues).n, 'n', issues) }),
}

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

describe.each([
  ['at once', createMemoryStore],
  ['later', () => slowed(createMemoryStore())],
])('an invariant over a store that answers %s', (_, create) => {
  function keeping(more: Partial<InvariantProgram<RecordScope<AgentsRecord>>> = {}) {
    const seen: Partial<RecordScope<AgentsRecord>>[] = []
    const collection: CollectionProgram<AgentsRecord> = {
      ...agents,
      invariants: {
        kind: 'collection',
        primitive: 'agents',
        policy: 'abort',
        appliesTo: ['upsert', 'update', 'delete'],
        structural: [
          {
            id: 'collection:agents:structural:0',
            description: 'Short.',
            path: 'p',
            holds: ({ op, record, before }) => {
              seen.push({ op, record, before })
              return record.display.length < 5
            },
          },
        ],
        semantic: [],
        ...more,
      },
    }
    const collections = new Map([...deskProgram.collections, ['agents', collection]])
    return { seen, run: (body: (run: ActionRun) => unknown) => act(body, { store: create() }, { collections }) }
  }
  const ann = (display: string): AgentsRecord => ({ display, id: 'a' })

  it('sees each patch in turn, with the record before it', async () => {
    const { seen, run } = keeping()
    const { answer } = await run(async (action) => {
      await action.write({
        patches: [
          upsert('a', 'Ann').patch,
          { op: 'update', collection: 'agents', id: 'a', value: { display: 'Anna' } },
          { op: 'delete', collection: 'agents', id: 'a' },
          { op: 'delete', collection: 'agents', id: 'a' },
          { op: 'delete', collection: 'agents', id: 'nobody' },
        ],
      })
    })
    expect(answer.status).toBe('ok')
    expect(seen).toEqual([
      { op: 'upsert', record: ann('Ann'), before: null },
      { op: 'update', record: ann('Anna'), before: ann('Ann') },
      { op: 'delete', record: ann('Anna'), before: ann('Anna') },
    ])
  })

  it('refuses the call with the rules that would be broken', async () => {
    const { run } = keeping()
    const { answer, store } = await run(async (action) => {
      await action.write(upsert('b', 'Ben'))
      await action.write(upsert('a', 'Annabel'))
    })
    expect(answer).toMatchObject({
      status: 'rejected',
      violations: [
        {
          code: 'collection_invariant_error',
          message: 'a record of agents would break a rule: Short.',
          details: { guardId: 'collection:agents:structural:0', tier: 'structural', policy: 'abort' },
        },
      ],
      observedEffects: [],
    })
    expect(await store.read('agents', 'b')).toMatchObject({ record: null })
  })

  it('holds for the patches that it applies to, and lets others pass unseen', async () => {
    const { seen, run } = keeping({ appliesTo: ['delete'] })
    const { answer } = await run((action) => action.write(upsert('a', 'Annabel')))
    expect([answer.status, seen]).toEqual(['ok', []])
  })

  it('is not asked where the record does not even fit', async () => {
    const { seen, run } = keeping()
    const { answer } = await run((action) =>
      action.write({ patch: { op: 'upsert', collection: 'agents', id: 'a', value: { display: 7 } } }),
    )
    expect(answer).toMatchObject({ status: 'error', error: { code: 'capability_contract_error' } })
    expect(seen).toEqual([])
  })
})

it('a collection without invariants is written without being read', async () => {
  let reads = 0
  const inner = createMemoryStore()
  const store = changed(inner, {
    read: (collection, id) => {
      reads++
      return inner.read(collection, id)
    },
  })
  await act((run) => run.write(upsert('a', 'Ann')), { store })
  expect(reads).toBe(0)
})
