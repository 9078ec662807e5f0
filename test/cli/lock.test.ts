import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runTenon } from '../harness/run-tenon.js'
import { readFolder } from '../harness/sample.js'
import { root } from '../harness/source-files.js'
import { temporaryFolder } from '../harness/temporary-folder.js'

/** A copy of a sample project that has been locked. */
async function locked(sample = 'test/generator/samples/port'): Promise<string> {
  const files = [...readFolder(join(root, sample))].filter(([path]) => !path.startsWith('_'))
  const folder = temporaryFolder(Object.fromEntries(files))
  expect(await runTenon(folder, ['lock'])).toEqual({ exitCode: 0, out: 'tenon.lock: written\n', error: '' })
  return folder
}

function edit(folder: string, file: string, [from, to]: readonly [string, string]): void {
  const text = readFileSync(join(folder, file), 'utf8')
  expect(text).toContain(from)
  writeFileSync(join(folder, file), text.replace(from, to))
}

const lockOf = (folder: string): string => readFileSync(join(folder, 'tenon.lock'), 'utf8')
const otherTime = ['10:00', '11:00'] as const
const clockChange = / {2}modules\.clock\.integrity was "sha256-[^"]+" and is "sha256-[^"]+"\n/

/** Both providers edited, and a third module. */
async function editedTwice(): Promise<string> {
  const folder = await locked()
  edit(folder, 'providers/clock.mjs', otherTime)
  edit(folder, 'modules.yaml', ['modules:\n', 'modules:\n  - { id: spare, kind: provider, source: "tenon:memory" }\n'])
  return folder
}

async function codes(folder: string, args: readonly string[]): Promise<readonly string[]> {
  const { diagnostics } = JSON.parse((await runTenon(folder, [...args, '--json'])).out)
  return diagnostics.flatMap(({ code, path }: { code: string; path: string }) =>
    code.endsWith('_error') ? [`${code} ${path}`] : [],
  )
}

describe('lock', () => {
  it('writes the lockfile that a build would, and nothing else', async () => {
    const folder = await locked()
    const text = lockOf(folder)
    expect([...readFolder(folder).keys()].some((path) => /generated|\.tenon/.test(path))).toBe(false)
    rmSync(join(folder, 'tenon.lock'))
    await runTenon(folder, ['build'])
    expect(lockOf(folder)).toBe(text)
    expect((await runTenon(folder, ['lock'])).out).toBe('tenon.lock: unchanged\n')
  })

  it('follows what is composed and says each change, on a build machine too', async () => {
    const folder = await editedTwice()
    const { exitCode, out } = await runTenon(folder, ['lock', '--json'], { environment: { CI: '1' } })
    expect(exitCode).toBe(0)
    expect(JSON.parse(out).result).toMatchObject({
      app: 'desk',
      lockfile: {
        file: 'tenon.lock',
        written: true,
        changes: [expect.stringContaining('clock'), 'modules.spare is new'],
      },
    })
    expect((await runTenon(folder, ['build', '--frozen'])).exitCode).toBe(0)
  })

  it('writes nothing under --check, and names every difference', async () => {
    const folder = await editedTwice()
    const before = readFolder(folder)
    expect([...(await codes(folder, ['lock', '--check']))].sort()).toEqual([
      'lockfile_integrity_error modules.clock.integrity',
      'lockfile_stale_error modules.spare',
    ])
    expect((await runTenon(folder, ['lock', '--frozen'])).exitCode).toBe(1)
    expect(readFolder(folder)).toEqual(before)
    await runTenon(folder, ['lock'])
    expect((await runTenon(folder, ['lock', '--check', '--quiet'])).exitCode).toBe(0)
    rmSync(join(folder, 'tenon.lock'))
    expect(await codes(folder, ['lock', '--check'])).toEqual(['lockfile_missing_error null'])
  })

  it('lets only the named modules change, and names the others', async () => {
    const folder = await editedTwice()
    const before = lockOf(folder)
    const refused = await runTenon(folder, ['lock', '--update', 'clock'])
    expect(refused.exitCode).toBe(1)
    expect(refused.out).toContain('tenon.lock is out of date: modules.spare is new, which the update is not for')
    expect(refused.out).toContain(
      'hint: name it too, "tenon lock --update clock spare", or run "tenon lock" for all of it',
    )
    expect(lockOf(folder)).toBe(before)
    expect(await codes(folder, ['lock', '--update', 'spare'])).toEqual(['lockfile_stale_error modules.clock.integrity'])
    expect((await runTenon(folder, ['lock', '--update', 'clock', 'spare'])).out).toMatch(clockChange)
  })

  it('follows the spec whichever modules are named, and a binding with either end', async () => {
    const folder = await locked()
    edit(folder, 'app.yaml', ['name: ', 'name: Other '])
    edit(folder, 'modules.yaml', ['id: clock', 'id: timer'])
    expect(await codes(folder, ['lock', '--update', 'clock'])).toEqual(['lockfile_stale_error modules.timer'])
    const { exitCode, out } = await runTenon(folder, ['lock', '--update', 'clock', 'timer'])
    expect(exitCode).toBe(0)
    expect(out).toContain('bindings.clock.read@1.0.0 was "clock" and is "timer"')
    expect(out).toContain('specHash was')
  })

  it('holds another order of modules for a change of those that moved', async () => {
    const folder = await locked()
    const [, head = '', first = '', second = ''] =
      /^(tenon: 1\nmodules:\n)(.*\n)(.*\n)$/.exec(readFileSync(join(folder, 'modules.yaml'), 'utf8')) ?? []
    writeFileSync(
      join(folder, 'modules.yaml'),
      `${head}${second}  - { id: spare, kind: provider, source: "tenon:memory" }\n${first}`,
    )
    expect(await codes(folder, ['lock', '--update', 'spare'])).toEqual(['lockfile_stale_error order'])
    expect((await runTenon(folder, ['lock', '--update', 'spare', 'mail'])).exitCode).toBe(0)
  })

  it('knows modules that are gone, and no others', async () => {
    const folder = await editedTwice()
    await runTenon(folder, ['lock'])
    edit(folder, 'modules.yaml', ['  - { id: spare, kind: provider, source: "tenon:memory" }\n', ''])
    expect(await runTenon(folder, ['lock', '--update', 'spar'])).toMatchObject({
      exitCode: 2,
      out: '',
      error: 'tenon: --update: there is no module "spar"; did you mean "spare"?\nTry "tenon --help".\n',
    })
    expect((await runTenon(folder, ['lock', '--update', 'spare'])).out).toContain('modules.spare is gone')
  })

  it('does not take a broken lockfile for a part of one', async () => {
    const folder = await locked()
    writeFileSync(join(folder, 'tenon.lock'), '{')
    expect(await codes(folder, ['lock', '--update', 'clock'])).toEqual(['lockfile_stale_error null'])
    expect((await runTenon(folder, ['lock', '--update'])).exitCode).toBe(0)
    expect((await runTenon(folder, ['lock', '--check'])).exitCode).toBe(0)
  })

  it('never accepts more for a guest without being told its name', async () => {
    const folder = await locked('test/generator/diagnostics/guest_policy_widened_error/ordinary')
    edit(folder, 'modules.yaml', ['requires: [path]', 'requires: [path, events]'])
    for (const args of [['lock'], ['lock', '--update'], ['lock', '--update', 'mail']])
      expect(await codes(folder, args)).toContain('guest_policy_widened_error modules.mail.policy.requires')
    const { exitCode, out } = await runTenon(folder, ['lock', '--allow-policy', 'mail'])
    expect(exitCode).toBe(0)
    expect(out).toContain('modules.mail.policy.requires was ["path"] and is ["events","path"]')
  })

  it.each([
    [['--check', '--update'], /--update and --check contradict each other/],
    [['--frozen', '--update', 'mail'], /--update and --frozen contradict each other/],
    [['--check', '--allow-policy', 'mail'], /--allow-policy and --check contradict each other/],
  ])('refuses %j', async (flags, says) => {
    expect(await runTenon('/', ['lock', ...flags])).toMatchObject({ exitCode: 2, error: expect.stringMatching(says) })
  })
})
