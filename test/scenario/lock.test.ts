import { describe, expect, it } from 'vitest'
import type { ScenarioProgram, ScenarioSuite } from '../../src/contract/scenario.js'
import { inputMaker } from '../../src/scenario/make-input.js'
import { lockAfter, personaCoverage, printLock, readLock, runScenarios, type ScenarioRun } from '../../src/testing.js'
import { compileSample } from './desk.js'

const persona = { id: 'tester', description: 'Tests.', traits: { patience: 3 }, history: [], tags: [] }

function scenario(id: string, more: Partial<ScenarioProgram> = {}): ScenarioProgram {
  const principal = { subject: null, claims: {}, tags: [] }
  return { id, tags: [], persona: null, principal, session: null, overrides: [], steps: [], ...more }
}

function suite(...ids: readonly string[]): ScenarioSuite {
  const scenarios = ids.map((id) => scenario(id, id.startsWith('p') ? { persona } : {}))
  return { app: 'desk', hash: '', personas: [persona, { ...persona, id: 'unused' }], scenarios }
}

function run(scenarioId: string, ok: boolean, lockSnapshot: ScenarioRun['lockSnapshot'] = {}): ScenarioRun {
  return { scenarioId, ok, stepResults: [], captures: {}, lockSnapshot }
}

function report(...runs: readonly ScenarioRun[]) {
  return { ok: runs.every(({ ok }) => ok), selectedScenarioIds: runs.map(({ scenarioId }) => scenarioId), runs }
}

describe('the lock after a run', () => {
  const before = { a: { 0: { x: 1 } }, b: { 0: { x: 1 } }, c: { 0: { x: 1 } }, gone: { 0: { x: 1 } } }

  it('follows what passed, keeps what failed or did not run, and forgets what is gone', () => {
    const after = lockAfter(before, suite('a', 'b', 'c', 'd'), report(run('a', true, { 0: { x: 2 } }), run('b', false)))
    expect(after).toEqual({ a: { 0: { x: 2 } }, b: { 0: { x: 1 } }, c: { 0: { x: 1 } } })
  })

  it('forgets a scenario that makes nothing up any more', () => {
    expect(lockAfter(before, suite('a'), report(run('a', true)))).toEqual({})
  })
})

describe('the text of a lock', () => {
  it('has its members in code-unit order, and reads back', () => {
    const lock = { b: { 1: { z: [{ b: 1, a: null }], a: 'x' } }, a: { 0: {} } }
    const text = printLock('desk', lock)
    expect(readLock(text)).toEqual({ lock })
    expect(text.indexOf('"a": {')).toBeLessThan(text.indexOf('"b": {'))
    expect(printLock('desk', { a: lock.a, b: lock.b })).toBe(text)
  })

  it.each([
    ['{', 'the lock is not JSON'],
    ['[]', 'the lock is not of version 1'],
    ['{"lockfileVersion":2,"scenarios":{}}', 'the lock is not of version 1'],
    ['{"lockfileVersion":1}', 'the lock does not hold inputs by scenario and step'],
    ['{"lockfileVersion":1,"scenarios":{"a":[]}}', 'the lock does not hold inputs by scenario and step'],
    ['{"lockfileVersion":1,"scenarios":{"a":{"first":{}}}}', 'the lock does not hold inputs by scenario and step'],
    ['{"lockfileVersion":1,"scenarios":{"a":{"0":1}}}', 'the lock does not hold inputs by scenario and step'],
  ])('is refused where it is %s', (text, problem) => {
    expect(readLock(text)).toEqual({ problem })
  })
})

describe('what is made up', () => {
  const made = (program: ScenarioProgram, step: number, field: string) => {
    const make = inputMaker(program, step)
    return [
      make.text(field),
      make.id(field),
      make.int(field),
      make.number(field),
      make.bool(field),
      make.timestamp(field),
    ]
  }

  it('is the same for the same scenario, step, persona and field, and no other', () => {
    const first = made(scenario('a', { persona }), 0, 'name')
    expect(made(scenario('a', { persona }), 0, 'name')).toEqual(first)
    const others = [
      made(scenario('b', { persona }), 0, 'name'),
      made(scenario('a', { persona }), 1, 'name'),
      made(scenario('a'), 0, 'name'),
      made(scenario('a', { persona: { ...persona, traits: { patience: 4 } } }), 0, 'name'),
      made(scenario('a', { persona: { ...persona, history: ['called'] } }), 0, 'name'),
      made(scenario('a', { persona }), 0, 'title'),
    ]
    for (const other of others) expect(other[0]).not.toBe(first[0])
    expect(new Set([first, ...others].map(([text]) => text)).size).toBe(7)
  })

  it('is of its type', () => {
    const make = inputMaker(scenario('a'), 0)
    const fields = Array.from({ length: 200 }, (_, index) => `field_${index}`)
    for (const field of fields) {
      expect(make.text(field)).toMatch(/^text [0-9a-f]{8}$/)
      expect(make.id(field)).toMatch(/^id_[0-9a-f]{12}$/)
      expect(Number.isSafeInteger(make.int(field))).toBe(true)
      expect(Number.isFinite(make.number(field))).toBe(true)
      expect(new Date(make.timestamp(field)).toISOString()).toBe(make.timestamp(field))
      expect(['a', 'b', 'c']).toContain(make.oneOf(field, ['a', 'b', 'c']))
    }
    expect(new Set(fields.map((field) => make.bool(field))).size).toBe(2)
    expect(new Set(fields.map((field) => make.oneOf(field, ['a', 'b', 'c']))).size).toBe(3)
    const lists = fields.map((field) => make.list(field, (item) => item))
    expect(new Set(lists.map(({ length }) => length))).toEqual(new Set([1, 2, 3]))
    expect(make.list('field_0', (item) => item)[0]).toBe('field_0.0')
  })

  it('has to fit the entrypoint', async () => {
    const { bundle, scenarios } = compileSample('generate')
    const generate = () => ({ name: 'Ada', age: 'old' })
    const trigger = { place: 'app.yaml:1', kind: 'mutation', id: 'submit', generate, status: 'ok', code: null } as const
    const step = { place: 'app.yaml:1', path: 'scenarios.a.steps.0', trigger }
    const wrong = { ...scenarios, scenarios: [scenario('a', { steps: [step] })] }
    const { runs } = await runScenarios({ bundle, scenarios: wrong, scenarioIds: ['a'] })
    expect(runs[0]?.error).toEqual({
      code: 'scenario_generation_error',
      message: 'no input for mutation "submit" can be made up: age must be a whole number',
      step: 0,
      place: 'app.yaml:1',
      path: 'scenarios.a.steps.0.trigger',
    })
    expect(runs[0]?.lockSnapshot).toEqual({})
  })
})

describe('the coverage of personas', () => {
  it('counts the scenarios that ran, and has every persona', () => {
    const ran = report(run('a', true), run('p1', true), run('p2', false))
    expect(personaCoverage(suite('a', 'p1', 'p2', 'p3'), ran)).toEqual([
      { personaId: 'tester', totalScenarios: 2, passingScenarios: 1 },
      { personaId: 'unused', totalScenarios: 0, passingScenarios: 0 },
    ])
  })
})
