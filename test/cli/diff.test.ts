import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { runTenon } from '../harness/run-tenon.js'
import { readFolder } from '../harness/sample.js'
import { root } from '../harness/source-files.js'
import { temporaryFolder } from '../harness/temporary-folder.js'

const files = Object.fromEntries(
  [...readFolder(join(root, 'test/generator/samples/include'))].filter(([path]) => !path.startsWith('_')),
)

function git(folder: string, ...args: readonly string[]): void {
  const as = ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false']
  execFileSync('git', [...as, ...args], { cwd: folder, stdio: 'ignore' })
}

/** A repository with the project of several files in a folder of it, committed under the tag `old`. */
function repository(): { readonly top: string; readonly project: string } {
  const top = temporaryFolder({ 'readme.md': 'x' })
  const project = join(top, 'apps', 'desk')
  for (const [path, text] of Object.entries(files)) write(project, path, text)
  git(top, 'init', '--quiet')
  commit(top, 'old')
  return { top, project }
}

function commit(top: string, tag: string): void {
  git(top, 'add', '--all')
  git(top, 'commit', '--quiet', '--message', tag)
  git(top, 'tag', tag)
}

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

/** Sets a variable of this process for one test. */
function withVariable(name: 'TMPDIR' | 'PATH', value: string): void {
  const before = process.env[name]
  process.env[name] = value
  onTestFinished(() => {
    if (before === undefined) delete process.env[name]
    else process.env[name] = before
  })
}

const rename = (project: string, from: string, to: string): void => {
  const path = Object.keys(files).find((file) => file.endsWith('.yaml') && files[file]?.includes(from)) ?? ''
  writeFileSync(join(project, path), readFileSync(join(project, path), 'utf8').replaceAll(from, to))
}

async function differences(folder: string, against: string, ...more: readonly string[]) {
  const { out, exitCode } = await runTenon(folder, ['diff', '--against', against, '--json', ...more])
  const { result, summary } = JSON.parse(out)
  return { exitCode, summary, result }
}

describe('diff', () => {
  it('finds none between a project and its last commit, and leaves nothing behind', async () => {
    const { project } = repository()
    const temporary = temporaryFolder()
    withVariable('TMPDIR', temporary)
    expect(await runTenon(project, ['diff', '--against', 'old'])).toEqual({
      exitCode: 0,
      out: 'no difference\n',
      error: '',
    })
    expect(readdirSync(temporary)).toEqual([])
    expect(readdirSync(project).sort()).toEqual(
      [...new Set(Object.keys(files).map((path) => path.split('/')[0]))].sort(),
    )
  })

  it('compares with what was committed in files of the spec that another one includes', async () => {
    const { project, top } = repository()
    rename(project, 'list_agents', 'all_agents')
    commit(top, 'new')
    const { out, exitCode } = await runTenon(project, ['diff', '--against', 'old'])
    expect(exitCode).toBe(0)
    expect(out).toMatch(/^breaking {2}query "list_agents" can no longer be called\n {12}was at \S+\.yaml:\d+\n/)
    expect(out).toMatch(/additive {2}query "all_agents" is new\n {12}\S+\.yaml:\d+\n/)
    const { result, summary } = await differences(project, 'old~0')
    expect(summary).toMatchObject({ breaking: 1, additive: 1 })
    expect(result.differences[0]).toMatchObject({
      rule: 'entrypoint_removed',
      consequence: 'breaking',
      subject: 'query "list_agents"',
      before: expect.stringMatching(/\.yaml:\d+$/),
      after: null,
    })
  })

  it('compares with a folder, which need not be in a repository', async () => {
    const there = temporaryFolder(files)
    const here = temporaryFolder(files)
    expect((await runTenon(here, ['diff', '--against', there])).out).toBe('no difference\n')
    rename(here, 'list_agents', 'all_agents')
    expect((await differences(here, there)).summary).toMatchObject({ breaking: 1, additive: 1 })
  })

  it('ends with 1 where it is asked to', async () => {
    const there = temporaryFolder(files)
    const here = temporaryFolder(files)
    const ends = async (...flags: readonly string[]) => (await differences(here, there, ...flags)).exitCode
    expect(await ends('--fail-on', 'additive')).toBe(0)
    rename(here, 'list_agents', 'all_agents')
    expect([await ends(), await ends('--fail-on', 'breaking'), await ends('--fail-on', 'additive')]).toEqual([0, 1, 1])
    rename(there, 'list_agents', 'all_agents')
    write(here, 'domain/more.yaml', 'queries:\n  - { id: more, in: {}, returns: { projection: agents } }\n')
    expect([await ends('--fail-on', 'breaking'), await ends('--fail-on', 'additive')]).toEqual([0, 1])
  })

  it('takes files that are named on the command line from the other state, too', async () => {
    const { top, project } = repository()
    renameSync(join(project, 'app.yaml'), join(project, 'spec.txt'))
    commit(top, 'renamed')
    const args = ['--config', join('apps/desk', 'spec.txt'), '--modules', join('apps/desk', 'modules.yaml')]
    expect(await runTenon(top, ['diff', '--against', 'renamed', ...args])).toMatchObject({ out: 'no difference\n' })
    expect(await runTenon(top, ['diff', '--against', 'old', ...args])).toMatchObject({
      exitCode: 2,
      error: expect.stringContaining(
        'the app at old cannot be compared with: spec.txt: there is no app spec at spec.txt',
      ),
    })
  })
})

describe('diff says why it cannot compare', () => {
  const failing = async (folder: string, against: string) => {
    const { exitCode, out, error } = await runTenon(folder, ['diff', '--against', against])
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' })
    return error.split('\n')[0]
  }

  it('where nothing is of that name', async () => {
    expect(await failing(repository().project, 'nowhere')).toBe(
      'tenon: --against: "nowhere" is neither a folder nor a commit that git knows',
    )
    expect(await failing(repository().project, '--output=x')).toContain('is neither a folder nor a commit')
  })

  it('where there is no repository', async () => {
    const folder = temporaryFolder(files)
    expect(await failing(folder, 'main')).toContain(
      `tenon: --against: git sees no repository around ${folder}, so it takes a folder (fatal: `,
    )
  })

  it('where there is no git', async () => {
    const { project } = repository()
    withVariable('PATH', temporaryFolder())
    expect(await failing(project, 'old')).toBe('tenon: --against: git cannot be run, so it takes a folder')
  })

  it('where the other state has no such project, though there is one above', async () => {
    const { top, project } = repository()
    rmSync(join(top, 'apps'), { recursive: true })
    for (const [path, text] of Object.entries(files)) write(top, path, text)
    commit(top, 'elsewhere')
    for (const [path, text] of Object.entries(files)) write(project, path, text)
    const says = "there is no app spec and no module manifest in the project's folder at"
    expect(await failing(project, 'elsewhere')).toContain(`${says} elsewhere`)
    expect(await failing(project, temporaryFolder())).toContain(says)
  })

  it('where the other state does not compile', async () => {
    const broken = temporaryFolder({ ...files, 'modules.yaml': 'tenon: 1\nmodules: []\n' })
    expect(await failing(temporaryFolder(files), broken)).toMatch(
      /the app at .* cannot be compared with: \S+: no module of modules\.yaml provides/,
    )
  })

  it('where a file is named', async () => {
    expect(await failing(temporaryFolder(files), 'app.yaml')).toBe('tenon: --against: app.yaml is a file, not a folder')
  })

  it('where this state does not compile', async () => {
    const broken = temporaryFolder({ ...files, 'modules.yaml': 'tenon: 1\nmodules: []\n' })
    const { exitCode, out, error } = await runTenon(broken, ['diff', '--against', temporaryFolder(files)])
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' })
    expect(error).toContain('error[port_unbound_error]')
  })

  it.each([
    [['diff'], /required option '--against <state>' not specified/],
    [['diff', '--against', ''], /--against takes a folder or a commit/],
    [['diff', '--against', '.', '--fail-on', 'warning'], /--fail-on takes one of breaking, additive, not "warning"/],
    [['check', '--fail-on', 'breaking'], /--fail-on takes one of error, warning, not "breaking"/],
  ])('%j', async (args, says) => {
    expect(await runTenon('/', args)).toMatchObject({ exitCode: 2, error: expect.stringMatching(says) })
  })
})
