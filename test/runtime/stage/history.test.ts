import { describe, expect, it } from 'vitest'
import type { GuardProgram } from '../../../src/contract/guard.js'
import type { HistoryRecord } from '../../../src/contract/history.js'
import type { ActionRun, Program, SignalProgram } from '../../../src/contract/program.js'
import type { AppStore, Commit } from '../../../src/contract/store.js'
import { objectAt, requiredInt } from '../../../src/program.js'
import { createMemoryStore } from '../../../src/store/memory/memory-store.js'
import { agents } from '../desk/collections.js'
import { changed, startDesk, withProbe } from '../desk/desk.js'

const counted: SignalProgram<{ readonly n: number }> = {
  id: 'desk.counted',
  version: 2,
  readPayload: (raw, issues) => ({ n: requiredInt(objectAt(raw, issues).n, 'n', issues) }),
  eventKey: ({ n }) => `n-${n}`,
}

const strict: GuardProgram<{ readonly size: number }> = {
  kind: 'action',
  primitive: 'desk.probe',
  policy: 'emit_violation',
  structural: [{ id: 'g', description: 'Small.', path: 'p', holds: ({ size }) => size < 5 }],
  semantic: [],
}

/** A store that keeps history: it refuses other events under an identity that it has. */
function recording(known: readonly HistoryRecord[] = []) {
  const inner = createMemoryStore()
  const history = [...known]
  const commits: Commit[] = []
  const isOther = ({ signalName, eventKey, payload }: HistoryRecord): boolean =>
    history.some(
      (event) =>
        event.signalName === signalName &&
        event.eventKey === eventKey &&
        JSON.stringify(event.payload) !== JSON.stringify(payload),
    )
  const store: AppStore = changed(inner, {
    commit: async (commit) => {
      commits.push(commit)
      const events = commit.events ?? []
      const conflicting = events.flatMap((event, index) => (isOther(event) ? [index] : []))
      if (conflicting.length > 0) return { kind: 'event_conflict', events: conflicting }
      const outcome = await inner.commit(commit)
      if (outcome.kind === 'committed') history.push(...events)
      return outcome
    },
  })
  return { store, commits, history }
}

async function act(
  body: (run: ActionRun) => unknown,
  store: AppStore,
  history: Program['history'] | null = { retentionMs: null },
) {
  const more = history === null ? {} : { history }
  const desk = startDesk({ store, program: withProbe((_, run) => body(run), {}, more) })
  return { ...desk, answer: await desk.mutate('probe', {}, { key: 'k' }) }
}

const recorded = (n: number): HistoryRecord => ({
  signalName: 'desk.counted',
  signalVersion: 2,
  eventKey: `n-${n}`,
  emittedAt: '2026-05-01T08:00:00.000Z',
  traceId: 'trace-1',
  payload: { n },
})

const write = { patch: { op: 'upsert', collection: 'agents', id: 'a', value: { display: 'Ann' } } }

describe('history', () => {
  it('gets the signals with the writes, in one commit, in the order in which they leave', async () => {
    const { store, commits, history } = recording()
    const { answer } = await act(async (run) => {
      run.guard(strict, { size: 7 })
      run.emit(counted, () => ({ n: 1 }))
      await run.write(write)
      run.emit(counted, () => ({ n: 2 }))
    }, store)
    expect(answer.status).toBe('ok')
    expect(commits).toMatchObject([{ writes: [{ id: 'a' }], replay: { scope: expect.any(String) } }])
    expect(history.slice(0, 2)).toEqual([recorded(1), recorded(2)])
    expect(history[2]).toEqual({
      signalName: 'guard.violated',
      signalVersion: 1,
      eventKey: 'call-1:0',
      emittedAt: '2026-05-01T08:00:00.000Z',
      traceId: 'trace-1',
      payload: answer.emittedSignals[2]?.payload,
    })
    expect(history).toHaveLength(3)
  })

  it('gets the signals of an action that writes nothing', async () => {
    const { store, commits, history } = recording()
    const { answer } = await act((run) => run.emit(counted, () => ({ n: 1 })), store)
    expect([answer.status, commits.length]).toEqual(['ok', 1])
    expect(history).toEqual([recorded(1)])
  })

  it('is no part of an app that does not keep it', async () => {
    const { store, commits } = recording()
    await act((run) => run.emit(counted, () => ({ n: 1 })), store, null)
    expect(commits).toEqual([])
  })

  it.each(['guard', 'error'])('gets nothing of an action that ends by a %s', async (how) => {
    const { store, commits } = recording()
    const { answer } = await act((run) => {
      run.emit(counted, () => ({ n: 1 }))
      if (how === 'error') throw new Error('after all')
      run.guard({ ...strict, policy: 'abort' }, { size: 7 })
    }, store)
    expect(answer.status).toBe(how === 'guard' ? 'rejected' : 'error')
    expect(commits).toEqual([])
  })

  it('gets the signals of the attempt that went through, once', async () => {
    const { store, history } = recording()
    let attempts = 0
    await act(async (run) => {
      attempts++
      await run.read(agents, 'a')
      const record = { display: 'somebody', id: 'a' }
      if (attempts === 1)
        await store.commit({ reads: [], writes: [{ collection: 'agents', id: 'a', record }], replay: null })
      run.emit(counted, () => ({ n: attempts }))
      await run.write(write)
    }, store)
    expect(attempts).toBe(2)
    expect(history).toEqual([recorded(2)])
  })

  it('that an app has no store for is an error', async () => {
    const program = withProbe(
      (_, run) => run.emit(counted, () => ({ n: 1 })),
      {},
      {
        history: { retentionMs: null },
        queries: new Map(),
        ports: new Map(),
        requirements: [],
        deployment: null,
      },
    )
    const desk = startDesk({ program })
    expect(await desk.mutate('probe', {})).toMatchObject({
      status: 'error',
      error: { code: 'capability_unreachable_error', message: 'no module serves the port history.append' },
    })
  })
})

describe('a signal that history does not take', () => {
  const known = { ...recorded(2), payload: { n: 99 } }

  it('is dropped with a warning, and the rest commits without it', async () => {
    const { store, commits, history } = recording([known])
    const { answer, log, mutate } = await act(async (run) => {
      await run.write(write)
      for (const n of [1, 2, 3]) run.emit(counted, () => ({ n }))
    }, store)
    expect(answer).toMatchObject({ status: 'ok', observedEffects: ['emit', 'write'] })
    expect(answer.emittedSignals.map(({ payload }) => payload)).toEqual([{ n: 1 }, { n: 3 }])
    expect(answer.meta.refreshTriggers).toHaveLength(2)
    expect(answer.meta.warnings).toEqual([
      {
        code: 'signal_emit_error',
        message: 'the signal desk.counted was dropped: history holds another event of its key',
        details: { signal: 'desk.counted' },
      },
    ])
    expect(commits).toHaveLength(2)
    expect(history).toEqual([known, recorded(1), recorded(3)])
    expect(log).toMatchObject([{ level: 'warn', message: 'the signal desk.counted was dropped' }])
    // What is recorded for the key is what the caller got.
    const again = await mutate('probe', {}, { key: 'k' })
    expect(again.status).toBe('replayed')
    expect(again.emittedSignals).toEqual(answer.emittedSignals)
    expect(again.meta.warnings).toEqual(answer.meta.warnings)
  })

  it('leaves nothing to commit where it was all there was', async () => {
    const { store, commits } = recording([known])
    const { answer } = await act((run) => run.emit(counted, () => ({ n: 2 })), store)
    expect(answer).toMatchObject({ status: 'ok', emittedSignals: [], observedEffects: [] })
    expect(commits).toHaveLength(1)
  })

  it('may be one that a broken rule left', async () => {
    const taken = { ...recorded(0), signalName: 'guard.violated', eventKey: 'call-1:0', payload: {} }
    const { store, history } = recording([taken])
    const { answer } = await act((run) => {
      run.guard(strict, { size: 7 })
      run.emit(counted, () => ({ n: 1 }))
    }, store)
    expect(answer.emittedSignals.map(({ signalId }) => signalId)).toEqual(['desk.counted'])
    expect(answer.meta.warnings).toMatchObject([{ details: { signal: 'guard.violated' } }])
    expect(history).toEqual([taken, recorded(1)])
  })

  it.each([[[]], [[7]]])('cannot be one that it was not given: %j', async (events) => {
    const store = changed(createMemoryStore(), { commit: () => ({ kind: 'event_conflict', events }) })
    const { answer } = await act((run) => run.emit(counted, () => ({ n: 1 })), store)
    expect(answer).toMatchObject({ status: 'error', error: { code: 'internal_error' } })
  })
})
