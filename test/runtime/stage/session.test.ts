import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../src/contract/json.js'
import type { ActionRun } from '../../../src/contract/program.js'
import type { SessionOutcome, SessionProgram } from '../../../src/contract/session.js'
import type { AppStore, Commit } from '../../../src/contract/store.js'
import type { AuthContext, HostPorts, HostSessionStore } from '../../../src/runtime.js'
import { callFailed } from '../../../src/semantics/call-failed.js'
import { createMemoryStore } from '../../../src/store/memory/memory-store.js'
import { agents } from '../desk/collections.js'
import { changed, slowed, startDesk, withProbe } from '../desk/desk.js'
import { mailSend } from '../desk/ports-and-signals.js'
import { bundleOf } from '../screen/start-sample.js'

const session = bundleOf('session').program.session as SessionProgram<{ readonly find: string; readonly p: number }>

type Body = (run: ActionRun, attempt: number) => unknown

interface Setting {
  readonly outcome?: Omit<SessionOutcome, 'session'>
  /** What ann's session holds before. */
  readonly before?: JsonObject
  /** A change of ann's session by somebody else, just before the commit of this number. */
  readonly meanwhile?: Readonly<Record<number, JsonObject | null>>
  readonly commit?: (commit: Commit, inner: AppStore) => ReturnType<AppStore['commit']>
  readonly create?: (inner: AppStore) => AppStore
  readonly hostPorts?: HostPorts
  readonly caller?: AuthContext | null
  readonly sessionId?: string
  readonly key?: string
  readonly effects?: readonly ('write' | 'session' | 'network')[]
}

const ann = { subject: 'ann' }

async function put(store: AppStore, value: JsonObject | null, key = 'user:ann'): Promise<void> {
  const { version } = await store.sessions.read(key)
  await store.commit({ reads: [], writes: [], replay: null, session: { key, value, version } })
}

/** Runs one action of ann's that may do anything to her session. */
async function act(body: Body, setting: Setting = {}) {
  const { outcome, before = {}, meanwhile = {}, create = (store) => store, caller = ann, sessionId, key } = setting
  const inner = createMemoryStore()
  const commits: Commit[] = []
  const watched = changed(inner, {
    commit: async (commit) => {
      commits.push(commit)
      const other = meanwhile[commits.length]
      if (other !== undefined) await put(inner, other)
      return setting.commit === undefined ? inner.commit(commit) : setting.commit(commit, inner)
    },
  })
  let attempts = 0
  const { effects = ['network', 'session', 'write'] } = setting
  const more = outcome === undefined ? { effects } : { effects, sessionOutcome: { session, ...outcome } }
  const program = withProbe(
    (_, run) => body(run, ++attempts),
    { ...more, roles: null },
    { session, defaultPolicy: 'allow' },
  )
  const desk = startDesk({ program, store: create(watched), hostPorts: setting.hostPorts ?? {} })
  await desk.runtime.ready
  if (Object.keys(before).length > 0) await put(inner, before)
  const answer = await desk.runtime.invoke({
    entrypointKind: 'mutation',
    entrypointId: 'probe',
    input: {},
    authContext: caller,
    sessionId,
    idempotencyKey: key,
  })
  const { value } = await inner.sessions.read('user:ann')
  return { ...desk, answer, attempts, commits, value, inner, program }
}

const write = (run: ActionRun, path: string, value: unknown) =>
  run.writeSession(session, { patch: { op: 'set', path, value } })
const record = (run: ActionRun, id: string) =>
  run.write({ patch: { op: 'upsert', collection: 'agents', id, value: { display: id } } })
const boom = () => {
  throw callFailed('expression_type_error', { problem: 'boom' })
}

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
    const refusal = Object.assign(new Error('refused'), { violations: [] })
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
