import { describe, expect, it } from 'vitest'
import type { ActionRun, CollectionPatch, CollectionsWriteInput } from '../../../src/contract/program.js'
import type { AppStore, Commit } from '../../../src/contract/store.js'
import type { ErrorCode } from '../../../src/runtime.js'
import { createMemoryStore } from '../../../src/store/memory/memory-store.js'
import { agents } from '../desk/collections.js'
import type { AgentsRecord } from '../desk/contracts.js'
import { changed, slowed, startDesk, withProbe } from '../desk/desk.js'
import { mailSend } from '../desk/ports-and-signals.js'

type Body = (run: ActionRun, attempt: number, inner: AppStore) => unknown

/** Runs one action over a store with agents `a` (Ann) and `b` (Ben); the store answers at once or later. */
async function act(body: Body, create: (inner: AppStore) => AppStore = (inner) => inner) {
  const inner = createMemoryStore()
  const commits: Commit[] = []
  const watched = changed(inner, {
    commit: (commit) => {
      commits.push(commit)
      return inner.commit(commit)
    },
  })
  let attempts = 0
  const desk = startDesk({ program: withProbe((_, run) => body(run, ++attempts, inner)), store: create(watched) })
  await desk.runtime.ready
  put(inner, 'a', 'Ann')
  put(inner, 'b', 'Ben')
  const answer = await desk.mutate('probe', {})
  const records = await Promise.all(['a', 'b', 'c'].map(async (id) => (await inner.read('agents', id)).record))
  return { ...desk, answer, commits, attempts, names: records.map((record) => record && Object.values(record)[0]) }
}

/** A change by somebody else. */
function put(store: AppStore, id: string, display: string): void {
  const record: { readonly id: string } = { display, id } as AgentsRecord
  void store.commit({ reads: [], writes: [{ collection: 'agents', id, record }], replay: null })
}

const upsert = (id: unknown, display: unknown) => ({ op: 'upsert', collection: 'agents', id, value: { display } })
const update = (id: unknown, display: unknown) => ({ op: 'update', collection: 'agents', id, value: { display } })
const remove = (id: unknown) => ({ op: 'delete', collection: 'agents', id })
const write = (...patches: readonly CollectionPatch[]) => ({ patches })

describe.each<readonly [string, (inner: AppStore) => AppStore]>([
  ['at once', (inner) => inner],
  ['later', slowed],
])('a unit of work over a store that answers %s', (_, create) => {
  const run = (body: Body) => act(body, create)

  it('commits all writes at the end, once', async () => {
    const { names, commits, answer } = await run(async (action) => {
      await action.write(write(upsert('c', 'Cleo')))
      await action.write(write(update('a', 'Anna'), remove('b')))
    })
    expect(answer.status).toBe('ok')
    expect(names).toEqual(['Anna', null, 'Cleo'])
    expect(commits).toHaveLength(1)
    expect(commits[0]?.writes.map(({ id }) => id)).toEqual(['c', 'a', 'b'])
  })

  it('reads its own writes, and gives null for what is not there', async () => {
    const { answer } = await run(async (action) => {
      const seen: unknown[] = []
      const look = async (id: string) => seen.push((await action.read(agents, id)).record?.display ?? null)
      await look('a')
      await action.write(write(update('a', 'Anna'), upsert('c', 'Cleo'), remove('b')))
      for (const id of ['a', 'b', 'c', 'd']) await look(id)
      await action.write(write(upsert('b', 'Bea'), remove('c')))
      for (const id of ['b', 'c']) await look(id)
      return seen
    })
    expect(answer.output).toEqual(['Ann', 'Anna', null, 'Cleo', null, 'Bea', null])
  })

  it('writes each record once, in its final state', async () => {
    const { commits, answer } = await run(async (action) => {
      const { written } = await action.write(
        write(upsert('c', 'C1'), update('c', 'C2'), remove('c'), upsert('c', 'C3')),
      )
      return written.map(({ op, id }) => `${op} ${id}`)
    })
    expect(answer.output).toEqual(['upsert c', 'update c', 'delete c', 'upsert c'])
    expect(commits[0]?.writes).toEqual([{ collection: 'agents', id: 'c', record: { display: 'C3', id: 'c' } }])
  })

  it('leaves nothing of an action that fails', async () => {
    const { answer, names, commits } = await run(async (action) => {
      await action.write(write(update('a', 'Anna')))
      await action.write(write(update('nobody', 'x')))
    })
    expect(answer).toMatchObject({ status: 'error', error: { code: 'record_not_found_error' }, observedEffects: [] })
    expect(answer.meta).not.toHaveProperty('partialEffects')
    expect(names).toEqual(['Ann', 'Ben', null])
    expect(commits).toEqual([])
  })

  it('commits nothing where nothing was written', async () => {
    const { answer, commits } = await run((action) => action.read(agents, 'a'))
    expect(answer.output).toEqual({ record: { display: 'Ann', id: 'a' } })
    expect(answer.observedEffects).toEqual(['read'])
    expect(commits).toEqual([])
  })

  it('sees one state of a record, and checks at the commit that it still stands', async () => {
    const { answer, attempts, names } = await run(async (action, attempt, inner) => {
      const before = await action.read(agents, 'a')
      if (attempt === 1) put(inner, 'a', 'Anna')
      const after = await action.read(agents, 'a')
      const seen = `${before.record?.display} ${after.record?.display}`
      await action.write(write(upsert('c', `${attempt}: ${seen}`)))
    })
    expect(answer.status).toBe('ok')
    expect(attempts).toBe(2)
    expect(names).toEqual(['Anna', 'Ben', '2: Anna Anna'])
  })
})

describe('a conflict', () => {
  const contended =
    (upTo: number): Body =>
    async (action, attempt, inner) => {
      await action.read(agents, 'a')
      if (attempt <= upTo) put(inner, 'a', `change ${attempt}`)
      await action.write(write(upsert('c', `attempt ${attempt}`)))
    }

  it.each([
    [0, 1, 'ok'],
    [1, 2, 'ok'],
    [2, 3, 'ok'],
    [3, 3, 'error'],
    [9, 3, 'error'],
  ])('%i times over takes %i attempts and ends %s', async (times, expected, status) => {
    const { answer, attempts, names } = await act(contended(times))
    expect([attempts, answer.status]).toEqual([expected, status])
    if (status === 'ok') return expect(names[2]).toBe(`attempt ${expected}`)
    expect(answer).toMatchObject({
      error: {
        code: 'write_conflict_error',
        message: 'the record "a" in agents was changed meanwhile',
        retryable: true,
      },
      observedEffects: ['read'],
    })
    expect(names[2]).toBeNull()
  })

  it('is not run again after a call to the outside', async () => {
    const { answer, attempts, sent } = await act(async (action, attempt, inner) => {
      await action.call(mailSend, { to: 'a', subject: 'b' }, 's')
      await contended(1)(action, attempt, inner)
    })
    expect(answer).toMatchObject({ error: { code: 'write_conflict_error' }, meta: { partialEffects: true } })
    expect([attempts, sent.length]).toEqual([1, 1])
  })

  it('does not leave the signals of the attempt that was thrown away', async () => {
    const { answer } = await act(async (action, attempt, inner) => {
      action.emit(signal, () => ({ n: attempt }))
      await contended(1)(action, attempt, inner)
    })
    expect(answer.emittedSignals.map(({ payload }) => payload)).toEqual([{ n: 2 }])
  })

  it('over a record that was not there is one too', async () => {
    const { attempts, names } = await act(async (action, attempt, inner) => {
      const { record } = await action.read(agents, 'new')
      if (attempt === 1) put(inner, 'new', 'Noa')
      await action.write(write(upsert('c', record?.display ?? 'nobody')))
    })
    expect([attempts, names[2]]).toEqual([2, 'Noa'])
  })

  it('that ends in an error sets the key free', async () => {
    const store = createMemoryStore()
    let attempts = 0
    const desk = startDesk({ store, program: withProbe((_, run) => contended(3)(run, ++attempts, store)) })
    expect(await desk.mutate('probe', {}, { key: 'k' })).toMatchObject({ error: { code: 'write_conflict_error' } })
    expect(await desk.mutate('probe', {}, { key: 'k' })).toMatchObject({ status: 'ok' })
    expect(attempts).toBe(4)
  })
})

const signal = {
  id: 'counted',
  version: 1,
  readPayload: (raw: unknown) => raw,
}

describe('a patch', () => {
  const cases: readonly (readonly [name: string, input: unknown, code: ErrorCode, message: string])[] = [
    ['no input', null, 'capability_contract_error', 'its input must be an object'],
    ['neither', {}, 'capability_contract_error', 'it takes either patch or patches'],
    ['both', { patch: remove('a'), patches: [] }, 'capability_contract_error', 'it takes either patch or patches'],
    ['no list', { patches: {} }, 'capability_contract_error', 'patches must be a list'],
    ['another member', { patch: remove('a'), mode: 1 }, 'capability_contract_error', 'mode is not a member of it'],
    [
      'another member within',
      { patch: { ...remove('a'), if: 1 } },
      'capability_contract_error',
      'if is not a member of it',
    ],
    ['no patch', { patch: 7 }, 'capability_contract_error', 'a patch must be an object'],
    [
      'another op',
      { patch: { ...upsert('a', 'x'), op: 'insert' } },
      'capability_contract_error',
      'op must be upsert, update or delete',
    ],
    [
      'an unknown collection',
      { patch: { ...remove('a'), collection: 'staff' } },
      'capability_contract_error',
      'there is no collection "staff"',
    ],
    [
      'a computed collection that is null',
      { patch: { ...remove('a'), collection: null } },
      'capability_contract_error',
      'collection must be text',
    ],
    ['no id', { patch: remove(null) }, 'capability_contract_error', 'id must be text that is not empty'],
    ['an empty id', { patch: remove('') }, 'capability_contract_error', 'id must be text that is not empty'],
    [
      'no value',
      { patch: { op: 'upsert', collection: 'agents', id: 'a' } },
      'capability_contract_error',
      'value must be an object',
    ],
    [
      'another id in the value',
      { patch: { ...upsert('a', 'x'), value: { id: 'b', display: 'x' } } },
      'capability_contract_error',
      'value.id must be the id of the patch',
    ],
    ['a record that does not fit', { patch: upsert('a', null) }, 'capability_contract_error', 'display must be text'],
    ['an update that does not fit', { patch: update('a', 7) }, 'capability_contract_error', 'display must be text'],
    ['an update of nothing', { patch: update('z', 'x') }, 'record_not_found_error', 'there is no record "z" in agents'],
    [
      'another atomicity',
      { patch: remove('a'), atomicity: { mode: 'none', unit_id: 'u' } },
      'capability_contract_error',
      'atomicity.mode must be required',
    ],
    [
      'an atomicity without unit',
      { patch: remove('a'), atomicity: { mode: 'required' } },
      'capability_contract_error',
      'atomicity.unit_id must be text',
    ],
  ]

  it.each(cases)('that has %s fails', async (_, input, code, message) => {
    const { answer, names } = await act((action) => action.write(input as CollectionsWriteInput))
    expect(answer).toMatchObject({ status: 'error', error: { code, message: expect.stringContaining(message) } })
    expect(names).toEqual(['Ann', 'Ben', null])
  })

  it('may be one of several that commit together anyway', async () => {
    const input = { patches: [remove('a'), remove('nobody')], atomicity: { mode: 'required', unit_id: 'u' } }
    const { answer, names } = await act((action) => action.write(input))
    expect(answer.output).toEqual({
      written: [
        { op: 'delete', collection: 'agents', id: 'a' },
        { op: 'delete', collection: 'agents', id: 'nobody' },
      ],
    })
    expect(names).toEqual([null, 'Ben', null])
  })

  it('that updates overlays top-level members, and leaves alone what is absent', async () => {
    const { mutate, store } = startDesk({
      program: withProbe((_, run) =>
        run.write({
          patch: {
            op: 'update',
            collection: 'tickets',
            id: 't1',
            value: { state: 'closed', title: undefined, sla: null },
          },
        }),
      ),
    })
    await mutate('open_ticket', { id: 't1', title: 'a', sla: { tier: 'gold', breached: false } })
    await mutate('probe', {})
    expect(await store.read('tickets', 't1')).toMatchObject({ record: { title: 'a', state: 'closed', sla: null } })
  })

  it('that upserts replaces the whole record', async () => {
    const value = { title: 'b', state: 'open', owner_id: 'x', opened_at: '2026-01-01T00:00:00Z' }
    const { mutate, store } = startDesk({
      program: withProbe((_, run) => run.write({ patch: { op: 'upsert', collection: 'tickets', id: 't1', value } })),
    })
    await mutate('open_ticket', { id: 't1', title: 'a', sla: { tier: 'gold', breached: false } })
    await mutate('probe', {})
    expect(await store.read('tickets', 't1')).toMatchObject({
      record: { id: 't1', ...value, opened_at: '2026-01-01T00:00:00.000Z', sla: null, assignee_id: null },
    })
  })

  it('with a member called __proto__ is refused, and pollutes nothing', async () => {
    const value = JSON.parse('{"display":"x","__proto__":{"polluted":true}}')
    const { answer } = await act((action) =>
      action.write({ patch: { op: 'upsert', collection: 'tickets', id: 'a', value } }),
    )
    expect(answer).toMatchObject({ error: { code: 'capability_contract_error' } })
    expect({}).not.toHaveProperty('polluted')
  })
})

describe('a read', () => {
  it.each<readonly [string, Body, ErrorCode]>([
    ['without an id', (run) => run.read(agents, null), 'capability_contract_error'],
    ['of an unknown collection', (run) => run.readFrom('staff', 'a'), 'capability_contract_error'],
    ['of a collection that is no name', (run) => run.readFrom(7, 'a'), 'capability_contract_error'],
    ['by an id that is no text', (run) => run.readFrom('agents', 7), 'capability_contract_error'],
  ])('%s fails', async (_, body, code) => {
    expect((await act(body)).answer).toMatchObject({ status: 'error', error: { code } })
  })

  it('of a computed collection gives its record', async () => {
    const { answer } = await act((run) => run.readFrom('agents', 'b'))
    expect(answer.output).toEqual({ record: { display: 'Ben', id: 'b' } })
  })

  it('that the store fails at is capability_invocation_error', async () => {
    const store = changed(createMemoryStore(), { read: async () => JSON.parse('') })
    const { mutate, log } = startDesk({ store, program: withProbe((_, run) => run.read(agents, 'a')) })
    expect(await mutate('probe', {})).toMatchObject({
      error: { code: 'capability_invocation_error', message: 'the port collections.read failed', retryable: false },
    })
    expect(log).toHaveLength(1)
  })
})

describe('an action without the means', () => {
  it('is told that nothing serves collections.*', async () => {
    const run = (_: unknown, action: ActionRun) => action.read(agents, 'a')
    const bare = { ...withProbe(run), requirements: [], deployment: null }
    const { mutate } = startDesk({ program: bare })
    expect(await mutate('probe', {})).toMatchObject({
      error: { code: 'capability_unreachable_error', message: 'no module serves the port collections.read' },
    })
  })

  it('may not write where its effects do not say so', async () => {
    const run = (_: unknown, action: ActionRun) => action.write(write(remove('a')))
    const { mutate } = startDesk({ program: withProbe(run, { effects: ['network'] }) })
    expect(await mutate('probe', {})).toMatchObject({ error: { code: 'effect_violation_error' }, observedEffects: [] })
  })
})

it('tells a bug to the log alone', async () => {
  const { answer, log } = await act(() => {
    throw new Error('the secret reason')
  })
  expect(answer).toMatchObject({ status: 'error', error: { code: 'internal_error', retryable: false } })
  expect(JSON.stringify(answer)).not.toContain('secret')
  expect(log).toMatchObject([
    { level: 'error', details: { invocationId: 'call-1', thrown: { message: 'the secret reason' } } },
  ])
})
