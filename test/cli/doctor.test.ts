import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { emitProject } from '../../generator/build.js'
import { examineDrivers, examineEsbuild, examineNode } from '../../generator/cli/doctor/examine-machine.js'
import { examineGenerated } from '../../generator/cli/doctor/examine-project.js'
import { examineTree } from '../../generator/cli/doctor/examine-tree.js'
import { type Machine, thisMachine } from '../../generator/cli/doctor/machine.js'
import { runTenon } from '../harness/run-tenon.js'
import { readFolder } from '../harness/sample.js'
import { root } from '../harness/source-files.js'
import { temporaryFolder } from '../harness/temporary-folder.js'

const real = await thisMachine({}, null)
const own = real.tenon.version

function project(name = 'port', more: Readonly<Record<string, string>> = {}): string {
  const files = [...readFolder(join(root, 'test/generator/samples', name))].filter(([path]) => !path.startsWith('_'))
  return temporaryFolder({ ...Object.fromEntries(files), ...more })
}

async function rowsOf(folder: string, environment: Readonly<Record<string, string>> = {}) {
  const { out, exitCode } = await runTenon(folder, ['doctor', '--json'], { environment })
  const { result, summary } = JSON.parse(out)
  const row = (check: string) => result.rows.find((one: { check: string }) => one.check === check)
  return { exitCode, summary, row, checks: result.rows.map(({ check }: { check: string }) => check) }
}

describe('doctor', () => {
  it('is content with a project that is built', async () => {
    const folder = project()
    await runTenon(folder, ['build'])
    const { exitCode, summary, checks } = await rowsOf(folder)
    expect({ exitCode, summary }).toMatchObject({ exitCode: 0, summary: { warning: 0, failed: 0 } })
    expect(checks).toEqual([
      'node',
      'esbuild',
      'copies of tenon',
      'project',
      'environment',
      'lockfile',
      'generated files',
      'output folder',
    ])
  })

  it('names the folder that refuses, where the one that is wanted is not there yet', async () => {
    const folder = project()
    const request = { cwd: folder, configPath: undefined, manifestPath: undefined }
    const { project: built } = await emitProject({
      project: request,
      lock: null,
      overwrites: false,
      checksTypes: false,
      phase: () => Promise.resolve(),
    })
    if (built === null) throw new Error('the sample does not compile')
    const testWriting = async (path: string): Promise<void> => {
      throw Object.assign(new Error('refused'), { code: path === folder ? 'EACCES' : 'ENOENT' })
    }
    expect((await examineGenerated(built, { ...real, testWriting })).at(-1)).toEqual({
      check: 'output folder',
      state: 'failed',
      found: `${folder} cannot be written: permission denied`,
      fix: `chmod -R u+rwX ${folder}`,
    })
  })

  it('says what to type for a project that stands elsewhere', async () => {
    const folder = project()
    const { out } = await runTenon('/', ['doctor', '-C', folder])
    expect(out).toContain(`\n                          $ tenon -C ${folder} lock\n`)
    expect(out).toContain(`\n                          $ tenon -C ${folder} generate\n`)
    expect((await runTenon('/', ['-C', folder, 'lock'])).exitCode).toBe(0)
  })

  it('is a table with what to type under each row that is not fine', async () => {
    const { exitCode, out, error } = await runTenon(project(), ['doctor'])
    expect({ exitCode, error }).toEqual({ exitCode: 0, error: '' })
    expect(out).toContain('ok       project          it compiles (app.yaml, modules.yaml)\n')
    expect(out).toContain('warning  lockfile         tenon.lock is missing\n                          $ tenon lock\n')
    expect(out).toContain('warning  generated files  nothing is generated into generated/desk yet\n')
  })

  it('tells a lockfile that a build would let follow from one that it would not', async () => {
    const folder = project()
    await runTenon(folder, ['build'])
    const spec = readFileSync(join(folder, 'app.yaml'), 'utf8')
    writeFileSync(join(folder, 'app.yaml'), spec.replace('name: ', 'name: Other '))
    const edited = await rowsOf(folder)
    expect(edited.row('lockfile')).toMatchObject({ state: 'warning', fix: 'tenon lock' })
    expect(edited.row('generated files')).toMatchObject({ state: 'failed', fix: 'tenon generate' })
    expect(edited.exitCode).toBe(1)
    const manifest = readFileSync(join(folder, 'modules.yaml'), 'utf8')
    writeFileSync(
      join(folder, 'modules.yaml'),
      `${manifest}  - { id: spare, kind: provider, source: "tenon:memory" }\n`,
    )
    expect((await rowsOf(folder)).row('lockfile')).toMatchObject({
      state: 'failed',
      found: expect.stringContaining('modules.spare is new'),
    })
  })

  it('names the guest that asks for more', async () => {
    const files = readFolder(join(root, 'test/generator/diagnostics/guest_policy_widened_error/ordinary'))
    const folder = temporaryFolder(Object.fromEntries([...files].filter(([path]) => !path.startsWith('_'))))
    await runTenon(folder, ['lock'])
    const manifest = readFileSync(join(folder, 'modules.yaml'), 'utf8')
    writeFileSync(join(folder, 'modules.yaml'), manifest.replace('requires: [path]', 'requires: [path, events]'))
    const { row } = await rowsOf(folder)
    expect(row('lockfile')).toMatchObject({ state: 'failed', fix: 'tenon lock --allow-policy mail' })
    await runTenon(folder, ['lock', '--allow-policy', 'mail'])
    expect((await rowsOf(folder)).row('lockfile')).toMatchObject({ state: 'ok' })
  })

  it('sees files that were edited by hand, and a file where the folder should be', async () => {
    const folder = project()
    await runTenon(folder, ['build'])
    writeFileSync(join(folder, 'generated/desk/client.ts'), 'mine\n')
    expect((await rowsOf(folder)).row('generated files')).toMatchObject({
      state: 'failed',
      found: 'generated/desk/client.ts was edited by hand',
      fix: 'tenon generate --force',
    })
    rmSync(join(folder, 'generated'), { recursive: true })
    writeFileSync(join(folder, 'generated'), 'a file')
    const { row, exitCode } = await rowsOf(folder)
    expect([row('generated files').state, row('output folder').state, exitCode]).toEqual(['failed', 'failed', 1])
  })

  it('names what configs take from the environment and is not there', async () => {
    const manifest = readFolder(join(root, 'test/generator/samples/port')).get('modules.yaml') ?? ''
    const folder = project('port', {
      'modules.yaml': manifest.replace('${env:MAIL_FROM:-desk@example.org}', '${env:MAIL_FROM}'),
    })
    expect((await rowsOf(folder)).row('environment')).toEqual({
      check: 'environment',
      state: 'warning',
      found: 'not set, and without a default: MAIL_FROM (for mail)',
      fix: 'export MAIL_FROM=<value>',
    })
    expect((await rowsOf(folder, { MAIL_FROM: 'a@b' })).row('environment')).toMatchObject({ state: 'ok' })
    expect((await rowsOf(project())).row('environment')).toMatchObject({ found: 'nothing is asked for' })
  })

  it('says what is wrong with a project, and that there is none', async () => {
    const { row, exitCode, checks } = await rowsOf(project('port', { 'modules.yaml': 'tenon: 1\nmodules: []\n' }))
    expect(exitCode).toBe(1)
    expect(row('project')).toMatchObject({ state: 'failed', fix: 'tenon check' })
    expect(row('project').found).toMatch(/^\S+\.yaml: no module of modules\.yaml provides .*, and 1 more$/)
    expect(checks.at(-1)).toBe('project')
    expect((await rowsOf(temporaryFolder())).row('project')).toMatchObject({
      state: 'failed',
      fix: 'tenon doctor -C <folder of app.yaml>',
    })
  })

  it('loads the driver of a store that the manifest names', async () => {
    const sources =
      'tenon: 1\nmodules:\n  - { id: store, kind: provider, source: "tenon:sqlite", config: { file: "x.db" } }\n'
    const rest = '  - { id: ids, kind: provider, source: "tenon:ids" }\n'
    const { row } = await rowsOf(project('notes', { 'modules.yaml': sources + rest }))
    expect(row('better-sqlite3')).toMatchObject({ state: 'ok' })
  })
})

describe('the examination of the machine', () => {
  const on = (changes: Partial<Machine>): Machine => ({ ...real, ...changes })

  it.each([
    ['20.19.0', 'ok'],
    ['20.19.4', 'ok'],
    ['22.0.0', 'ok'],
    ['20.18.9', 'failed'],
    ['18.20.0', 'failed'],
  ])('of Node %s: %s', (nodeVersion, state) => {
    const row = examineNode(on({ nodeVersion, tenon: { ...real.tenon, node: '>=20.19' } }))
    expect(row.state).toBe(state)
    expect(row.fix).toBe(state === 'ok' ? null : 'npx -p node@20.19 tenon doctor')
  })

  it('finds what the package says of Node', () => {
    expect(real.tenon.node).toMatch(/^>=\d+\.\d+$/)
    expect(examineNode(real).state).toBe('ok')
  })

  it('tells why esbuild does not run', async () => {
    const broken = on({
      runEsbuild: () => Promise.reject(new Error('The package "@esbuild/linux-x64" is missing\nmore')),
    })
    expect(await examineEsbuild(broken)).toMatchObject({
      state: 'failed',
      found: 'it does not run: The package "@esbuild/linux-x64" is missing',
      fix: expect.stringContaining('npm install'),
    })
    expect((await examineEsbuild(real)).state).toBe('ok')
  })

  it('tells a driver that is missing from one that does not load', async () => {
    const failing = (message: string) => on({ loadDriver: () => Promise.reject(new Error(message)) })
    const used = ['tenon:postgres', 'tenon:ids', 'tenon:sqlite']
    const missing = await examineDrivers(used, '/', failing('it is not installed'))
    expect(missing.map(({ check, fix }) => [check, fix])).toEqual([
      ['better-sqlite3', 'npm install better-sqlite3'],
      ['pg', 'npm install pg'],
    ])
    const [broken] = await examineDrivers(['tenon:sqlite'], '/', failing('compiled against another version of Node'))
    expect(broken).toMatchObject({ state: 'failed', fix: 'npm rebuild better-sqlite3' })
    expect(await examineDrivers(['tenon:memory'], '/', failing('x'))).toEqual([])
  })

  it('asks a driver that is really there, or not', async () => {
    await expect(real.loadDriver('better-sqlite3', root)).resolves.toBeUndefined()
    await expect(real.loadDriver('no-such-driver', root)).rejects.toThrow('it is not installed')
  })
})

describe('the examination of what is installed', () => {
  const version = (text: string) => JSON.stringify({ version: text })
  const machine: Machine = { ...real, tenon: { ...real.tenon, peers: ['pg'] } }
  const examine = async (files: Readonly<Record<string, string>>) => examineTree(temporaryFolder(files), machine)

  it('is fine without any, and with one of each', async () => {
    expect(await examine({})).toEqual([{ check: 'copies of tenon', state: 'ok', found: own, fix: null }])
    const one = await examine({
      'node_modules/tenon/package.json': version(own),
      'node_modules/pg/package.json': version('8.1.0'),
      'node_modules/other/node_modules/pg/package.json': version('8.1.0'),
    })
    expect(one.map(({ check, state }) => [check, state])).toEqual([
      ['copies of tenon', 'ok'],
      ['copies of pg', 'ok'],
    ])
  })

  it('fails where the project imports another Tenon than the one that runs', async () => {
    expect(await examine({ 'node_modules/tenon/package.json': version('0.0.1') })).toEqual([
      {
        check: 'copies of tenon',
        state: 'failed',
        found: `${own} runs, and the project imports 0.0.1 in node_modules/tenon`,
        fix: `npm install tenon@${own}`,
      },
    ])
  })

  it('warns of a second version deeper in the tree, however it was installed', async () => {
    const nested = {
      'node_modules/tenon/package.json': version(own),
      'node_modules/@acme/mail/node_modules/tenon/package.json': version('0.0.2'),
      'node_modules/.pnpm/pg@7.0.0/node_modules/pg/package.json': version('7.0.0'),
      'node_modules/pg/package.json': version('8.1.0'),
    }
    expect(await examine(nested)).toEqual([
      {
        check: 'copies of tenon',
        state: 'warning',
        found: `${own}, and 0.0.2 in node_modules/@acme/mail/node_modules/tenon`,
        fix: 'npm dedupe tenon',
      },
      {
        check: 'copies of pg',
        state: 'warning',
        found: '8.1.0, and 7.0.0 in node_modules/.pnpm/pg@7.0.0/node_modules/pg',
        fix: 'npm dedupe pg',
      },
    ])
  })

  it('follows no link, which may lead in a circle', async () => {
    const folder = temporaryFolder({ 'node_modules/tenon/package.json': version(own) })
    symlinkSync(folder, join(folder, 'node_modules', 'self'))
    expect(await examineTree(folder, machine)).toHaveLength(1)
  })

  it('passes over a package.json that is broken', async () => {
    expect(await examine({ 'node_modules/tenon/package.json': '{' })).toMatchObject([{ state: 'ok' }])
  })
})
