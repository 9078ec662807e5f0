import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { FlowJob } from '../../src/contract/flow.js'
import type { FlowStore } from '../../src/contract/flow-store.js'
import type { ActionProgram, SignalProgram } from '../../src/contract/program.js'
import type { AppStore } from '../../src/contract/store.js'
import type { Change } from '../../src/contract/subscription.js'
import { CallFailed } from '../../src/semantics/call-failed.js'
import { CallRefused } from '../../src/semantics/call-refused.js'
import { failure } from '../../src/semantics/wording.js'
import { createMemoryFlowStore } from '../../src/store/memory/flow-store.js'
import { createMemoryStore } from '../../src/store/memory/memory-store.js'
import { createSqliteStore } from '../../src/store/sqlite/index.js'
import { temporaryFolder } from '../harness/temporary-folder.js'
import { agent, ann, type Desk, startDesk } from '../runtime/desk/desk.js'
import { bundleScript, runScript } from '../store/child-process.js'
import { type Asked, asked, type FlowDeskOptions, record, startFlowDesk } from './desk-flows.js'
import { signalOf } from './office.js'

async function display(desk: Desk, id = 'one'): Promise<unknown> {
  const { record } = await desk.store.read('agents', id)
  return (record as { readonly display: string } | null)?.display ?? null
}

function jobOf(flow: string): FlowJob {
  const principal = { subject: null, claims: {}, tags: [], roles: [] }
  return { id: 'run', flow, correlationKey: 'k', signal: signalOf({ id: 'one' }), principal, traceId: 't', depth: 1 }
}

describe.each<readonly [string, () => AppStore]>([
  ['memory', createMemoryStore],
  ['SQLite', () => createSqliteStore({ file: join(temporaryFolder(), 'desk.db') })],
])('a flow of the desk on %s', (_, openStore) => {
  const start = (options: FlowDeskOptions = {}): Promise<Desk> => startFlowDesk({ store: openStore(), ...options })

  it('acts for the caller, with the trace of the call and step keys of its own', async () => {
    const desk = await start()
    const { traceId, observedEffects, meta } = await desk.mutate('probe', { id: 'one' }, { authContext: agent })
    await desk.runtime.drain()
    expect([observedEffects, meta.warnings]).toEqual([['emit'], []])
    expect(await display(desk)).toBe('1 for ben, agent,authenticated')
    expect(desk.sent).toMatchObject([{ to: 'one', subject: traceId }])
    expect(desk.sent[0]?.stepKey).toMatch(/^call-[-\d]+\/answer\/steps\.1\/desk\.mail\/do\.0$/)
    await desk.runtime.close()
  })

  it.each<readonly [string, () => never]>([
    [
      'refused',
      () => {
        throw new CallRefused([])
      },
    ],
    [
      'failed',
      () => {
        throw new CallFailed(failure('internal_error', {}))
      },
    ],
  ])('does not follow a call that was %s', async (_reason, call) => {
    const desk = await start({ call })
    expect((await desk.mutate('probe', { id: 'one' })).ok).toBe(false)
    await desk.runtime.drain()
    expect(await desk.runtime.flows.counts()).toEqual([
      { flow: 'answer', pending: 0, completed: 0, failed: 0, deduped: 0 },
    ])
    await desk.runtime.close()
  })

  it('does not follow a replay', async () => {
    const desk = await start()
    await desk.mutate('probe', { id: 'one' }, { key: 'once' })
    expect(await desk.mutate('probe', { id: 'one' }, { key: 'once' })).toMatchObject({ status: 'replayed' })
    await desk.runtime.drain()
    expect(await desk.runtime.flows.counts()).toMatchObject([{ completed: 1, deduped: 0 }])
    await desk.runtime.close()
  })

  it('has the bounds of the actions that it runs: what one did beyond its effects is undone', async () => {
    const bold: ActionProgram<Asked> = {
      action: 'desk.record',
      effects: [],
      run: (_input, run) =>
        run.write({ patch: { op: 'upsert', collection: 'agents', id: 'one', value: { display: 'bold' } } }),
    }
    const desk = await start({ steps: { record: bold } })
    expect(await desk.mutate('probe', { id: 'one' })).toMatchObject({ status: 'ok' })
    await desk.runtime.drain()
    expect(await desk.runtime.flows.deadLetters()).toMatchObject([
      {
        failure: {
          code: 'flow_step_error',
          details: { action: 'desk.record', last: { code: 'effect_violation_error' } },
        },
      },
    ])
    expect([await display(desk), desk.sent]).toEqual([null, []])
    await desk.runtime.close()
  })

  it('tells who listens what it emitted, as a run of its own in the trace of the call', async () => {
    const heard: Change[] = []
    const told: SignalProgram<Asked> = { ...asked, id: 'desk.told' }
    const tell: ActionProgram<Asked> = {
      action: 'desk.tell',
      effects: ['emit'],
      run: (input, run) => run.emit(told, () => input),
    }
    const desk = await start({ steps: { mail: tell } })
    desk.runtime.subscribe((change) => heard.push(change))
    const answer = await desk.mutate('probe', { id: 'one' })
    await desk.runtime.drain()
    expect(answer.emittedSignals.map(({ signalId }) => signalId)).toEqual(['desk.asked'])
    expect(heard.map(({ signals }) => signals.map(({ signalId }) => signalId))).toEqual([['desk.asked'], ['desk.told']])
    const [ofCall, ofRun] = heard
    expect(ofCall).toMatchObject({ traceId: answer.traceId, invocationId: answer.invocationId })
    expect(ofRun?.traceId).toBe(answer.traceId)
    expect(ofRun?.invocationId).not.toBe(answer.invocationId)
    await desk.runtime.close()
  })

  it('runs again what failed when somebody asks for it, without being drained', async () => {
    let isDown = true
    const desk = await start({
      beforeMail: () => {
        if (isDown) throw new Error('down')
      },
    })
    await desk.mutate('probe', { id: 'one' })
    // By itself, so that nothing that would wake it is left.
    await expect.poll(async () => (await desk.runtime.flows.deadLetters()).length).toBe(1)
    const [letter] = await desk.runtime.flows.deadLetters()
    isDown = false
    expect(await desk.runtime.flows.retryDeadLetter(letter?.job.id ?? '')).toBe(true)
    await expect.poll(() => desk.sent.length).toBe(1)
    // What the first try had committed is not done again.
    expect(await display(desk)).toBe('1 for ann, authenticated')
    await desk.runtime.close()
  })

  it('has nothing to wait for when the app is closed', async () => {
    const desk = await start()
    await desk.mutate('probe', { id: 'one' })
    await desk.runtime.close()
    await expect(desk.runtime.drain()).rejects.toThrow('the app runtime is closed')
  })
})

describe('a flow store of the host', () => {
  it('keeps the runs instead of the app’s own', async () => {
    const flowStore = createMemoryFlowStore()
    const desk = await startFlowDesk({ hostPorts: { flowStore } })
    await desk.mutate('probe', { id: 'one' })
    await desk.runtime.drain()
    const counts = [{ flow: 'answer', pending: 0, completed: 1, failed: 0, deduped: 0 }]
    expect([await flowStore.counts(), await desk.store.flows.counts()]).toEqual([counts, []])
    expect([await display(desk), desk.sent.length]).toEqual(['1 for ann, authenticated', 1])
  })

  it('that fails leaves a warning, and the call its answer', async () => {
    const flowStore = Object.assign(Object.create(createMemoryFlowStore()) as FlowStore, {
      enqueue: () => {
        throw new Error('full')
      },
    })
    const ports = { 'one of its own': { hostPorts: { flowStore } }, none: {} }
    const answers = await Promise.all(
      Object.values(ports).map(async (options) => (await startFlowDesk(options)).mutate('probe', { id: 'one' })),
    )
    expect(answers.map(({ status, meta }) => [status, meta.warnings.map(({ code }) => code)])).toEqual([
      ['ok', ['flow_dispatch_error']],
      ['ok', []],
    ])
  })

  it('that lacks a method is refused when the runtime is created', async () => {
    const flowStore = { claim: () => {} } as unknown as FlowStore
    expect(() => startDesk({ hostPorts: { flowStore } })).toThrow('flowStore')
  })
})

it('an app without flows has nothing to drain and nothing to see', async () => {
  const { runtime } = startDesk()
  await runtime.drain()
  expect(await runtime.flows.counts()).toEqual([])
  expect(await runtime.flows.deadLetters()).toEqual([])
  expect(await runtime.flows.retryDeadLetter('any')).toBe(false)
})

it('a process that slept through its lease commits nothing of the run that another has taken up', async () => {
  const file = join(temporaryFolder(), 'desk.db')
  let hasBegun = false
  let wake: () => void = () => {}
  const sleepy: ActionProgram<Asked> = {
    ...record,
    run: async (input, run) => {
      hasBegun = true
      await new Promise<void>((resolve) => {
        wake = resolve
      })
      return record.run(input, run)
    },
  }
  const asleep = await startFlowDesk({ store: createSqliteStore({ file }), steps: { record: sleepy } })
  await asleep.mutate('probe', { id: 'one' })
  await expect.poll(() => hasBegun).toBe(true)
  const awake = await startFlowDesk({ store: createSqliteStore({ file }) })
  awake.clock.ms += 60_000
  await awake.runtime.drain()
  wake()
  await asleep.runtime.drain()
  expect(await display(awake)).toBe('1 for ann, authenticated')
  expect([asleep.sent.length, awake.sent.length]).toEqual([0, 1])
  expect(await awake.runtime.flows.deadLetters()).toEqual([])
  expect(await awake.runtime.flows.counts()).toMatchObject([{ completed: 1, failed: 0, pending: 0 }])
  for (const desk of [asleep, awake]) await desk.runtime.close()
})

it('operators see the flows of their app, and not what one that is gone has left', async () => {
  const flowStore = createMemoryFlowStore()
  const { runtime } = await startFlowDesk({ hostPorts: { flowStore } })
  await flowStore.enqueue([jobOf('gone')])
  await flowStore.claim({ flows: ['gone'], token: 't', now: 0, leaseUntil: 1 })
  const broken = { code: 'flow_step_error', message: 'it broke', retryable: false }
  const end = { kind: 'failed', now: 0, failure: broken, attempts: 1, correlation: null } as const
  await flowStore.finish({ id: 'run', token: 't' }, end)
  expect(await flowStore.deadLetters()).toHaveLength(1)
  expect(await runtime.flows.deadLetters()).toEqual([])
  expect((await runtime.flows.counts()).map(({ flow }) => flow)).toEqual(['answer'])
})

describe('a process that is killed', () => {
  const lost = async (moment: string): Promise<string> => {
    const place = temporaryFolder()
    const file = join(place, 'desk.db')
    const child = runScript(bundleScript('test/flow/children/follow.ts', place), [file, moment])
    expect(await child.ended).toEqual({ code: null, signal: 'SIGKILL', output: '' })
    return file
  }

  it('between the commit and the run loses neither, and the next one runs it once', async () => {
    const file = await lost('call')
    const desk = await startFlowDesk({ store: createSqliteStore({ file }) })
    await desk.runtime.drain()
    expect([await display(desk), desk.sent.length]).toEqual(['1 for ann, authenticated', 1])
    expect(await desk.runtime.flows.counts()).toMatchObject([{ completed: 1, deduped: 0, pending: 0 }])
    await desk.runtime.close()
  }, 60_000)

  it('within a run has done what it committed, and the next one does the rest when the lease is over', async () => {
    const file = await lost('mail')
    const desk = await startFlowDesk({ store: createSqliteStore({ file }) })
    expect(await display(desk)).toBe('1 for ann, authenticated')
    expect(await desk.runtime.flows.counts()).toMatchObject([{ completed: 0, pending: 1 }])
    desk.clock.ms += 60_000
    await desk.runtime.drain()
    expect([await display(desk), desk.sent.length]).toEqual(['1 for ann, authenticated', 1])
    expect(await desk.runtime.flows.counts()).toMatchObject([{ completed: 1, pending: 0 }])
    await desk.runtime.close()
  }, 60_000)

  it('leaves flows to run by themselves: the next one need not be asked', async () => {
    const file = await lost('call')
    const desk = await startFlowDesk({ store: createSqliteStore({ file }) })
    await expect.poll(() => desk.sent.length).toBe(1)
    await desk.mutate('probe', { id: 'two' }, { authContext: ann })
    await expect.poll(() => desk.sent.map(({ to }) => to)).toEqual(['one', 'two'])
    await desk.runtime.close()
  }, 60_000)
})
