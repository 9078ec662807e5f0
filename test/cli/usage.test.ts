import { describe, expect, it } from 'vitest'
import { runTenon } from '../harness/run-tenon.js'
import { temporaryFolder } from '../harness/temporary-folder.js'

const here = '/'

describe('a command line that is wrong', () => {
  const cases: readonly (readonly [args: readonly string[], says: RegExp])[] = [
    [['chekc'], /unknown command 'chekc'\n\(Did you mean check\?\)/],
    [['check', '--jsn'], /unknown option '--jsn'\n\(Did you mean --json\?\)/],
    [['check', 'app.yaml'], /too many arguments/],
    [['check', '-C'], /argument missing/],
    [['check', '--format', 'xml'], /--format takes one of pretty, line, json, sarif, github, not "xml"/],
    [['check', '--format', 'dot'], /--format takes one of pretty, line, json, sarif, github, not "dot"/],
    [['check', '--max-warnings', 'few'], /--max-warnings takes a whole number, not "few"/],
    [['check', '--fail-on', 'info'], /--fail-on takes one of error, warning, not "info"/],
    [['build', '--update-lock', '--frozen'], /--update-lock and --frozen contradict each other/],
    [['invoke', 'query'], /missing required argument 'id'/],
    [['invoke', 'screen', 'home'], /the kind of entrypoint takes one of query, mutation, route, not "screen"/],
    [['invoke', 'route', 'home', '--key', 'k'], /--key is for mutations/],
    [['invoke', 'query', 'list', '--key', 'k'], /--key is for mutations/],
    [['invoke', 'query', 'list', '--input', '{'], /--input is not JSON/],
    [['invoke', 'query', 'list', '--as', 'u1'], /--as is not JSON/],
    [['invoke', 'query', 'list', '--input', '@no-such-file.json'], /--input: no-such-file\.json cannot be read/],
    [
      ['explain', 'port_unbund_error'],
      /there is no diagnostic "port_unbund_error"; did you mean "port_unbound_error"\?/,
    ],
    [['explain', 'something_else'], /there is no diagnostic "something_else"; tenon explain --list names all/],
    [['check', '-C', 'no-such-folder'], /-C: there is no folder no-such-folder/],
    [['run', 'no-such-script.mjs'], /the script no-such-script\.mjs cannot be read: there is no such file or folder/],
    [[], /Usage: tenon/],
  ]

  it.each(cases)('tenon %j ends with 2 and says why on stderr', async (args, says) => {
    const { exitCode, out, error } = await runTenon(here, args)
    expect(exitCode).toBe(2)
    expect(out).toBe('')
    expect(error).toMatch(says)
  })

  it.each(cases)('tenon %j --json prints one document', async (args, says) => {
    const { exitCode, out } = await runTenon(here, ['--json', ...args])
    const document = JSON.parse(out)
    expect(exitCode).toBe(2)
    expect(Object.keys(document)).toEqual([
      'schemaVersion',
      'tool',
      'command',
      'ok',
      'diagnostics',
      'summary',
      'result',
      'failure',
    ])
    expect(document).toMatchObject({
      schemaVersion: 1,
      tool: { name: 'tenon' },
      ok: false,
      diagnostics: [],
      result: null,
    })
    expect(document.failure.kind).toBe('usage')
    if (args.length > 0) expect(document.failure.message).toMatch(says)
  })
})

describe('help', () => {
  it.each([['--help'], ['-h'], ['help']])('tenon %s shows the verbs and the exit codes', async (flag) => {
    const { exitCode, out } = await runTenon(here, [flag])
    expect(exitCode).toBe(0)
    for (const verb of ['check', 'generate', 'build', 'invoke', 'explain', 'graph'])
      expect(out).toContain(`\n  ${verb}`)
    expect(out).toContain('Exit codes:')
  })

  it('of a verb shows its own flags and those of all verbs, and build says when the lockfile follows', async () => {
    const { out } = await runTenon(here, ['build', '--help'])
    expect(out).toContain('--update-lock')
    expect(out).toContain('--max-warnings')
    expect(out).toContain('lockfile_stale_error, until --update-lock')
  })

  it('shows the version', async () => {
    expect(await runTenon(here, ['--version'])).toMatchObject({
      exitCode: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    })
  })
})

describe('help in JSON', () => {
  it('is a document too', async () => {
    expect(JSON.parse((await runTenon(here, ['--version', '--json'])).out)).toMatchObject({
      ok: true,
      command: null,
      result: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    })
    expect(JSON.parse((await runTenon(here, ['build', '--help', '--format=json'])).out)).toMatchObject({
      ok: true,
      command: 'build',
      result: expect.stringContaining('--update-lock'),
    })
  })
})

describe('a project that is not there', () => {
  it('ends with 2 and says which file is missing', async () => {
    const { exitCode, out } = await runTenon(temporaryFolder(), ['check'])
    expect(exitCode).toBe(2)
    expect(out).toContain('error[source_not_found_error]: there is no app spec at app.yaml\n --> app.yaml\n')
  })
})
