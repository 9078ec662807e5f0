import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runTenon } from '../harness/run-tenon.js'
import { readFolder } from '../harness/sample.js'
import { root } from '../harness/source-files.js'
import { temporaryFolder } from '../harness/temporary-folder.js'

/** A copy of a sample project: a spec, a manifest, two providers. */
function project(name = 'port', more: Readonly<Record<string, string>> = {}): string {
  const files = [...readFolder(join(root, 'test/generator/samples', name))].filter(([path]) => !path.startsWith('_'))
  return temporaryFolder({ ...Object.fromEntries(files), ...more })
}

const spare = '  - { id: spare, kind: provider, source: "tenon:memory" }\n'

/** Every file with its content and the time it was written. */
function stamps(folder: string): Record<string, number> {
  return Object.fromEntries([...readFolder(folder).keys()].map((path) => [path, statSync(join(folder, path)).mtimeMs]))
}

async function json(folder: string, args: readonly string[]) {
  const { out, exitCode } = await runTenon(folder, [...args, '--json'])
  return { exitCode, document: JSON.parse(out) }
}

describe('check', () => {
  it('says what is there, and writes nothing', async () => {
    const folder = project()
    const before = [...readFolder(folder).keys()]
    expect(await runTenon(folder, ['check'])).toEqual({
      exitCode: 0,
      out: 'desk: fine (0 queries, 1 mutation, 2 modules)\n',
      error: '',
    })
    expect([...readFolder(folder).keys()]).toEqual(before)
  })

  it('prints one document', async () => {
    const { document } = await json(project(), ['check'])
    expect(document).toMatchObject({
      schemaVersion: 1,
      tool: { name: 'tenon', version: expect.stringMatching(/^\d/) },
      command: 'check',
      ok: true,
      diagnostics: [],
      summary: { errors: 0, warnings: 0 },
      result: {
        app: 'desk',
        spec: 'app.yaml',
        manifest: 'modules.yaml',
        queries: [],
        mutations: ['notify'],
        modules: ['mail', 'clock'],
      },
    })
    expect(document.failure).toBeUndefined()
  })

  it('finds the project from within it, from outside of it, and by name', async () => {
    const folder = project('port', { 'docs/readme.md': '' })
    const fine = { exitCode: 0, out: 'desk: fine (0 queries, 1 mutation, 2 modules)\n' }
    const check = ['check', '--no-types']
    expect(await runTenon(join(folder, 'docs'), check)).toMatchObject(fine)
    expect(await runTenon('/', [...check, '-C', folder])).toMatchObject(fine)
    expect(await runTenon('/', ['-C', folder, ...check])).toMatchObject(fine)
    expect(await runTenon('/', [...check, '--config', join(folder, 'app.yaml')])).toMatchObject(fine)
    expect(await runTenon('/', check, { environment: { TENON_CONFIG: join(folder, 'app.yaml') } })).toMatchObject(fine)
  })

  it('names files as seen from where it was started, in the format for editors', async () => {
    const folder = project()
    writeFileSync(join(folder, 'modules.yaml'), 'tenon: 1\nmodules: []\nbindnigs: {}\n')
    const at = (out: string) => out.split(' ')[0]
    expect(at((await runTenon(folder, ['check', '--format', 'line'])).out)).toBe('modules.yaml:3:1:')
    expect(at((await runTenon(join(folder, 'providers'), ['check', '--format', 'line'])).out)).toBe(
      '../modules.yaml:3:1:',
    )
    expect(at((await runTenon('/', ['check', '--format', 'line', '-C', folder])).out)).toBe(
      `${folder.slice(1)}/modules.yaml:3:1:`,
    )
  })

  it('counts warnings where it is asked to', async () => {
    const modules = readFolder(project()).get('modules.yaml') ?? ''
    const folder = project('port', {
      'modules.yaml': `${modules}  - { id: spare, kind: provider, source: "tenon:memory" }\n`,
    })
    expect((await runTenon(folder, ['check', '--no-types'])).exitCode).toBe(0)
    expect((await runTenon(folder, ['check', '--no-types', '--max-warnings', '1'])).exitCode).toBe(0)
    expect(await runTenon(folder, ['check', '--no-types', '--max-warnings', '0'])).toMatchObject({
      exitCode: 1,
      error: 'tenon: warnings fail this run\n',
    })
    expect(await runTenon(folder, ['check', '--no-types', '--fail-on', 'warning'])).toMatchObject({ exitCode: 1 })
    expect((await json(folder, ['check', '--no-types', '--fail-on', 'warning'])).document).toMatchObject({
      ok: false,
      summary: { errors: 0, warnings: 1 },
    })
    expect(await runTenon(folder, ['check', '--no-types', '--quiet'])).toEqual({ exitCode: 0, out: '', error: '' })
  })

  it('colours what a terminal shows', async () => {
    const folder = project()
    rmSync(join(folder, 'modules.yaml'))
    expect((await runTenon(folder, ['check'], { isTerminal: true })).out).toContain(
      '\u001b[31merror[port_unbound_error]',
    )
    expect((await runTenon(folder, ['check', '--no-color'], { isTerminal: true })).out).not.toContain('\u001b')
    expect((await runTenon(folder, ['check'])).out).not.toContain('\u001b')
  })

  it('says of a project without a manifest what is missing, and where to write it', async () => {
    const folder = project()
    rmSync(join(folder, 'modules.yaml'))
    const { exitCode, document } = await json(folder, ['check'])
    expect(exitCode).toBe(1)
    expect(document.diagnostics.map(({ code }: { code: string }) => code)).toEqual([
      'port_unbound_error',
      'port_unbound_error',
    ])
    expect(document.diagnostics[0].hint).toContain('create modules.yaml with "tenon: 1"')
  })
})

describe('generate', () => {
  it('writes once, and then nothing', async () => {
    const folder = project()
    expect((await runTenon(folder, ['generate'])).out).toMatch(/^generated\/desk: \d+ files: \d+ written\n$/)
    const written = stamps(folder)
    expect((await runTenon(folder, ['generate'])).out).toMatch(/^generated\/desk: \d+ files, unchanged\n$/)
    expect(stamps(folder)).toEqual(written)
    expect(Object.keys(written).some((path) => path.includes('.tenon') || path === 'tenon.lock')).toBe(false)
  })

  it('says whether the files are current', async () => {
    const folder = project()
    await runTenon(folder, ['generate'])
    expect((await runTenon(folder, ['generate', '--check'])).exitCode).toBe(0)
    rmSync(join(folder, 'generated/desk/index.ts'))
    const { exitCode, document } = await json(folder, ['generate', '--check'])
    expect(exitCode).toBe(1)
    expect(document.diagnostics).toMatchObject([{ code: 'generated_stale_error', file: 'generated/desk/index.ts' }])
    expect(readdirSync(join(folder, 'generated/desk'))).not.toContain('index.ts')
  })

  it('overwrites what was edited only when it is told to', async () => {
    const folder = project()
    await runTenon(folder, ['generate'])
    const file = join(folder, 'generated/desk/client.ts')
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, 'mine\n')
    expect((await runTenon(folder, ['generate'])).exitCode).toBe(1)
    expect(readFileSync(file, 'utf8')).toBe('mine\n')
    expect((await runTenon(folder, ['generate', '--force'])).exitCode).toBe(0)
    expect(readFileSync(file, 'utf8')).toBe(text)
  })

  it('fails as the environment does where the folder cannot be made, and leaves nothing', async () => {
    const folder = project('port', { generated: 'a file' })
    const before = [...readFolder(folder)]
    const { exitCode, error, out } = await runTenon(folder, ['generate'])
    expect({ exitCode, out }).toEqual({ exitCode: 4, out: '' })
    expect(error).toMatch(/^tenon: .*generated.* cannot be (read|written): .*\n$/)
    expect([...readFolder(folder)]).toEqual(before)
    const { document } = await json(folder, ['generate'])
    expect(document).toMatchObject({ ok: false, result: null, failure: { kind: 'environment' } })
  })
})

describe('build', () => {
  it('writes the files, the lockfile and the bundle, and the second time nothing', async () => {
    const folder = project()
    const { exitCode, document } = await json(folder, ['build'])
    expect(exitCode).toBe(0)
    expect(document).toMatchObject({
      ok: true,
      result: {
        lockfile: { file: 'tenon.lock', written: true },
        bundle: { file: '.tenon/desk.mjs', bytes: expect.any(Number), written: true },
      },
    })
    const written = stamps(folder)
    expect(Object.keys(written)).toContain('tenon.lock')
    const again = await json(folder, ['build'])
    expect(again.document.result).toMatchObject({
      changes: [],
      lockfile: { written: false },
      bundle: { written: false },
    })
    expect(stamps(folder)).toEqual(written)
    expect((await runTenon(folder, ['build', '--frozen'])).exitCode).toBe(0)
  })

  it('lets the lockfile follow edits of the project and says so, and nothing where it is frozen', async () => {
    const folder = project()
    await runTenon(folder, ['build'])
    const provider = join(folder, 'providers/clock.mjs')
    writeFileSync(provider, readFileSync(provider, 'utf8').replace('10:00', '11:00'))
    const frozen = await runTenon(folder, ['build'], { environment: { CI: 'true' } })
    expect(frozen.exitCode).toBe(1)
    expect(frozen.out).toContain(
      'error[lockfile_integrity_error]: the code of module "clock" is not what tenon.lock holds',
    )
    const { exitCode, out } = await runTenon(folder, ['build'])
    expect(exitCode).toBe(0)
    expect(out).toMatch(
      /tenon\.lock: follows the project\n {2}modules\.clock\.integrity was "sha256-[^"]+" and is "sha256-[^"]+"\n/,
    )
  })

  it('holds the generated files too where it is frozen, and says so once', async () => {
    const folder = project()
    await runTenon(folder, ['build'])
    rmSync(join(folder, 'generated/desk/openapi.json'))
    const frozen = await json(folder, ['build', '--frozen'])
    expect(frozen.exitCode).toBe(1)
    expect(frozen.document.diagnostics).toMatchObject([
      { code: 'generated_stale_error', file: 'generated/desk/openapi.json' },
    ])
    const spec = join(folder, 'app.yaml')
    writeFileSync(spec, readFileSync(spec, 'utf8').replace('name: Desk', 'name: Front desk'))
    const edited = await json(folder, ['build', '--frozen'])
    expect(edited.document.diagnostics).toMatchObject([{ code: 'lockfile_stale_error' }])
    expect((await runTenon(folder, ['build'])).exitCode).toBe(0)
    expect((await runTenon(folder, ['build', '--frozen'])).exitCode).toBe(0)
  })

  it('asks before it composes something else', async () => {
    const folder = project()
    await runTenon(folder, ['build'])
    const manifest = join(folder, 'modules.yaml')
    writeFileSync(
      manifest,
      `${readFileSync(manifest, 'utf8')}  - { id: spare, kind: provider, source: "tenon:memory" }\n`,
    )
    const before = readFolder(folder)
    const refused = await runTenon(folder, ['build'])
    expect(refused.exitCode).toBe(1)
    expect(refused.out).toContain('error[lockfile_stale_error]: tenon.lock is out of date: modules.spare is new')
    expect(readFolder(folder)).toEqual(before)
    expect((await runTenon(folder, ['build', '--update-lock'], { environment: { CI: '1' } })).exitCode).toBe(0)
    expect((await runTenon(folder, ['build', '--frozen'])).exitCode).toBe(0)
  })

  it('writes nothing at all where the bundle cannot be made', async () => {
    const folder = project('port', { 'providers/clock.mjs': "export { default } from 'no-such-package'\n" })
    const before = [...readFolder(folder).keys()]
    const { exitCode, document } = await json(folder, ['build'])
    expect(exitCode).toBe(1)
    expect(document.diagnostics[0].file).toBe(
      document.diagnostics[0].code === 'bundle_error' ? 'providers/clock.mjs' : 'modules.yaml',
    )
    expect([...readFolder(folder).keys()]).toEqual(before)
  })

  it('shows its phases where nobody can see a line that changes', async () => {
    const { error } = await runTenon(project(), ['build', '--no-frozen'], { environment: { CI: '1' } })
    expect(
      error
        .trimEnd()
        .split('\n')
        .map((line) => line.replace(/\d+ ms/, 'ms')),
    ).toEqual([
      'tenon: read ms',
      'tenon: parse ms',
      'tenon: compile ms',
      'tenon: types ms',
      'tenon: bundle ms',
      'tenon: write ms',
    ])
  })
})

describe('graph', () => {
  it('is drawn in four ways', async () => {
    const folder = project('notes')
    const text = await runTenon(folder, ['graph'])
    expect(text).toEqual({
      exitCode: 0,
      error: '',
      out: `query my_notes
  projection notes
    port collections.read@1.0.0: store (tenon:memory)
mutation write_note
  action notes.write
    port ids.generate@1.0.0: ids (tenon:ids)
    port collections.write@1.0.0: store (tenon:memory)
`,
    })
    const mermaid = (await runTenon(folder, ['graph', '--format', 'mermaid'])).out
    expect(mermaid.startsWith('flowchart LR\n  n0(["query my_notes"])\n')).toBe(true)
    expect(mermaid).toMatch(/ {2}n\d+ --> n\d+\n$/)
    const dot = (await runTenon(folder, ['graph', '--format', 'dot'])).out
    expect(dot).toContain('  "port ids.generate@1.0.0" -> "module ids"\n')
    expect(dot.endsWith('}\n')).toBe(true)
    const { document } = await json(folder, ['graph'])
    expect(document.result).toMatchObject({ app: 'notes', modules: [{ id: 'store' }, { id: 'ids' }] })
  })

  it('begins at flows, too, which nobody calls', async () => {
    const { out } = await runTenon(project('flows'), ['graph'])
    expect(out).toContain(`flow count_open
  action owners.count
    port collections.write@1.0.0: store (tenon:memory)
flow watch_rules
  action broken.count
`)
  })

  it('leads timelines to history, guests to what they require, and shows what the app as a whole needs', async () => {
    const timeline = await runTenon(project('timeline'), ['graph'])
    expect(timeline.out).toContain('    port history.scan@1.0.0: store (')
    expect(timeline.out).toMatch(/^port history\.append@1\.0\.0: store \(/m)
    const guests = await runTenon(project('guests'), ['graph'])
    expect(guests.out).toBe(`mutation measure
  action desk.measure
    port ticket.distance@2.0.0: map-maker (./guests/map-maker.mjs)
      module geo (./natives/geo.ts)
mutation triage
  action desk.triage
    port ticket.triage@1.0.0: triage (./guests/triage.ts)
      module teams (./initializers/teams.ts)
        module geo (./natives/geo.ts)
`)
    const { document } = await json(project('guests'), ['graph'])
    expect(document.result.modules[1]).toMatchObject({ id: 'teams', requires: ['geo'] })
  })

  it('says which modules nothing needs, and draws nothing twice', async () => {
    const folder = project('port', { 'modules.yaml': `${readFolder(project()).get('modules.yaml')}${spare}` })
    expect((await runTenon(folder, ['graph'])).out).toMatch(/\nmodule spare \(tenon:memory\): nothing needs it\n$/)
    for (const format of ['mermaid', 'dot']) {
      const lines = (await runTenon(project('routes'), ['graph', '--format', format])).out.split('\n')
      const edges = lines.filter((line) => /--?>/.test(line))
      expect(edges.length).toBeGreaterThan(10)
      expect(new Set(edges).size).toBe(edges.length)
    }
  })

  it('is nothing but the graph on stdout', async () => {
    const folder = project('notes', { 'modules.yaml': 'tenon: 1\nmodules: []\n' })
    const { exitCode, out, error } = await runTenon(folder, ['graph'])
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' })
    expect(error).toContain('error[port_unbound_error]')
  })
})
