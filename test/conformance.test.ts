import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { compileApp } from 'tenon/compile'
import { defineApp } from 'tenon/define'
import { PortError } from 'tenon/provider'
import { createAppRuntime, type Envelope } from 'tenon/runtime'
import { describe, expect, it, onTestFinished } from 'vitest'
import { catalogue } from '../generator/diagnostic/catalogue.js'
import { digest } from '../src/host/digest.js'
import { canonicalJson } from '../src/semantics/canonical-json.js'
import { root } from './harness/source-files.js'

// The checklist at the end of the language: what an implementation has to show before it may be called one.

const modules = `tenon: 1
modules:
  - { id: store, kind: provider, source: "tenon:memory" }
  - { id: gate, kind: provider, source: ./gate.ts, provides: [gate.pass@1.0.0] }
`

const yaml = `app: { id: desk, name: Desk, tz: UTC, history: { enabled: true } }
domain:
  collections:
    tickets:
      fields: { id: id!, title: text!, size: int! }
      invariants: { structural: [ { description: Not too large., rule: { "<": [ { var: size }, 100 ] } } ] }
  signals:
    custom:
      saved:
        payload: { id: id!, by: id, size: int! }
        guards: { on_fail: log_and_continue, structural: [ { description: Small., rule: { "<": [ { var: size }, 10 ] } } ] }
      noted:
        version: 3
        payload: { id: id!, by: id, words: int! }
        migrate:
          - { from_version: 1, payload: { id: { $expr: { var: payload.id } }, by: { $expr: { var: payload.author } }, text: { $expr: { var: payload.text } } } }
          - { from_version: 2, payload: { id: { $expr: { var: payload.id } }, by: { $expr: { var: payload.by } }, words: { $expr: { length: { var: payload.text } } } } }
      dropped: { payload: { id: id! } }
  capabilities:
    gate.pass: { effects: [read], in: { word: text! }, out: { word: text! } }
  actions:
    ticket.save:
      effects: [write, emit]
      in: { id: id!, title: text!, size: int }
      defaults: { size: 1 }
      out: { size: int!, word: text! }
      guards:
        pre: { structural: [ { description: It has a title., rule: { "!=": [ { var: input.title }, "" ] } } ] }
        post: { structural: [ { description: It is not seven., rule: { "!=": [ { var: output.size }, 7 ] } } ] }
      failure: { rollback: { mode: none } }
      do:
        - { call: gate.pass, with: { word: { $expr: { var: input.title } } }, as: gate }
        - { call: collections.write, with: { patch: { op: upsert, collection: tickets, id: { $expr: { var: input.id } }, value: { title: { $expr: { var: input.title } }, size: { $expr: { var: input.size } } } } } }
      emits:
        - { signal: saved, payload: { id: { $expr: { var: input.id } }, by: { $expr: { var: principal.subject } }, size: { $expr: { var: input.size } } } }
        - { signal: dropped, when: { "<": [ { var: input.size }, 0 ] }, payload: { id: { $expr: { var: input.id } } } }
        - { signal: noted, payload: { id: { $expr: { var: input.id } }, by: { $expr: { if: [ { "==": [ { var: input.title }, nobody ] }, null, { var: principal.subject } ] } }, words: { $expr: { length: { var: input.title } } } } }
      return: { size: { $expr: { var: input.size } }, word: { $expr: { var: gate.word } } }
  projections:
    tickets: { strategy: from_collection, collection: tickets, sort: { default_by: id }, pagination: &pages { mode: page, page_arg: p, page_size_arg: per, default_page_size: 50, max_page_size: 50 } }
    record:
      strategy: timeline
      signals: [saved, noted]
      group_by: [payload.by]
      start: { saved: 0, words: 0 }
      when:
        saved: { saved: { $expr: { "+": [ { var: acc.saved }, 1 ] } } }
        noted: { words: { $expr: { "+": [ { var: acc.words }, { var: payload.words } ] } } }
      pagination: *pages
    story: { strategy: timeline, signals: [saved, noted], pagination: *pages }
queries:
  - { id: tickets, in: {}, returns: { projection: tickets } }
  - { id: record, in: { at: timestamp }, returns: { projection: record, as_of: { $expr: { var: input.at } } } }
  - { id: story, in: {}, returns: { projection: story } }
mutations:
  - { id: save, in: { id: id!, title: text!, size: int }, run: { actionId: ticket.save, input: {} }, access: { roles: [authenticated] } }
access: { default_policy: allow, roles: {} }
`

type Pass = (word: string) => unknown

async function start(pass: Pass = (word) => ({ word })) {
  const calls: string[] = []
  const serve = ({ word }: { readonly word: string }): unknown => {
    calls.push(word)
    return pass(word)
  }
  const gate = { kind: 'provider', activate: () => ({ 'gate.pass': serve }) }
  let seconds = 0
  const quiet = (): void => {}
  const runtime = createAppRuntime({
    bundle: compileApp({ spec: defineApp({ yaml, modules }) }),
    hostPorts: {
      moduleLoader: { load: (id) => (id === 'gate' ? gate : undefined) },
      clock: { nowIso: () => new Date(Date.UTC(2026, 0, 1, 0, 0, ++seconds)).toISOString() },
      logger: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    },
  })
  onTestFinished(() => runtime.close())
  await runtime.ready
  const save = (input: object, idempotencyKey?: string, subject: string | null = 'ann'): Promise<Envelope> =>
    runtime.invoke({
      entrypointKind: 'mutation',
      entrypointId: 'save',
      input,
      idempotencyKey,
      authContext: { subject },
    })
  const rows = async (entrypointId: string, input: object = {}): Promise<readonly Record<string, unknown>[]> => {
    const { output }: Envelope = await runtime.invoke({ entrypointKind: 'query', entrypointId, input })
    return (output as { readonly rows: readonly Record<string, unknown>[] }).rows
  }
  return { runtime, calls, save, rows }
}

const codesOf = ({ violations }: Envelope) => violations.map(({ code }) => code)

describe('1: compile codes', () => {
  it('have each a spec that provokes it', () => {
    const folder = join(root, 'test/generator/diagnostics')
    const without = Object.keys(catalogue).filter((code) => {
      const at = join(folder, code)
      return !existsSync(at) || readdirSync(at).length === 0
    })
    expect(without).toEqual([])
  })
})

describe('2: hashes', () => {
  it('are SHA-256 over canonical JSON', () => {
    const value = { b: [1e21, -0, 'é\u2028'], a: { '\uFFFD': 1, '\u{10000}': 2 } }
    expect(canonicalJson(value)).toBe('{"a":{"\u{10000}":2,"\uFFFD":1},"b":[1e+21,0,"é\u2028"]}')
    expect(digest(canonicalJson({}))).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a')
  })

  it('of a spec do not see its layout, and see everything else', () => {
    const hashOf = (text: string) => compileApp({ spec: defineApp({ yaml: text, modules }) }).hash
    const moved = `# A comment.\n${yaml.replace('{ id: id!, title: text!, size: int! }', '{ size: int!, title: text!, id: id! }')}`
    expect(hashOf(moved)).toBe(hashOf(yaml))
    expect(hashOf(yaml.replace('Not too large.', 'Not too big.'))).not.toBe(hashOf(yaml))
  })
})

describe('3: an action', () => {
  it('goes through its steps in order', async () => {
    const { save, rows, calls } = await start()
    const answer = await save({ id: 't1', title: 'Wide' })
    expect(answer).toMatchObject({ status: 'ok', output: { size: 1, word: 'Wide' } })
    expect(answer.emittedSignals.map(({ signalId }) => signalId)).toEqual(['saved', 'noted'])
    expect([...answer.observedEffects].sort()).toEqual(['emit', 'read', 'write'])
    expect([calls, await rows('tickets')]).toEqual([['Wide'], [{ id: 't1', title: 'Wide', size: 1 }]])
    expect((await rows('story')).map(({ signal_name }) => signal_name)).toEqual(['saved', 'noted'])
  })

  it.each([
    ['its input', { id: 't1' }, 'validation_error', [], 0],
    ['a rule before its steps', { id: 't1', title: '' }, 'action_guard_error', [], 0],
    ['an invariant', { id: 't1', title: 'Wide', size: 100 }, 'collection_invariant_error', ['Wide'], 0],
    [
      'a rule behind its steps, which undoes nothing',
      { id: 't1', title: 'Wide', size: 7 },
      'action_guard_error',
      ['Wide'],
      1,
    ],
  ] as const)('ends by %s', async (_, input, code, called, stored) => {
    const { save, rows, calls } = await start()
    const answer = await save(input)
    expect([answer.status, codesOf(answer), answer.emittedSignals]).toEqual(['rejected', [code], []])
    expect([calls, (await rows('tickets')).length, await rows('story')]).toEqual([called, stored, []])
  })

  it('goes on behind a rule of a signal that only warns', async () => {
    const { save } = await start()
    const answer = await save({ id: 't1', title: 'Wide', size: 20 })
    expect(answer.status).toBe('ok')
    expect(answer.meta.warnings?.map(({ code }) => code)).toEqual(['signal_guard_error'])
    expect(answer.emittedSignals).toHaveLength(2)
  })
})

describe('4: a timeline', () => {
  it('tells signals apart that share an id, and lists them as they came', async () => {
    const { save, rows } = await start()
    await save({ id: 't1', title: 'abc' })
    await save({ id: 't2', title: 'de' })
    expect(await rows('record')).toMatchObject([{ by: 'ann', saved: 2, words: 5 }])
    expect((await rows('story')).map(({ signal_name, event_key }) => `${signal_name} ${event_key}`)).toEqual([
      'saved t1',
      'noted t1',
      'saved t2',
      'noted t2',
    ])
  })

  it('counts the instant that it is asked for', async () => {
    const { save, rows } = await start()
    const [first] = (await save({ id: 't1', title: 'abc' })).emittedSignals
    await save({ id: 't2', title: 'de' })
    const at = first?.emittedAt ?? ''
    const before = new Date(Date.parse(at) - 1).toISOString()
    expect(await rows('record', { at })).toMatchObject([{ saved: 1, words: 3 }])
    expect(await rows('record', { at: before })).toEqual([])
  })

  it('counts what belongs to no group apart', async () => {
    const { save, runtime } = await start()
    await save({ id: 't1', title: 'nobody' })
    const answer: Envelope = await runtime.invoke({ entrypointKind: 'query', entrypointId: 'record', input: {} })
    expect(answer.output).toMatchObject({ rows: [{ by: 'ann', saved: 1, words: 0 }], meta: { ungrouped_records: 1 } })
  })

  it('brings old payloads to the current version, step by step', () => {
    const { program } = compileApp({ spec: defineApp({ yaml, modules }) })
    const noted = program.timelines?.get('record')?.signals.find(({ id }) => id === 'noted')
    const current = noted?.migrations?.reduce<unknown>((payload, { migrate }) => migrate(payload), {
      id: 't1',
      author: 'ann',
      text: 'four',
    })
    expect(noted?.migrations?.map(({ from }) => from)).toEqual([1, 2])
    expect(current).toEqual({ id: 't1', by: 'ann', words: 4 })
  })
})

describe('5: a repeated call', () => {
  const input = { id: 't1', title: 'Wide' }

  it('gets the first answer', async () => {
    const { save, calls } = await start()
    const [first, again] = [await save(input, 'k'), await save({ title: 'Wide', id: 't1' }, 'k')]
    expect(again).toMatchObject({ status: 'replayed', output: first.output, traceId: first.traceId })
    expect(again.meta).toMatchObject({ replayed: true, originalStatus: 'ok' })
    expect(calls).toHaveLength(1)
  })

  it('is refused with another input', async () => {
    const { save } = await start()
    await save(input, 'k')
    expect(codesOf(await save({ ...input, size: 2 }, 'k'))).toEqual(['idempotency_conflict_error'])
  })

  it('takes effect once where it comes at the same time', async () => {
    const { save, calls } = await start(async (word) => ({ word }))
    const answers = await Promise.all([1, 2, 3].map(() => save(input, 'k')))
    expect(answers.map(({ status }) => status).sort()).toEqual(['ok', 'replayed', 'replayed'])
    expect(calls).toHaveLength(1)
  })

  it('gets a refusal again', async () => {
    const { save, calls } = await start()
    for (const status of ['rejected', 'replayed']) expect((await save({ ...input, size: 7 }, 'k')).status).toBe(status)
    expect(calls).toHaveLength(1)
  })

  it('runs again after a failure that may pass and has done nothing', async () => {
    let isDown = true
    const { save } = await start((word) => {
      if (isDown) throw new PortError('gate_down', 'The gate is down.', { retryable: true })
      return { word }
    })
    expect(await save(input, 'k')).toMatchObject({ status: 'error', error: { retryable: true } })
    isDown = false
    expect((await save(input, 'k')).status).toBe('ok')
  })
})

describe('6: who is unknown', () => {
  it('is told first that the input is wrong', async () => {
    const { save } = await start()
    expect(codesOf(await save({ title: 1 }, undefined, null))).toEqual(['validation_error', 'validation_error'])
    expect(codesOf(await save({ id: 't1', title: 'x' }, undefined, null))).toEqual(['access_denied_error'])
  })
})
