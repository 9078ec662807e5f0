import { describe, expect, it } from 'vitest'
import { type Profile, profiles, runScenarios, type ScenarioRun, type SuiteRequest } from '../../src/testing.js'
import { compileSample, compileTexts, readSample } from './desk.js'

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
const hostPorts = { logger: silent }

/** What became of each scenario: `ok`, or the code of its failure. */
function ends(runs: readonly ScenarioRun[]): Readonly<Record<string, string>> {
  return Object.fromEntries(runs.map(({ scenarioId, ok, error }) => [scenarioId, ok ? 'ok' : (error?.code ?? '')]))
}

function run(name: string, request: Partial<SuiteRequest> = {}) {
  return runScenarios({ ...compileSample(name), hostPorts, ...request })
}

describe('a suite that runs in memory', () => {
  it.each(['passes', 'failures', 'isolation', 'session'])('gives the same report each time: %s', async (name) => {
    const app = compileSample(name)
    const once = await runScenarios({ ...app, hostPorts })
    const again = await runScenarios({ ...compileSample(name), hostPorts })
    expect(JSON.stringify(again)).toBe(JSON.stringify(once))
    expect(JSON.stringify(await runScenarios({ ...app, hostPorts }))).toBe(JSON.stringify(once))
  })

  it.each(['suite', 'scenario'] as const)('gives the same report each time, isolation: %s', async (isolation) => {
    const once = await run('passes', { isolation })
    expect(once.ok).toBe(true)
    expect(JSON.stringify(await run('passes', { isolation }))).toBe(JSON.stringify(once))
  })

  it('runs scenarios in code-unit order of id, however they are asked for', async () => {
    const { selectedScenarioIds, runs } = await run('isolation', { scenarioIds: ['c_counts_on', 'a_opens'] })
    expect(selectedScenarioIds).toEqual(['a_opens', 'c_counts_on'])
    expect(runs.map(({ scenarioId }) => scenarioId)).toEqual(['a_opens', 'c_counts_on'])
  })

  it('has one store for all scenarios, or a fresh one for each', async () => {
    expect(ends((await run('isolation')).runs)).toEqual({ a_opens: 'ok', b_finds_it: 'ok', c_counts_on: 'ok' })
    expect(ends((await run('isolation', { isolation: 'scenario' })).runs)).toEqual({
      a_opens: 'ok',
      b_finds_it: 'scenario_guard_error',
      c_counts_on: 'scenario_guard_error',
    })
  })

  it('begins with the year 2026, and counts ids and milliseconds', async () => {
    const { runs } = await run('isolation', { scenarioIds: ['a_opens'] })
    expect(runs[0]?.captures).toEqual({ ticket: 'tkt_000001', at: '2026-01-01T00:00:00.001Z' })
  })

  it('ends a scenario at its first failure', async () => {
    const { runs } = await run('failures', { scenarioIds: ['guards_do_not_hold'] })
    expect(runs[0]?.stepResults.map(({ index, ok }) => [index, ok])).toEqual([
      [0, true],
      [1, false],
    ])
  })

  it('needs no manifest where everything is answered for', async () => {
    const { yaml } = readSample('overrides')
    const report = await runScenarios({
      ...compileTexts(yaml),
      hostPorts,
      scenarioIds: ['b_mail_is_answered_for'],
    })
    expect(report.runs[0]?.captures).toEqual({ message: 'm-canned', weather: 'dry', id: 'n_canned' })
  })

  it('refuses what is not there, and scenarios of another app', async () => {
    const app = compileSample('isolation')
    const other = compileSample('passes')
    await expect(runScenarios({ ...app, scenarioIds: ['d'] })).rejects.toThrow('there is no scenario "d"')
    await expect(runScenarios({ ...app, tags: ['d'] })).rejects.toThrow('no scenario has the tag "d"')
    await expect(runScenarios({ bundle: app.bundle, scenarios: other.scenarios })).rejects.toThrow('another program')
  })

  it('does not hide that the app cannot be started', async () => {
    const { yaml, modules } = readSample('overrides')
    const app = compileTexts(yaml, modules.replace(':-none', ''))
    const moduleLoader = { load: () => ({ kind: 'provider', activate: () => ({}) }) }
    const request = { ...app, scenarioIds: ['a_all_by_itself'], hostPorts: { ...hostPorts, moduleLoader } }
    await expect(
      runScenarios({ ...request, hostPorts: { ...request.hostPorts, environment: { get: () => undefined } } }),
    ).rejects.toThrow('MAIL_KEY')
  })
})

describe('what a scenario answers for', () => {
  const calls: string[] = []
  const modules = {
    mail: {
      kind: 'provider',
      activate: () => ({
        'mail.send': () => {
          calls.push('mail')
          return { message_id: 'real', cost: 1 }
        },
      }),
    },
    // One function for all ports of a module, as an untyped provider has it.
    weather: {
      activate: () => ({
        invoke: ({ portId }: { readonly portId: string }) => {
          calls.push(portId)
          return { ok: true, output: { word: 'real' }, observedEffects: [] }
        },
        deactivate: () => {},
      }),
    },
  } as const
  const moduleLoader = { load: (id: string) => (id === 'mail' || id === 'weather' ? modules[id] : undefined) }

  it('does not reach the module, and what it does not answer for does', async () => {
    calls.length = 0
    const report = await run('overrides', { profile: 'pre_merge', hostPorts: { ...hostPorts, moduleLoader } })
    expect(report.runs.map(({ captures }) => captures)).toEqual([
      { message: 'real', weather: 'real', id: 'n_000001' },
      { message: 'm-canned', weather: 'dry', id: 'n_canned' },
      { message: 'real', weather: 'foggy', id: 'n_000002' },
    ])
    expect(calls).toEqual(['weather.read', 'mail', 'mail'])
  })

  it('does not even start a module of which every port is answered for', async () => {
    const broken = { load: () => ({ kind: 'provider', activate: () => Promise.reject(new Error('no')) }) }
    const request = { profile: 'simulation' as const, hostPorts: { ...hostPorts, moduleLoader: broken } }
    expect((await run('overrides', { ...request, scenarioIds: ['b_mail_is_answered_for'] })).ok).toBe(true)
    await expect(run('overrides', { ...request, scenarioIds: ['c_only_the_weather'] })).rejects.toThrow('mail')
  })
})

describe('a profile', () => {
  const generates = { made_up: 'scenario_policy_error', written: 'scenario_policy_error' }
  const fine = { made_up: 'ok', written: 'ok' }

  it.each([
    ['simulation', fine, 'ok'],
    ['pre_merge', fine, 'ok'],
    ['default_ci', generates, 'scenario_policy_error'],
    ['production_smoke', generates, 'ok'],
  ] as const)('%s', async (profile, made, overridden) => {
    expect(ends((await run('generate', { profile })).runs)).toEqual(made)
    const { runs } = await run('overrides', { profile, scenarioIds: ['b_mail_is_answered_for'] })
    expect(runs[0]?.error?.code ?? 'ok').toBe(overridden)
  })

  it('is simulation for one scenario, default_ci for a suite', async () => {
    expect((await run('generate', { scenarioIds: ['written'] })).ok).toBe(true)
    expect((await run('generate')).ok).toBe(false)
    expect((await run('generate', { scenarioIds: ['written', 'made_up'] })).ok).toBe(false)
  })

  it('refuses before any step', async () => {
    const { runs } = await run('generate', { profile: 'default_ci', scenarioIds: ['written'] })
    expect(runs[0]).toMatchObject({ ok: false, stepResults: [], error: { code: 'scenario_policy_error', step: null } })
  })

  it.each(Object.keys(profiles) as Profile[])('%s says what calls are run for', async (profile) => {
    const { runs } = await run('judge', { profile, scenarioIds: ['c_not_judged'], hostPorts: noJudge })
    const { environment } = profiles[profile]
    expect(runs[0]?.ok).toBe(environment !== 'ci')
  })

  // A judge that fails is none.
  const noJudge = {
    ...hostPorts,
    moduleLoader: {
      load: (id: string) =>
        id === 'judge'
          ? {
              kind: 'provider',
              activate: () => ({ 'guards.semantic.evaluate': () => Promise.reject(new Error('no')) }),
            }
          : undefined,
    },
  }
})
