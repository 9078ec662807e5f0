import { createHash } from 'node:crypto'
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { transformSync } from 'esbuild'
import { describe, expect, it } from 'vitest'
import { CompositionError, compileApp } from '../../../generator/compile-app.js'
import { defineApp } from '../../../generator/define.js'
import type { GuestBundle } from '../../../src/contract/guest.js'
import { runTenon } from '../../harness/run-tenon.js'
import { root } from '../../harness/source-files.js'
import { temporaryFolder } from '../../harness/temporary-folder.js'

const sample = join(root, 'test/generator/samples/guests')
const isInput = (path: string): boolean => !/[/\\]_[^/\\]*$/.test(path)

/** The sample with a guest, a native and an initializer of the user's own, in a folder of its own. */
function project(): string {
  const folder = temporaryFolder({ 'package.json': '{ "type": "module" }' })
  cpSync(sample, folder, { recursive: true, filter: isInput })
  return folder
}

function edit(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'utf8')
  expect(text).toContain(from)
  writeFileSync(file, text.replace(from, to))
}

/** Each builds a project several times. */
const slow = { timeout: 60_000 }

describe('guests of a project', slow, () => {
  it('give the same files wherever it lies', async () => {
    const folders = [project(), project()]
    for (const folder of folders) expect((await runTenon(folder, ['generate'])).exitCode).toBe(0)
    const [left, right] = folders.map((folder) =>
      ['guests.ts', 'guest.d.ts', 'tenon.json'].map((name) =>
        readFileSync(join(folder, 'generated/desk', name), 'utf8'),
      ),
    )
    expect(left).toEqual(right)
    expect(left?.join('')).not.toContain(folders[0])
  })

  it('are emitted as they were bundled, whatever their texts hold', async () => {
    const folder = project()
    const odd = "const odd = 'a\\\\\\n\\u2028\\u0007' + `${1}'\"\\`\n` + '</script> ü 🙂'\nexport const text = odd\n"
    writeFileSync(
      join(folder, 'guests/words.ts'),
      `${odd}export const isUrgent = (title: string): boolean => text.includes(title)\n`,
    )
    expect((await runTenon(folder, ['generate'])).exitCode).toBe(0)
    const emitted = readFileSync(join(folder, 'generated/desk/guests.ts'), 'utf8')
    const { code } = transformSync(emitted, { loader: 'ts', format: 'cjs' })
    const module: { exports: { guests?: Readonly<Record<string, GuestBundle>> } } = { exports: {} }
    new Function('module', code)(module)
    const bundles = Object.values(module.exports.guests ?? {})
    expect(bundles.map(({ id }) => id)).toEqual(['triage', 'map-maker'])
    for (const bundle of bundles)
      expect(bundle.integrity).toBe(`sha256-${createHash('sha256').update(bundle.code).digest('base64')}`)
  })

  it('are proved by check, which leaves nothing behind', async () => {
    const folder = project()
    const { exitCode, error } = await runTenon(folder, ['check'])
    expect([exitCode, error]).toEqual([0, ''])
    expect(existsSync(join(folder, '.tenon'))).toBe(false)
  })

  it('are type-checked anew when a file of theirs changes, unless that is not wanted', async () => {
    const folder = project()
    expect((await runTenon(folder, ['build'])).exitCode).toBe(0)
    expect(existsSync(join(folder, '.tenon/desk.code-types.json'))).toBe(true)
    expect((await runTenon(folder, ['check'])).exitCode).toBe(0)
    edit(join(folder, 'guests/words.ts'), 'title.toLowerCase', 'title.toLowercase')
    const { exitCode, out } = await runTenon(folder, ['check'])
    expect([exitCode, out.includes('error[guest_type_error]')]).toEqual([1, true])
    expect((await runTenon(folder, ['check', '--no-types'])).exitCode).toBe(0)
  })

  it('are not type-checked again as long as nothing has changed', async () => {
    const folder = project()
    expect((await runTenon(folder, ['build'])).exitCode).toBe(0)
    // Were the guests looked at again, this would be found.
    const record = join(folder, '.tenon/desk.code-types.json')
    edit(join(folder, 'guests/words.ts'), 'title.toLowerCase', 'title.toLowercase')
    writeFileSync(record, JSON.stringify({ ...JSON.parse(readFileSync(record, 'utf8')), files: {} }))
    expect((await runTenon(folder, ['check'])).exitCode).toBe(0)
  })

  it('are refused in memory, where no file is read', () => {
    const yaml = readFileSync(join(sample, 'app.yaml'), 'utf8')
    const modules = readFileSync(join(sample, 'modules.yaml'), 'utf8')
    const compiled = () => compileApp({ spec: defineApp({ yaml, modules }) })
    expect(compiled).toThrow(CompositionError)
    expect(compiled).toThrow('a guest is bundled from its file, and in memory no file is read')
  })
})

describe('globals of natives', slow, () => {
  it('are there for guests that are granted them alone', async () => {
    const folder = project()
    const log = (file: string) => edit(join(folder, file), 'return ', 'console.log(1)\n    return ')
    log('guests/triage.ts')
    const denied = await runTenon(folder, ['check'])
    expect(denied.out).toContain("TypeScript says: Cannot find name 'console'.")
    edit(join(folder, 'modules.yaml'), '[teams, path]', '[teams, path, console]')
    expect((await runTenon(folder, ['check'])).exitCode).toBe(0)
    writeFileSync(
      join(folder, 'guests/map-maker.ts'),
      "export default { 'ticket.distance': () => ({ metres: console.log(1) ?? 1 }) }\n",
    )
    edit(join(folder, 'modules.yaml'), 'map-maker.mjs', 'map-maker.ts')
    const one = await runTenon(folder, ['check'])
    expect(one.out).toContain('guest "map-maker" does not fit its types')
    expect(one.out).not.toContain('guest "triage"')
  })
})

// Types are of no matter here, and would take most of the time.
describe('the policy of a guest', slow, () => {
  it('is locked with the hash of its bundled code', async () => {
    const folder = project()
    await runTenon(folder, ['build', '--no-types'])
    const { modules } = JSON.parse(readFileSync(join(folder, 'tenon.lock'), 'utf8'))
    expect(modules.triage).toMatchObject({
      kind: 'guest',
      integrity: expect.stringMatching(/^sha256-/),
      policy: {
        requires: ['path', 'teams'],
        isolation: 'inline',
        lifetime: 'call',
        limits: { cpuMs: 20, wallMs: 2000 },
      },
    })
    expect(readFileSync(join(folder, 'generated/desk/guests.ts'), 'utf8')).toContain(
      `integrity: '${modules.triage.integrity}'`,
    )
    expect(Object.keys(modules.geo)).not.toContain('policy')
  })

  it('may be widened for the guests that are named', async () => {
    const folder = project()
    await runTenon(folder, ['build', '--no-types'])
    edit(join(folder, 'modules.yaml'), 'cpu_ms: 20', 'cpu_ms: 30')
    const refused = await runTenon(folder, ['build', '--no-types', '--update-lock'])
    expect([refused.exitCode, refused.out]).toEqual([1, expect.stringContaining('limits.cpuMs was 20 and is 30')])
    const allowed = await runTenon(folder, ['build', '--no-types', '--allow-policy', 'triage'])
    expect([allowed.exitCode, allowed.out]).toEqual([
      0,
      expect.stringContaining('modules.triage.policy.limits.cpuMs was 20 and is 30'),
    ])
    expect((await runTenon(folder, ['check', '--no-types', '--frozen'])).exitCode).toBe(0)
  })

  it('that asks for less is an ordinary difference', async () => {
    const folder = project()
    await runTenon(folder, ['build', '--no-types'])
    edit(join(folder, 'modules.yaml'), 'cpu_ms: 20', 'cpu_ms: 10')
    for (const args of [
      ['build', '--no-types'],
      ['check', '--no-types', '--frozen'],
    ])
      expect(await runTenon(folder, args)).toMatchObject({
        exitCode: 1,
        out: expect.stringContaining(
          'error[lockfile_stale_error]: tenon.lock is out of date: modules.triage.policy.limits.cpuMs was 20 and is 10',
        ),
      })
    expect((await runTenon(folder, ['build', '--no-types', '--update-lock'])).exitCode).toBe(0)
  })

  it('follows edits of the code', async () => {
    const folder = project()
    await runTenon(folder, ['build', '--no-types'])
    edit(join(folder, 'guests/words.ts'), "'fire'", "'burning'")
    const built = await runTenon(folder, ['build', '--no-types'])
    expect([built.exitCode, built.out]).toEqual([0, expect.stringContaining('modules.triage.integrity was')])
  })
})
