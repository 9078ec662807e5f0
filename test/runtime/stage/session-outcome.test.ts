import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../src/contract/json.js'
import type { HostSessionStore } from '../../../src/runtime.js'
import { CallRefused } from '../../../src/semantics/call-refused.js'
import { agents } from '../desk/collections.js'
import { changed } from '../desk/desk.js'
import { act, type Body, boom, record, type Setting, session, write } from './session-desk.js'

describe('what becomes of the session when an action ends', () => {
  const before = { find: 'oak', p: 4, composer: { text: 'draft' } }

  it.each<readonly [string, Setting['outcome'], unknown, JsonObject]>([
    ['success', { success: ['find'] }, { ok: true }, { p: 4, composer: { text: 'draft' } }],
    ['success without a word of it', { success: ['composer.text'] }, 7, { find: 'oak', p: 4 }],
    ['success, everything', { success: 'all' }, null, {}],
    ['a soft rejection', { success: 'all', rejection: ['find'] }, { ok: false }, { p: 4, composer: { text: 'draft' } }],
    ['a soft rejection, nothing', { success: 'all', error: 'all' }, { ok: false }, before],
  ])('after %s', async (_, outcome, output, expected) => {
    const { answer, commits, value } = await act(
      async (run) => {
        await record(run, 'a')
        return output
      },
      { outcome: outcome ?? {}, before },
    )
    expect(answer.status).toBe('ok')
    expect(value).toEqual(expected)
    // With the writes of the action, in one commit.
    expect(commits).toHaveLength(1)
    expect(answer.observedEffects).toEqual(expected === before ? ['write'] : ['session', 'write'])
  })

  it('after an error is committed alone, on the session as it was before', async () => {
    const { answer, commits, value, inner } = await act(
      async (run) => {
        await record(run, 'a')
        await write(run, 'p', 9)
        boom()
      },
      { outcome: { error: ['composer'], success: 'all' }, before },
    )
    expect(answer).toMatchObject({
      status: 'error',
      error: { code: 'expression_type_error' },
      observedEffects: ['session'],
    })
    expect(commits).toEqual([
      { reads: [], writes: [], replay: null, session: { key: 'user:ann', value: { find: 'oak', p: 4 }, version: 1 } },
    ])
    expect(value).toEqual({ find: 'oak', p: 4 })
    expect((await inner.read('agents', 'a')).record).toBeNull()
  })

  it('after an error that the store makes of it is the same', async () => {
    const { answer, value } = await act(
      async (run) => {
        await run.read(agents, 'a')
        await record(run, 'b')
      },
      {
        outcome: { error: ['find'] },
        before,
        commit: (commit, inner) =>
          commit.writes.length > 0 ? { kind: 'conflict', collection: 'agents', id: 'a' } : inner.commit(commit),
      },
    )
    expect(answer.error).toMatchObject({ code: 'write_conflict_error' })
    expect(value).toEqual({ p: 4, composer: { text: 'draft' } })
  })

  it('is done on a session that changes meanwhile', async () => {
    const { value } = await act(boom, { outcome: { error: ['find'] }, before, meanwhile: { 1: { ...before, p: 5 } } })
    expect(value).toEqual({ p: 5, composer: { text: 'draft' } })
  })

  it.each<readonly [string, Body, string]>([
    ['success', () => ({ ok: true }), 'ok'],
    ['an error', boom, 'error'],
  ])('changes nothing of %s where it cannot be done', async (_, body, status) => {
    const fails = () => {
      throw new Error('disk')
    }
    const { answer } = await act(body, {
      outcome: { success: 'all', error: 'all' },
      create: (inner) => changed(inner, { sessions: { read: fails } }),
    })
    expect(answer.status).toBe(status)
    expect(answer.meta.warnings).toEqual([{ code: 'session_outcome_error', message: 'the session could not be reset' }])
  })

  it('is nothing for a caller without a session', async () => {
    const { answer, commits } = await act(boom, { outcome: { error: 'all' }, caller: null })
    expect([answer.observedEffects, commits]).toEqual([[], []])
  })

  it('is nothing for a call that has lost its key', async () => {
    const { answer, commits } = await act((run) => record(run, 'a'), {
      key: 'k',
      outcome: { rejection: 'all', error: 'all' },
      before,
      commit: (commit, inner) => (commit.replay === null ? inner.commit(commit) : { kind: 'lost' }),
    })
    expect(answer).toMatchObject({ status: 'rejected', violations: [{ code: 'idempotency_in_progress_error' }] })
    expect(commits.filter(({ session: written }) => written !== undefined)).toEqual([])
  })
})

describe('an action within another', () => {
  const before = { find: 'oak', p: 4 }
  const inner = { session, success: ['find'], error: ['p'], rejection: ['find', 'p'] } as const

  it.each<readonly [string, unknown, JsonObject]>([
    ['success', { ok: true }, { p: 4 }],
    ['a soft rejection', { ok: false }, {}],
  ])('does its part after %s', async (_, output, expected) => {
    const { value, commits, answer } = await act((run) => run.settle(inner, output, (given) => given), { before })
    expect(answer.output).toEqual(output)
    expect(value).toEqual(expected)
    expect(commits).toHaveLength(1)
  })

  it('does its part after an error over which the other goes on', async () => {
    const { value, answer } = await act(
      async (run) => {
        await run.settle(inner, null, boom).catch(() => {})
        return (await run.readSession(session)).session
      },
      { before },
    )
    expect(answer).toMatchObject({ status: 'ok', output: { find: 'oak', p: 1 } })
    expect(value).toEqual({ find: 'oak' })
  })

  it('does its part after an error that ends the other, which does its own', async () => {
    const { value, answer } = await act(
      async (run) => {
        await write(run, 'composer.text', 'lost')
        return run.settle(inner, null, boom)
      },
      { before: { ...before, since: '2026-01-01T00:00:00.000Z' }, outcome: { error: ['since'] } },
    )
    expect(answer.status).toBe('error')
    expect(value).toEqual({ find: 'oak' })
  })

  it('leaves no trace of its success where the other fails', async () => {
    const { value, commits } = await act(
      async (run) => {
        await run.settle(inner, { ok: true }, (given) => given)
        boom()
      },
      { before },
    )
    expect([value, commits]).toEqual([before, []])
  })

  it('tells a refusal by its violations', async () => {
    const refusal = new CallRefused([])
    const { value } = await act(
      async (run) => {
        await run.settle(inner, null, () => Promise.reject(refusal)).catch(() => {})
      },
      { before },
    )
    expect(value).toEqual({})
  })
})

describe('a place of the host’s own', () => {
  function keeping(saved: Record<string, JsonObject | null>, fails: Partial<HostSessionStore> = {}): HostSessionStore {
    return {
      load: (key) => saved[key] ?? null,
      save: (key, value) => {
        saved[key] = value
      },
      ...fails,
    }
  }

  it('is written after the commit, which knows nothing of it', async () => {
    const saved: Record<string, JsonObject | null> = { 'user:ann': { p: 4 } }
    const order: string[] = []
    const store = keeping(saved)
    const save = (key: string, value: JsonObject | null) => {
      order.push('save')
      return store.save(key, value)
    }
    const { answer, commits } = await act(
      async (run) => {
        await record(run, 'a')
        await write(run, 'find', 'oak')
      },
      {
        hostPorts: { sessionStore: { ...store, save } },
        commit: (commit, inner) => {
          order.push('commit')
          return inner.commit(commit)
        },
      },
    )
    expect(answer).toMatchObject({ status: 'ok', observedEffects: ['session', 'write'], meta: { warnings: [] } })
    expect(order).toEqual(['commit', 'save'])
    expect(commits[0]).not.toHaveProperty('session')
    expect(saved).toEqual({ 'user:ann': { p: 4, find: 'oak' } })
  })

  it('is cleared with null, also after an error', async () => {
    const saved: Record<string, JsonObject | null> = { 'user:ann': { p: 4 } }
    const { answer, commits } = await act(boom, {
      hostPorts: { sessionStore: keeping(saved) },
      outcome: { error: 'all' },
    })
    expect(answer.observedEffects).toEqual(['session'])
    expect([saved, commits]).toEqual([{ 'user:ann': null }, []])
  })

  it('that fails to save leaves a warning, and the rest stands', async () => {
    const save = () => Promise.reject(new Error('gone'))
    const { answer, inner, log } = await act(
      async (run) => {
        await record(run, 'a')
        await write(run, 'find', 'oak')
      },
      { hostPorts: { sessionStore: keeping({}, { save }) } },
    )
    expect(answer).toMatchObject({
      status: 'ok',
      meta: { warnings: [{ code: 'session_store_error', message: 'the session could not be saved' }] },
    })
    expect((await inner.read('agents', 'a')).record).not.toBeNull()
    expect(log.map(({ message }) => message)).toContain('a session could not be saved')
  })

  it('that fails to load ends the action', async () => {
    const load = async () => Promise.reject(new Error('gone'))
    const { answer } = await act((run) => write(run, 'p', 2), { hostPorts: { sessionStore: keeping({}, { load }) } })
    expect(answer.error).toMatchObject({ code: 'capability_invocation_error', retryable: false })
  })
})
