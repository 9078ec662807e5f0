import { join } from 'node:path'
import { compileApp } from 'tenon/compile'
import { defineApp } from 'tenon/define'
import { type AppRuntime, createAppRuntime, type Envelope, type Timer } from 'tenon/runtime'
import { describe, expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../harness/temporary-folder.js'

const yaml = `app: { id: desk, name: Desk, tz: UTC }
domain:
  collections:
    notes: { fields: { id: id!, seen: int!, last: text! } }
  signals:
    custom:
      asked: { payload: { id: id!, key: text, word: text! }, event_key: { var: payload.id } }
      told: { payload: { id: id!, word: text! } }
  capabilities:
    world.tell: { in: { word: text! }, out: { ok: bool! } }
  actions:
    ask:
      effects: [emit]
      in: { id: id!, key: text, word: text! }
      emits:
        - signal: asked
          payload: { id: { $expr: { var: input.id } }, key: { $expr: { var: input.key } }, word: { $expr: { var: input.word } } }
      return: { ok: true }
    note:
      effects: [write]
      in: { key: text!, seen: int!, word: text! }
      do:
        - call: collections.write
          with: { patch: { op: upsert, collection: notes, id: { $expr: { var: input.key } }, value: { seen: { $expr: { var: input.seen } }, last: { $expr: { var: input.word } } } } }
      return: { ok: true, by: { $expr: { var: principal.subject } } }
    tell:
      effects: [network, emit]
      in: { word: text! }
      do: [ { call: world.tell, with: { word: { $expr: { var: input.word } } }, as: answer } ]
      emits: [ { signal: told, payload: { id: { $expr: { var: ctx.id } }, word: { $expr: { var: input.word } } } } ]
      return: { ok: { $expr: { var: answer.ok } } }
  flows:
    follow:
      on: [asked]
      correlate_by: { var: payload.key }
      state: { seen: int }
      lifecycle: { max_runs_per_correlation: 5 }
      guards: { structural: [ { description: No swearing., rule: { "!=": [ { var: payload.word }, damn ] } } ] }
      steps:
        - { run: note, as: noted, with: { key: { $expr: { var: payload.key } }, seen: { $expr: { "+": [ { var: state.seen }, 1 ] } }, word: { $expr: { cat: [ { var: payload.word }, " of ", { var: principal.subject } ] } } } }
        - { run: tell, retry: { max_attempts: 3, backoff_ms: 1 }, with: { word: { $expr: { cat: [ { var: payload.word }, "/", { var: noted.by } ] } } } }
        - set: { seen: { $expr: { "+": [ { var: state.seen }, 1 ] } } }
    echo:
      on: [told]
      steps:
        - if: { "==": [ { var: payload.word }, loop/ann ] }
          then: [ { run: tell, with: { word: loop/ann } } ]
  projections:
    notes: { strategy: from_collection, collection: notes, sort: { default_by: id }, pagination: { mode: page, page_arg: p, page_size_arg: per, default_page_size: 50, max_page_size: 50 } }
queries: [ { id: notes, in: {}, returns: { projection: notes } } ]
mutations: [ { id: ask, in: { id: id!, key: text, word: text! }, run: { actionId: ask, input: {} } } ]
access: { default_policy: allow, roles: {} }
`

interface World {
  readonly file?: string
  readonly tell?: (word: string) => unknown
  readonly timer?: Timer
}

interface Desk {
  readonly runtime: AppRuntime
  readonly told: readonly string[]
  ask(id: string, key: string | null, word?: string): Promise<unknown>
  notes(): Promise<unknown>
}

async function startDesk({ file, tell = () => ({ ok: true }), timer }: World = {}): Promise<Desk> {
  const source = file === undefined ? '"tenon:memory"' : `"tenon:sqlite", config: { file: ${JSON.stringify(file)} }`
  const modules = `tenon: 1
modules:
  - { id: store, kind: provider, source: ${source} }
  - { id: world, kind: provider, source: ./world.ts, provides: [world.tell@1.0.0] }
`
  const told: string[] = []
  const serve = async ({ word }: { readonly word: string }): Promise<unknown> => {
    const answer = await tell(word)
    told.push(word)
    return answer
  }
  const world = { kind: 'provider', activate: () => ({ 'world.tell': serve }) }
  const quiet = () => {}
  const runtime: AppRuntime = createAppRuntime({
    bundle: compileApp({ spec: defineApp({ yaml, modules }) }),
    hostPorts: {
      moduleLoader: { load: (id) => (id === 'world' ? world : undefined) },
      logger: { debug: quiet, info: quiet, warn: quiet, error: quiet },
      ...(timer !== undefined && { timer }),
    },
    settings: { flowLeaseSeconds: 1 },
  })
  // A process that is killed closes nothing.
  if (timer === undefined) onTestFinished(() => runtime.close())
  await runtime.ready
  const authContext = { subject: 'ann' }
  return {
    runtime,
    told,
    ask: (id, key, word = id) =>
      runtime.invoke({ entrypointKind: 'mutation', entrypointId: 'ask', input: { id, key, word }, authContext }),
    notes: async (): Promise<unknown> => {
      const { output }: Envelope = await runtime.invoke({ entrypointKind: 'query', entrypointId: 'notes', input: {} })
      return (output as { readonly rows: unknown }).rows
    },
  }
}

function newFile(): string {
  return join(temporaryFolder(), 'desk.db')
}

describe.each<readonly [string, () => string | undefined]>([
  ['memory', () => undefined],
  ['SQLite', newFile],
])('flows on %s', (_, place) => {
  async function start(world: World = {}): Promise<Desk> {
    const file = place()
    return startDesk(file === undefined ? world : { ...world, file })
  }

  it('follow a signal when the call has its answer, on behalf of who made the call', async () => {
    const desk = await start()
    expect(await desk.ask('1', 'k')).toMatchObject({ status: 'ok', observedEffects: ['emit'] })
    await desk.runtime.drain()
    expect(await desk.notes()).toEqual([{ id: 'k', seen: 1, last: '1 of ann' }])
    expect(desk.told).toEqual(['1/ann'])
  })

  it('run one after the other for each key, and keep its state', async () => {
    const open: (() => void)[] = []
    const desk = await start({ tell: () => new Promise((done) => open.push(() => done({ ok: true }))) })
    for (const [id, key] of [
      ['1', 'k'],
      ['2', 'k'],
      ['3', 'l'],
    ] as const)
      await desk.ask(id, key)
    await expect.poll(() => open.length).toBe(2)
    expect(await desk.notes()).toEqual([
      { id: 'k', seen: 1, last: '1 of ann' },
      { id: 'l', seen: 1, last: '3 of ann' },
    ])
    for (const done of open.splice(0)) done()
    await expect.poll(() => open.length).toBe(1)
    expect(await desk.notes()).toMatchObject([{ id: 'k', seen: 2, last: '2 of ann' }, { id: 'l' }])
    open.shift()?.()
    await desk.runtime.drain()
    expect(desk.told.at(-1)).toBe('2/ann')
  })

  it('do not run again for an event that they have seen', async () => {
    const desk = await start()
    for (let count = 0; count < 3; count++) await desk.ask('1', 'k')
    await desk.runtime.drain()
    expect(desk.told).toEqual(['1/ann'])
    expect(await desk.runtime.flows.counts()).toMatchObject([
      { flow: 'echo', completed: 1 },
      { flow: 'follow', completed: 1, deduped: 2, pending: 0 },
    ])
  })

  it('try again what failed, without what was done', async () => {
    let failures = 2
    const desk = await start({
      tell: () => {
        if (failures-- > 0) throw new Error('down')
        return { ok: true }
      },
    })
    await desk.ask('1', 'k')
    await desk.runtime.drain()
    expect([desk.told, await desk.notes()]).toEqual([['1/ann'], [{ id: 'k', seen: 1, last: '1 of ann' }]])
    expect(await desk.runtime.flows.deadLetters()).toEqual([])
  })

  it('keep a run that failed for people to look at, and go on with the next', async () => {
    let isDown = true
    const desk = await start({
      tell: (word) => {
        if (isDown && word === '1/ann') throw new Error('down')
        return { ok: true }
      },
    })
    await desk.ask('1', 'k')
    await desk.ask('2', 'k')
    await desk.runtime.drain()
    expect(desk.told).toEqual(['2/ann'])
    const [letter, ...others] = await desk.runtime.flows.deadLetters()
    expect(others).toEqual([])
    expect(letter).toMatchObject({
      attempts: 3,
      failure: { code: 'flow_step_error', details: { step: 'steps.1', last: { code: 'capability_invocation_error' } } },
    })
    // A failed run leaves the state as it was, and sets its key free.
    expect(await desk.notes()).toMatchObject([{ seen: 1, last: '2 of ann' }])
    isDown = false
    expect(await desk.runtime.flows.retryDeadLetter(letter?.job.id ?? '')).toBe(true)
    await desk.runtime.drain()
    expect(desk.told).toEqual(['2/ann', '1/ann'])
  })

  it.each([
    ['a rule behind the steps', 'k', 'damn', 'flow_guard_error'],
    ['a key that is null', null, 'fine', 'flow_correlation_error'],
  ])('fail by %s', async (_reason, key, word, code) => {
    const desk = await start()
    await desk.ask('1', key, word)
    await desk.runtime.drain()
    expect(await desk.runtime.flows.deadLetters()).toMatchObject([{ failure: { code } }])
  })

  it('have a bound for each key', async () => {
    const desk = await start()
    for (let count = 1; count <= 6; count++) await desk.ask(String(count), 'k')
    await desk.runtime.drain()
    expect(desk.told).toHaveLength(5)
    expect(await desk.runtime.flows.deadLetters()).toMatchObject([{ failure: { code: 'flow_run_limit_error' } }])
  })

  it('feed each other sixteen deep, and no deeper', async () => {
    const desk = await start()
    await desk.ask('1', 'k', 'loop')
    await desk.runtime.drain()
    expect(desk.told).toHaveLength(16)
    expect(await desk.runtime.flows.deadLetters()).toMatchObject([
      { job: { flow: 'echo' }, failure: { code: 'flow_cascade_limit_error' } },
    ])
  })
})

/** The system's time for a process that is killed when it calls `die`: nothing wakes it any more. */
function mortalTimer(): Timer & { die(): void; isDead(): boolean } {
  let isDead = false
  return {
    after: (ms, wake) => {
      const handle = setTimeout(() => isDead || wake(), ms)
      return () => clearTimeout(handle)
    },
    die: () => {
      isDead = true
    },
    isDead: () => isDead,
  }
}

describe('flows on one SQLite file', () => {
  it('are taken up by the next process where they were left', async () => {
    const file = newFile()
    const timer = mortalTimer()
    const before = await startDesk({ file, timer, tell: () => new Promise(timer.die) })
    await before.ask('1', 'k')
    await expect.poll(() => timer.isDead()).toBe(true)
    expect(await before.notes()).toEqual([{ id: 'k', seen: 1, last: '1 of ann' }])

    const after = await startDesk({ file })
    await expect.poll(() => after.told, { timeout: 15_000 }).toEqual(['1/ann'])
    expect(await after.notes()).toEqual([{ id: 'k', seen: 1, last: '1 of ann' }])
  }, 20_000)
})
