import { describe, expect, it } from 'vitest'
import type { AppStore } from '../../../src/contract/store.js'
import { createMemoryStore } from '../../../src/store/memory/memory-store.js'
import { changed, slowed, startDesk, withProbe } from '../desk/desk.js'
import { mailSend } from '../desk/ports-and-signals.js'
import { act, type Body, boom, record, type Setting, session, write } from './session-desk.js'

describe.each<readonly [string, (inner: AppStore) => AppStore]>([
  ['at once', (inner) => inner],
  ['later', slowed],
])('the session of an action over a store that answers %s', (_, create) => {
  it('commits together with the records', async () => {
    const { answer, commits, value } = await act(
      async (run) => {
        await record(run, 'a')
        await write(run, 'find', 'oak')
        await write(run, 'p', 2)
        return (await run.readSession(session)).session
      },
      { create },
    )
    expect(answer).toMatchObject({ status: 'ok', output: { find: 'oak', p: 2 } })
    expect(answer.observedEffects).toEqual(['read', 'session', 'write'])
    expect(commits).toHaveLength(1)
    expect(commits[0]?.session).toEqual({ key: 'user:ann', value: { find: 'oak', p: 2 }, version: 0 })
    expect(value).toEqual({ find: 'oak', p: 2 })
  })

  it('is left alone by an action that fails', async () => {
    const { answer, commits, value } = await act(
      async (run) => {
        await write(run, 'find', 'oak')
        boom()
      },
      { create, before: { find: 'before' } },
    )
    expect(answer).toMatchObject({ status: 'error', observedEffects: [] })
    expect(commits).toEqual([])
    expect(value).toEqual({ find: 'before' })
  })

  it('is not committed where it is only read', async () => {
    const { answer, commits } = await act((run) => run.readSession(session), { create, before: { p: 7 } })
    expect(answer).toMatchObject({ output: { session: { p: 7, find: '' } }, observedEffects: ['read'] })
    expect(commits).toEqual([])
  })

  it('is seen as it was found, whatever others do to it meanwhile', async () => {
    const { answer } = await act(
      async (run, attempt) => {
        const first = (await run.readSession(session)).session.p
        await write(run, 'find', 'oak')
        return [attempt, first, (await run.readSession(session)).session.p]
      },
      { create, before: { p: 1 }, meanwhile: { 1: { p: 2 } } },
    )
    expect(answer).toMatchObject({ status: 'ok', output: [2, 2, 2] })
  })
})

describe('a session that was changed meanwhile', () => {
  it('is written again on its new state where the action has not looked at it', async () => {
    const { answer, attempts, commits, value } = await act((run) => write(run, 'find', 'oak'), {
      before: { p: 1 },
      meanwhile: { 1: { p: 2, find: 'ash' }, 2: { p: 3 } },
    })
    expect([answer.status, attempts, commits.length]).toEqual(['ok', 1, 3])
    expect(value).toEqual({ p: 3, find: 'oak' })
  })

  it('lets the action run again where it has', async () => {
    const { answer, attempts, value } = await act(
      async (run) => {
        const { p } = (await run.readSession(session)).session
        await write(run, 'p', p + 1)
      },
      { before: { p: 1 }, meanwhile: { 1: { p: 10 } } },
    )
    expect([answer.status, attempts]).toEqual(['ok', 2])
    expect(value).toEqual({ p: 11 })
  })

  it('ends an action that has looked at it and called out', async () => {
    const { answer, attempts, value } = await act(
      async (run) => {
        await run.readSession(session)
        await run.call(mailSend, { to: 'a', subject: 'b' }, 'desk.probe/do.0')
        await write(run, 'p', 5)
      },
      { before: { p: 1 }, meanwhile: { 1: { p: 10 } } },
    )
    expect(attempts).toBe(1)
    expect(answer).toMatchObject({ status: 'error', error: { code: 'write_conflict_error', retryable: true } })
    expect(value).toEqual({ p: 10 })
  })

  it('does not end one that has called out and not looked at it', async () => {
    const { answer, sent } = await act(
      async (run) => {
        await run.call(mailSend, { to: 'a', subject: 'b' }, 'desk.probe/do.0')
        await write(run, 'p', 5)
      },
      { meanwhile: { 1: { p: 10 } } },
    )
    expect([answer.status, sent.length]).toEqual(['ok', 1])
  })

  it('is given up in the end', async () => {
    const meanwhile = Object.fromEntries(Array.from({ length: 20 }, (_, count) => [count + 1, { p: count }]))
    const { answer, attempts } = await act((run) => write(run, 'find', 'oak'), { meanwhile })
    expect(attempts).toBe(3)
    expect(answer).toMatchObject({ status: 'error', error: { code: 'write_conflict_error' } })
  })
})

describe('whose session it is', () => {
  const look = async (setting: Setting) => {
    const inner = createMemoryStore()
    const seen = new Set<string>()
    const read = (key: string) => {
      seen.add(key)
      return inner.sessions.read(key)
    }
    const create = () => changed(inner, { sessions: { read } })
    const { answer } = await act((run) => write(run, 'p', 3), { ...setting, create })
    return { keys: [...seen], answer }
  }

  it.each<readonly [string, Setting, readonly string[]]>([
    ['the subject’s', { caller: { subject: 'bob' } }, ['user:bob']],
    ['the subject’s, whatever id the host names', { caller: { subject: 'bob' }, sessionId: 't1' }, ['user:bob']],
    ['that of the id, where nobody is signed in', { caller: null, sessionId: 't1' }, ['tab:t1']],
    ['no other’s, where the id looks like a key', { caller: null, sessionId: 'user:bob' }, ['tab:user:bob']],
    ['nobody’s', { caller: null }, []],
  ])('%s', async (_, setting, keys) => {
    expect((await look(setting)).keys).toEqual(keys)
  })

  it('of nobody lasts as long as the call', async () => {
    const { answer, commits } = await act(
      async (run) => {
        await write(run, 'p', 3)
        return (await run.readSession(session)).session.p
      },
      { caller: null },
    )
    expect(answer).toMatchObject({ status: 'ok', output: 3, observedEffects: ['read'] })
    expect(commits).toEqual([])
  })
})

describe('what cannot be done to a session', () => {
  it.each<readonly [string, unknown, string]>([
    ['a path that is not there', { patch: { op: 'set', path: 'x', value: 1 } }, 'x is not in the session'],
    ['a value of another type', { patch: { op: 'set', path: 'p', value: 'a' } }, 'p must be a whole number'],
    ['no patch', {}, 'it takes either patch or patches'],
    ['a patch and patches', { patch: { op: 'unset', path: 'p' }, patches: [] }, 'it takes either patch or patches'],
    ['patches that are none', { patches: 1 }, 'patches must be a list'],
    ['a patch that is none', { patch: 1 }, 'a patch must be an object'],
    ['a member too many', { patch: { op: 'unset', path: 'p', x: 1 } }, 'x is not a member of it'],
    ['another op', { patch: { op: 'drop', path: 'p' } }, 'op must be set or unset'],
    ['a path that is no text', { patch: { op: 'unset', path: 1 } }, 'path must be text'],
    ['a value to unset', { patch: { op: 'unset', path: 'p', value: 1 } }, 'a patch that unsets takes no value'],
    ['nothing at all', null, 'its input must be an object'],
  ])('%s breaks the contract', async (_, input, problem) => {
    const { answer } = await act((run) => run.writeSession(session, input))
    expect(answer.error).toMatchObject({
      code: 'capability_contract_error',
      message: `session.write broke its contract: ${problem}`,
    })
  })

  it('a write by an action that does not declare it', async () => {
    const { answer } = await act((run) => write(run, 'p', 1), { effects: ['write'] })
    expect(answer.error).toMatchObject({ code: 'effect_violation_error' })
  })

  it.each<readonly [string, Body]>([
    ['reads', (run) => run.readSession(session)],
    ['writes', (run) => write(run, 'p', 1)],
  ])('anything, where the store fails when an action %s', async (_, body) => {
    const fails = () => {
      throw new Error('disk')
    }
    const { answer, log } = await act(body, { create: (inner) => changed(inner, { sessions: { read: fails } }) })
    expect(answer.error).toMatchObject({ code: 'capability_invocation_error', message: 'the port session.read failed' })
    expect(log.map(({ message }) => message)).toContain('the session store failed')
  })

  it('anything, where nothing keeps sessions', async () => {
    const program = withProbe(
      (_, run) => write(run, 'p', 1),
      { effects: ['session'] },
      {
        session,
        queries: new Map(),
        ports: new Map(),
        requirements: [],
        deployment: null,
      },
    )
    const desk = startDesk({ program })
    expect((await desk.mutate('probe', {})).error).toMatchObject({
      code: 'capability_unreachable_error',
      message: 'no module serves the port session.write',
    })
  })

  it('anything certain, where the commit fails', async () => {
    const { answer } = await act((run) => write(run, 'p', 1), {
      commit: () => {
        throw new Error('disk')
      },
    })
    expect(answer).toMatchObject({
      error: { code: 'capability_invocation_error', message: 'the port session.write failed' },
      observedEffects: ['session'],
    })
  })
})
