import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runTenon } from '../harness/run-tenon.js'
import { listSamples, readFolder } from '../harness/sample.js'
import { findSarifProblems } from '../harness/sarif-schema.js'
import { root } from '../harness/source-files.js'
import { temporaryFolder } from '../harness/temporary-folder.js'

const spec = `app: { id: desk, name: Desk, tz: Europe/Berlin }

domain:
  actions:
    greet:
      effects: [compute]
      in: { name: text! }
      return: { text: { $expr: { var: input.name } } }

mutations:
  - id: greet
    in: { name: text! }
    run: { actionId: greet, input: {} }
    access: { roles: [authenticated] }
`
const wrong = spec.replace('[compute]', '[compute, write]').replace('input.name', 'input.nam')

/** A spec with many errors and some warnings. */
const many = `app: { id: desk, name: Desk, tz: Europe/Berlin }
domain:
  actions:
${Array.from({ length: 13 }, (_, index) => `    act_${index}: { effects: [compute, write], return: { a: { $expr: { var: b% } } } }\n`).join('')}`

async function sarif(folder: string, args: readonly string[], expected: number) {
  const { out, exitCode } = await runTenon(folder, args)
  const log = JSON.parse(out)
  expect(findSarifProblems(log)).toEqual([])
  expect(exitCode).toBe(expected)
  expect(log.runs).toHaveLength(1)
  return log.runs[0]
}

describe('--format sarif', () => {
  it('is valid with nothing in it', async () => {
    const run = await sarif(temporaryFolder({ 'app.yaml': spec }), ['check', '--format', 'sarif'], 0)
    expect(run).toMatchObject({
      tool: { driver: { name: 'tenon', rules: [] } },
      invocations: [{ executionSuccessful: true, exitCode: 0 }],
      results: [],
    })
  })

  it('has rules, places, other ends, fixes and fingerprints', async () => {
    const run = await sarif(temporaryFolder({ 'app.yaml': wrong }), ['check', '--format=sarif'], 1)
    expect(run.tool.driver.rules).toMatchObject([
      { id: 'expression_reference_error', defaultConfiguration: { level: 'error' } },
      { id: 'spec_effect_unused_warning', defaultConfiguration: { level: 'warning' } },
    ])
    const [warning, error] = run.results
    expect(warning).toMatchObject({
      ruleId: 'spec_effect_unused_warning',
      ruleIndex: 1,
      level: 'warning',
      fixes: [
        {
          description: { text: 'remove the effect "write"' },
          artifactChanges: [
            {
              artifactLocation: { uri: 'app.yaml', uriBaseId: '%SRCROOT%' },
              replacements: [{ deletedRegion: { startLine: 6 }, insertedContent: { text: '' } }],
            },
          ],
        },
      ],
    })
    expect(error).toMatchObject({
      message: { text: expect.stringContaining('\ndid you mean "name"?') },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'app.yaml', uriBaseId: '%SRCROOT%' },
            region: { startLine: 8, startColumn: 39, endLine: 8, endColumn: 48 },
          },
          logicalLocations: [{ fullyQualifiedName: expect.stringContaining('domain.actions.greet') }],
        },
      ],
      partialFingerprints: { 'tenon/v1': expect.stringMatching(/^[0-9a-f]{32}$/) },
    })
  })

  it('names files from where it runs, in characters that an address may have', async () => {
    const folder = temporaryFolder({ 'a b/#1/app.yaml': wrong })
    const run = await sarif(folder, ['check', '-C', 'a b/#1', '--format', 'sarif'], 1)
    expect(run.results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('a%20b/%231/app.yaml')
  })

  it('is valid after every kind of failure, and says which', async () => {
    const fine = { 'app.yaml': spec }
    const usage = await sarif(temporaryFolder(fine), ['check', '--format', 'sarif', '--nonsense'], 2)
    expect(usage.invocations).toMatchObject([
      { executionSuccessful: false, exitCode: 2, toolConfigurationNotifications: [{ descriptor: { id: 'usage' } }] },
    ])
    await sarif(temporaryFolder({}), ['check', '--format', 'sarif'], 2)
    const breaking = {
      'app.yaml': spec,
      'modules.yaml': 'tenon: 1\nmodules:\n  - { id: a, kind: provider, source: ./a.ts, provides: [] }\n',
      'a.ts': "throw new Error('no')\nexport default {}\n",
    }
    const module = await sarif(
      temporaryFolder(breaking),
      ['invoke', 'mutation', 'greet', '--input', '{"name":"a"}', '--format', 'sarif'],
      1,
    )
    expect(module.invocations[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [{ level: 'error', descriptor: { id: 'module' } }],
    })
  })

  it.each(listSamples('test/generator/diagnostics', 1))('is valid for %s', async (code) => {
    const [first = ''] = listSamples(`test/generator/diagnostics/${code}`, 1)
    const files = [...readFolder(join(root, 'test/generator/diagnostics', code, first))]
    const folder = temporaryFolder(Object.fromEntries(files.filter(([path]) => !path.startsWith('_'))))
    const { out } = await runTenon(folder, ['check', '--no-types', '--format', 'sarif'])
    expect(findSarifProblems(JSON.parse(out))).toEqual([])
  })

  it('is held against the schema, which refuses what is none', () => {
    expect(findSarifProblems({ version: '2.1.0', runs: [{}] })).not.toEqual([])
    expect(findSarifProblems({ version: '2.1.0', runs: [], more: 1 })).not.toEqual([])
  })
})

describe('--format github', () => {
  it('prints a command for each, with what must be escaped', async () => {
    const folder = temporaryFolder({ 'a,b/app.yaml': wrong.replace('input.nam ', '"input.na%m" ') })
    const { out, exitCode } = await runTenon(folder, ['check', '-C', 'a,b', '--format', 'github'])
    expect(exitCode).toBe(1)
    expect(out).toBe(
      [
        '::warning file=a%2Cb/app.yaml,line=6,endLine=6,col=26,endColumn=31,title=spec_effect_unused_warning::action "greet" lists the effect write and never has it',
        '::error file=a%2Cb/app.yaml,line=8,endLine=8,col=39,endColumn=51,title=expression_reference_error::"input.na%25m" cannot be read here: there is no "na%25m" in it%0Adid you mean "name"?',
        '',
      ].join('\n'),
    )
  })

  it('stops at ten of each level and counts the rest, which the summary of the step holds', async () => {
    const folder = temporaryFolder({ 'app.yaml': many, 'summary.md': '# before\n' })
    const summary = join(folder, 'summary.md')
    const { out } = await runTenon(folder, ['check', '--format', 'github'], {
      environment: { GITHUB_STEP_SUMMARY: summary },
    })
    expect(out.match(/^::error /gm)).toHaveLength(10)
    expect(out.match(/^::warning /gm)).toHaveLength(10)
    expect(out).toContain('\nand 6 more that are not annotated (3 errors, 3 warnings)\n')
    const written = readFileSync(summary, 'utf8')
    expect(written).toMatch(
      /^# before\n### tenon check: 13 errors, 13 warnings\n\n\| severity \| place \| code \| message \|\n/,
    )
    expect(written.match(/^\| error \| app\.yaml:\d+:\d+ \| expression_reference_error \| /gm)).toHaveLength(13)
  })

  it('comes beside the pretty form where GitHub runs it, and names files from the workspace', async () => {
    const folder = temporaryFolder({ 'apps/desk/app.yaml': wrong })
    const environment = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: folder }
    const { out } = await runTenon(join(folder, 'apps'), ['check', '-C', 'desk'], { environment })
    expect(out).toMatch(/^warning\[spec_effect_unused_warning\]/)
    expect(out).toContain('\n::error file=apps/desk/app.yaml,line=8')
    const json = await runTenon(folder, ['check', '-C', 'apps/desk', '--json'], { environment })
    expect(JSON.parse(json.out).diagnostics).toHaveLength(2)
    expect(json.error).not.toContain('::')
  })

  it('tells a failure, too, and goes on where the summary cannot be written', async () => {
    const usage = await runTenon(temporaryFolder({}), ['check', '--nonsense', '--format', 'github'])
    expect(usage.out).toMatch(/^::error title=usage::unknown option/)
    const folder = temporaryFolder({ 'app.yaml': wrong })
    const environment = { GITHUB_STEP_SUMMARY: join(folder, 'no/summary.md') }
    const { error, exitCode } = await runTenon(folder, ['check', '--format', 'github'], { environment })
    expect(error).toBe('tenon: the summary of the step cannot be written: there is no such file or folder\n')
    expect(exitCode).toBe(1)
  })
})
